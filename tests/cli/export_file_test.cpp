// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/export_file.h"

#include <CLI/CLI.hpp>

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

using namespace cli;

/// The export by itself, over three pages of a list.
class ExportFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_asked.clear(); }
    void writesCsv();
    void writesJsonLines();
    void isReadableForItsOwnerAlone();
    void neverReplacesUnasked();
    void leavesNothingBehindAFailure();
    void refusesWhatItCannotWrite();
    void wantsAFormatAndAFile();

private:
    Result<Reply> run(const QStringList &options, std::optional<Failure> fail = {});
    [[nodiscard]] QByteArray written() const;
    [[nodiscard]] QString path() const { return m_dir.filePath(u"out"_s); }
    [[nodiscard]] QStringList usual(const QString &format) const
    {
        return {u"--format"_s, format, u"--output"_s, path()};
    }

    QTemporaryDir m_dir;
    QStringList m_asked;
};

Result<Reply> ExportFileTest::run(const QStringList &options, std::optional<Failure> fail)
{
    CLI::App app;
    Verb verb(app);
    ExportOptions exports;
    exports.declare(verb);
    std::vector<std::string> arguments;
    for (const QString &option : options)
        arguments.insert(arguments.begin(), option.toStdString());
    app.parse(arguments);
    const ExportShape<QJsonObject> shape{{{u"amount"_s, true}, {u"name"_s}, {u"more.a"_s}},
                                         [](const QJsonObject &object) { return object; }};
    const auto fetch = [&](const QString &after, int) {
        m_asked << after;
        if (fail && m_asked.size() == 2)
            return answered<ExportPage>(*fail);
        const auto number = int(m_asked.size());
        const QJsonObject item{
            {u"amount"_s, u"-%1.00"_s.arg(number)}, {u"name"_s, u"=x"_s}, {u"more"_s, QJsonObject{{u"a"_s, true}}}};
        const Page<QJsonObject> page{{item}, number < 3 ? QString::number(number) : QString()};
        return answered<ExportPage>(exportPage(page, shape));
    };
    return exports.run(shape.columns, fetch);
}

QByteArray ExportFileTest::written() const
{
    QFile file(path());
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

void ExportFileTest::writesCsv()
{
    const auto reply = run(usual(u"csv"_s) << u"--overwrite"_s);
    QVERIFY(reply);
    QCOMPARE(reply->object, QJsonObject({{u"file"_s, path()}, {u"rows"_s, 3}}));
    QCOMPARE(written(), QByteArray("amount,name,more.a\r\n-1.00,'=x,true\r\n-2.00,'=x,true\r\n-3.00,'=x,true\r\n"));
    QCOMPARE(m_asked, QStringList({QString(), u"1"_s, u"2"_s}));
}

void ExportFileTest::writesJsonLines()
{
    QVERIFY(run(usual(u"jsonl"_s) << u"--overwrite"_s));
    const QList<QByteArray> lines = written().trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(1), QByteArray("{\"amount\":\"-2.00\",\"more\":{\"a\":true},\"name\":\"=x\"}"));
}

void ExportFileTest::isReadableForItsOwnerAlone()
{
    QVERIFY(run(usual(u"csv"_s) << u"--overwrite"_s));
    const auto mine = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser;
    QCOMPARE(QFileInfo(path()).permissions() & ~mine, QFile::Permissions());
}

void ExportFileTest::neverReplacesUnasked()
{
    QFile::remove(path());
    QVERIFY(run(usual(u"csv"_s)));
    const QByteArray before = written();
    m_asked.clear();
    const auto again = run(usual(u"jsonl"_s));
    QCOMPARE(again.failure().name, u"file_exists"_s);
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(written(), before);
}

void ExportFileTest::leavesNothingBehindAFailure()
{
    QFile::remove(path());
    const auto reply = run(usual(u"csv"_s), Failure::named(u"not_permitted"_s, {}));
    QCOMPARE(reply.failure().name, u"not_permitted"_s);
    QVERIFY(QDir(m_dir.path()).entryList(QDir::Files | QDir::Hidden).isEmpty());
}

void ExportFileTest::refusesWhatItCannotWrite()
{
    const QString nowhere = m_dir.filePath(u"no/such/folder"_s);
    QCOMPARE(run({u"--format=csv"_s, u"--output"_s, nowhere}).failure().name, u"file_not_written"_s);
    QVERIFY(m_asked.isEmpty());
    QCOMPARE(run({u"--format=csv"_s, u"--output"_s, m_dir.path()}).failure().name, u"file_exists"_s);
}

void ExportFileTest::wantsAFormatAndAFile()
{
    QCOMPARE(run({u"--format=xls"_s, u"--output"_s, path()}).failure().field, u"format"_s);
    QCOMPARE(run({u"--format=csv"_s, u"--output"_s, QString()}).failure().field, u"output"_s);
    QVERIFY(m_asked.isEmpty());
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::ExportFileTest)
#include "export_file_test.moc"
