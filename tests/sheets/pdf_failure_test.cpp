// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_sheet_writer.h"
#include "sheets/sheet_fixture.h"

#include <QDir>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// What happens when a sheet cannot be written: a named failure, the old file untouched, nothing left behind.
class PdfFailureTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void existingFilesStay();
    void existingFilesAreReplacedWhenAllowed();
    void linksAreNeitherFollowedNorReplaced();
    void refusesUnwritableTargets_data();
    void refusesUnwritableTargets();
    void fullDiskLeavesNothing_data();
    void fullDiskLeavesNothing();
    void cancelLeavesNothing_data();
    void cancelLeavesNothing();
    void failingSourceLeavesNothing();
    void refusedSealLeavesNothing();
    void sealSeesACompleteRun();
    void tooSmallLeavesNothing();
    void badStartLeavesNothing();

private:
    QString path() const { return m_dir->filePath(u"sheet.pdf"_s); }
    QStringList entries() const
    {
        return QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    void put(const QByteArray &content) const
    {
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    QByteArray content() const
    {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_dir;
};

namespace {

/// Makes files of this process end at so many bytes, as a full disk does.
class FileLimit
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    rlimit m_before{};
};

} // namespace

void PdfFailureTest::existingFilesStay()
{
    put("precious");
    ListLabelSource source(labels(3));
    const auto outcome = writePdfSheet(jobOn(u"L7160"_s), source, path());
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.failure().name, u"file_exists"_s);
    QCOMPARE(outcome.failure().field, u"output"_s);
    QCOMPARE(content(), QByteArray("precious"));
    QCOMPARE(entries().size(), 1);
}

void PdfFailureTest::existingFilesAreReplacedWhenAllowed()
{
    put("old");
    QFile::setPermissions(path(), QFile::ReadOwner | QFile::ReadOther);
    ListLabelSource source(labels(3));
    QVERIFY(writePdfSheet(jobOn(u"L7160"_s), source, path(), true).ok());
    QVERIFY(content().startsWith("%PDF"));
    QVERIFY(!QFileInfo(path()).permissions().testFlag(QFile::ReadOther));
    QCOMPARE(entries().size(), 1);
}

void PdfFailureTest::linksAreNeitherFollowedNorReplaced()
{
    const QString elsewhere = m_dir->filePath(u"elsewhere"_s);
    QVERIFY(QFile::link(elsewhere, path()));
    ListLabelSource source(labels(3));
    QCOMPARE(writePdfSheet(jobOn(u"L7160"_s), source, path()).failure().name, u"file_exists"_s);
    ListLabelSource again(labels(3));
    QCOMPARE(writePdfSheet(jobOn(u"L7160"_s), again, path(), true).failure().name, u"file_not_written"_s);
    QVERIFY(!QFileInfo::exists(elsewhere));
    QVERIFY(QFileInfo(path()).isSymLink());
}

void PdfFailureTest::refusesUnwritableTargets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("name");
    QTest::newRow("no such directory") << u"missing/sheet.pdf"_s << u"file_not_written"_s;
    QTest::newRow("below a file") << u"file/sheet.pdf"_s << u"file_not_written"_s;
    QTest::newRow("read-only file system") << u"/proc/sheet.pdf"_s << u"file_not_written"_s;
    QTest::newRow("a directory") << u"."_s << u"file_exists"_s;
}

void PdfFailureTest::refusesUnwritableTargets()
{
    QFETCH(QString, target);
    QFile file(m_dir->filePath(u"file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    ListLabelSource source(labels(3));
    const auto outcome = writePdfSheet(jobOn(u"L7160"_s), source, m_dir->filePath(target), true);
    QVERIFY(!outcome.ok());
    QTEST(outcome.failure().name, "name");
    QVERIFY(!outcome.failure().message.isEmpty());
}

void PdfFailureTest::fullDiskLeavesNothing_data()
{
    QTest::addColumn<int>("bytes");
    QTest::newRow("at once") << 100;
    QTest::newRow("on the first sheet") << 20'000;
    QTest::newRow("on a later sheet") << 90'000;
}

void PdfFailureTest::fullDiskLeavesNothing()
{
    QFETCH(int, bytes);
    put("old");
    ListLabelSource source(labels(400));
    Result<SheetOutcome> outcome;
    {
        const FileLimit limit{static_cast<rlim_t>(bytes)};
        outcome = writePdfSheet(jobOn(u"L7160"_s), source, path(), true);
    }
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.failure().name, u"file_not_written"_s);
    QVERIFY(outcome.failure().message.contains(path()));
    QCOMPARE(content(), QByteArray("old"));
    QCOMPARE(entries(), QStringList{u"sheet.pdf"_s});
}

void PdfFailureTest::cancelLeavesNothing_data()
{
    QTest::addColumn<int>("atPage");
    for (const int page : {0, 1, 2})
        QTest::addRow("before sheet %d", page + 1) << page;
    QTest::newRow("after the last") << 3;
}

void PdfFailureTest::cancelLeavesNothing()
{
    QFETCH(int, atPage);
    std::stop_source stop;
    qint64 last = -1;
    ListLabelSource source(labels(50));
    const auto outcome = writePdfSheet(
        jobOn(u"L7160"_s), source, path(), false,
        [&](qint64 done, qint64) {
            last = done;
            if (done == atPage)
                stop.request_stop();
        },
        stop.get_token());
    QVERIFY(!outcome.ok());
    QCOMPARE(outcome.failure().kind, FailureKind::Cancelled);
    QCOMPARE(last, qint64(atPage));
    QVERIFY(entries().isEmpty());
}

void PdfFailureTest::failingSourceLeavesNothing()
{
    int asked = 0;
    FetchedLabelSource source(50, [&]() -> Result<QList<LabelContent>> {
        if (++asked == 1)
            return labels(30);
        return Failure::named(u"not_permitted"_s, u"The role was revoked."_s);
    });
    const auto outcome = writePdfSheet(jobOn(u"L7160"_s), source, path());
    QCOMPARE(outcome.failure().name, u"not_permitted"_s);
    QVERIFY(entries().isEmpty());
}

void PdfFailureTest::refusedSealLeavesNothing()
{
    ListLabelSource source(labels(30));
    const auto outcome = writePdfSheet(jobOn(u"L7160"_s), source, path(), false, {}, {}, [](const SheetOutcome &) {
        return Failure::named(u"already_printed"_s, u"Serial 3 was printed before."_s);
    });
    QCOMPARE(outcome.failure().name, u"already_printed"_s);
    QVERIFY(entries().isEmpty());
}

void PdfFailureTest::sealSeesACompleteRun()
{
    ListLabelSource source(labels(30));
    bool named = true;
    SheetMarks sealed;
    const auto outcome =
        writePdfSheet(jobOn(u"L7160"_s), source, path(), false, {}, {}, [&](const SheetOutcome &run) -> Result<Done> {
            sealed = run.marks;
            named = QFileInfo::exists(path());
            return Done{};
        });
    QVERIFY(outcome.ok());
    QVERIFY(!named);
    QCOMPARE(sealed, outcome->marks);
    QCOMPARE(sealed.labels, 30);
}

void PdfFailureTest::tooSmallLeavesNothing()
{
    // Only a late code is too long for its label: an imported one.
    QList<LabelContent> list = labels(30);
    list[25].code = QString(64, u'-').replace(0, 60, QString(60, u'm'));
    SheetJob job = jobOn(u"L7651"_s);
    job.claimUrl =
        u"https://a-rather-long-host.example.com/with/a/path/that/is/long/too?the-code-is={code}&and=more"_s;
    ListLabelSource source(list);
    const auto outcome = writePdfSheet(job, source, path());
    QCOMPARE(outcome.failure().name, u"label_too_small"_s);
    QVERIFY(entries().isEmpty());
}

void PdfFailureTest::badStartLeavesNothing()
{
    SheetJob job = jobOn(u"L7160"_s);
    job.startAt = 22;
    ListLabelSource source(labels(3));
    QCOMPARE(writePdfSheet(job, source, path()).failure().name, u"invalid_count"_s);
    QVERIFY(entries().isEmpty());
}

QTEST_MAIN(PdfFailureTest)
#include "pdf_failure_test.moc"
