// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/export_file.h"
#include "small_disk.h"

#include <QDir>
#include <QTemporaryDir>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::testing;

/// A list of several pages on its way into a file.
class TestExportFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void writesEveryPage_data();
    void writesEveryPage();
    void writesAnEmptyList();
    void isReadableForItsOwnerAlone();
    void countsAsItGoes();
    void neverReplacesUnasked();
    void refusesWhatItCannotWrite();
    void leavesNothingBehindAFailure();
    void leavesNothingWhenCancelled();
    void leavesNothingOnAFullDisk_data();
    void leavesNothingOnAFullDisk();
    void refusesMoreThanASheetHolds();

private:
    [[nodiscard]] QString path() const { return m_dir->filePath(u"out"_s); }
    [[nodiscard]] QStringList files() const
    {
        return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden | QDir::System);
    }
    [[nodiscard]] QByteArray written() const;
    Result<qint64> run(const ExportTarget &target, const JobControl &control = JobControl());

    std::unique_ptr<QTemporaryDir> m_dir;
    QStringList m_asked;
    int m_pages = 3;
    int m_failingPage = 0;             ///< Counted from 1.
    std::function<void(int)> m_onPage; ///< Called with each page that was asked for.
};

void TestExportFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_asked.clear();
    m_pages = 3;
    m_failingPage = 0;
    m_onPage = {};
}

QByteArray TestExportFile::written() const
{
    QFile file(path());
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

Result<qint64> TestExportFile::run(const ExportTarget &target, const JobControl &control)
{
    const ExportShape<QJsonObject> shape{{{u"n"_s, true}}, [](const QJsonObject &object) { return object; }};
    const auto pageAfter = [this, shape](const QString &after) -> Result<ExportPage> {
        m_asked << after;
        const auto number = int(m_asked.size());
        if (m_onPage)
            m_onPage(number);
        if (number == m_failingPage)
            return Failure::named(u"connection_failed"_s, {});
        Page<QJsonObject> page;
        for (int i = 0; i < 2 && m_pages > 0; ++i)
            page.items << QJsonObject{{u"n"_s, number * 10 + i}, {u"more"_s, true}};
        page.next = number < m_pages ? QString::number(number) : QString();
        return exportPage(page, shape);
    };
    return writeExport(
        target, shape.columns, [pageAfter](const QString &after, int) { return answered(pageAfter(after)); },
        control);
}

void TestExportFile::writesEveryPage_data()
{
    QTest::addColumn<int>("format");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("csv") << int(ExportFormat::Csv) << QByteArray("n\r\n10\r\n11\r\n20\r\n21\r\n30\r\n31\r\n");
    QTest::newRow("jsonl") << int(ExportFormat::JsonLines)
                           << QByteArray("{\"more\":true,\"n\":10}\n{\"more\":true,\"n\":11}\n"
                                         "{\"more\":true,\"n\":20}\n{\"more\":true,\"n\":21}\n"
                                         "{\"more\":true,\"n\":30}\n{\"more\":true,\"n\":31}\n");
    QTest::newRow("xlsx") << int(ExportFormat::Workbook) << QByteArray("PK");
}

void TestExportFile::writesEveryPage()
{
    QFETCH(int, format);
    QFETCH(QByteArray, content);
    const auto rows = run({ExportFormat(format), path(), false});
    QVERIFY(rows);
    QCOMPARE(*rows, qint64(6));
    QCOMPARE(m_asked, QStringList({QString(), u"1"_s, u"2"_s}));
    if (ExportFormat(format) == ExportFormat::Workbook)
        QVERIFY(written().startsWith(content));
    else
        QCOMPARE(written(), content);
    QCOMPARE(files(), QStringList(u"out"_s));
}

void TestExportFile::writesAnEmptyList()
{
    m_pages = 0;
    const auto rows = run({ExportFormat::Csv, path(), false});
    QVERIFY(rows);
    QCOMPARE(*rows, qint64(0));
    QCOMPARE(written(), QByteArray("n\r\n"));
}

void TestExportFile::isReadableForItsOwnerAlone()
{
    QVERIFY(run({ExportFormat::Csv, path(), false}));
    const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(path()).permissions() & ~mine, QFile::Permissions());
}

void TestExportFile::countsAsItGoes()
{
    QList<qint64> seen;
    const JobControl control([&seen](qint64 done, qint64) { seen << done; });
    QVERIFY(run({ExportFormat::Csv, path(), false}, control));
    QCOMPARE(seen, QList<qint64>({2, 4, 6}));
}

void TestExportFile::neverReplacesUnasked()
{
    QVERIFY(run({ExportFormat::Csv, path(), false}));
    const QByteArray before = written();
    m_asked.clear();
    QCOMPARE(run({ExportFormat::JsonLines, path(), false}).failure().name, u"file_exists"_s);
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(written(), before);
    QVERIFY(run({ExportFormat::JsonLines, path(), true}));
    QVERIFY(written().startsWith('{'));
}

void TestExportFile::refusesWhatItCannotWrite()
{
    QCOMPARE(run({ExportFormat::Csv, m_dir->filePath(u"no/such/folder"_s), false}).failure().name,
             u"file_not_written"_s);
    QCOMPARE(run({ExportFormat::Csv, u"/proc/out.csv"_s, false}).failure().name, u"file_not_written"_s);
    QCOMPARE(run({ExportFormat::Csv, m_dir->path(), true}).failure().name, u"file_exists"_s);
    QVERIFY(m_asked.isEmpty());
}

void TestExportFile::leavesNothingBehindAFailure()
{
    m_failingPage = 2;
    QCOMPARE(run({ExportFormat::Csv, path(), false}).failure().name, u"connection_failed"_s);
    QCOMPARE(files(), QStringList());
    // What was there before stays as it was.
    m_failingPage = 0;
    m_asked.clear();
    QVERIFY(run({ExportFormat::Csv, path(), false}));
    const QByteArray before = written();
    m_failingPage = 2;
    m_asked.clear();
    QVERIFY(!run({ExportFormat::JsonLines, path(), true}));
    QCOMPARE(written(), before);
    QCOMPARE(files(), QStringList(u"out"_s));
}

void TestExportFile::leavesNothingWhenCancelled()
{
    JobControl control;
    m_onPage = [&control](int number) {
        if (number == 2)
            control.cancel();
    };
    const auto rows = run({ExportFormat::Csv, path(), false}, control);
    QVERIFY(!rows);
    QCOMPARE(rows.failure().kind, FailureKind::Cancelled);
    QCOMPARE(rows.failure().name, u"file_not_written"_s);
    QCOMPARE(m_asked.size(), 2);
    QCOMPARE(files(), QStringList());
}

void TestExportFile::leavesNothingOnAFullDisk_data()
{
    QTest::addColumn<int>("format");
    QTest::newRow("csv") << int(ExportFormat::Csv);
    QTest::newRow("jsonl") << int(ExportFormat::JsonLines);
    QTest::newRow("xlsx") << int(ExportFormat::Workbook);
}

void TestExportFile::leavesNothingOnAFullDisk()
{
    QFETCH(int, format);
    m_pages = 4'000;
    const SmallDisk small;
    const auto rows = run({ExportFormat(format), path(), false});
    QVERIFY(!rows);
    QCOMPARE(rows.failure().name, u"file_not_written"_s);
    QVERIFY(rows.failure().message.contains(path()));
    QCOMPARE(files(), QStringList());
}

void TestExportFile::refusesMoreThanASheetHolds()
{
    const QList<QJsonObject> many(mostRows(ExportFormat::Workbook));
    const ExportShape<QJsonObject> shape{{}, [](const QJsonObject &object) { return object; }};
    const auto fetch = [this, &many, shape](const QString &after, int) {
        m_asked << after;
        const Page<QJsonObject> page{after.isEmpty() ? many : many.first(1), after.isEmpty() ? u"1"_s : QString()};
        return answered<ExportPage>(exportPage(page, shape));
    };
    const auto rows = writeExport({ExportFormat::Workbook, path(), false}, {}, fetch, JobControl());
    QVERIFY(!rows);
    QCOMPARE(rows.failure().name, u"file_not_written"_s);
    QCOMPARE(rows.failure().field, u"format"_s);
    QVERIFY(rows.failure().hint.contains(u"CSV"_s));
    QCOMPARE(files(), QStringList());
}

QTEST_GUILESS_MAIN(TestExportFile)
#include "tst_export_file.moc"
