// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QtTest>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

/// Targets that take nothing, readers that went away, servers that stopped.
class CliFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void pdfTargets_data();
    void pdfTargets();
    void aFullDiskLeavesNothing();
    void aFolderOnlyToBeRead();
    void nobodyReadsTheAnswer_data();
    void nobodyReadsTheAnswer();
    void badBytesAreUsage();
    void passwordsAreRefused_data();
    void passwordsAreRefused();
    void unreadableTargets_data();
    void unreadableTargets();
    void databaseWithoutSchema();
    void aStoppedServer();

private:
    [[nodiscard]] int prints() const
    {
        return m_scrip.call({u"batch"_s, u"show"_s, m_batch}).object()["prints"_L1].toInt(-1);
    }
    [[nodiscard]] QStringList render(const QString &path) const
    {
        return {u"sheet"_s, u"render"_s, u"--batch"_s, m_batch, u"--template"_s, u"L7160"_s, u"--output"_s, path};
    }
    [[nodiscard]] QStringList left(const QString &folder) const
    {
        return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    SandboxProcess m_scrip;
    QString m_event;
    QString m_batch;
};

void CliFailuresTest::initTestCase()
{
    m_event =
        m_scrip.call("event create --name F --amount 1 --credit-expires 2030-01-01").object()["id"_L1].toString();
    m_batch = m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"60"_s})
                  .object()["batch"_L1]
                  .toObject()["id"_L1]
                  .toString();
    QVERIFY(!m_batch.isEmpty());
}

void CliFailuresTest::pdfTargets_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    QTest::newRow("no such folder") << m_scrip.path(u"none/x.pdf"_s) << u"file_not_written"_s;
    QTest::newRow("a folder") << m_scrip.path(u"."_s) << u"file_exists"_s;
    QTest::newRow("a device") << u"/dev/full"_s << u"file_exists"_s;
    QTest::newRow("the kernel's") << u"/proc/x.pdf"_s << u"file_not_written"_s;
    QTest::newRow("no name") << u""_s << u"file_not_written"_s;
}

void CliFailuresTest::pdfTargets()
{
    QFETCH(QString, path);
    QFETCH(QString, name);
    const ProgramCall call = m_scrip.call(render(path));
    QVERIFY2(call.errorName() == name, call.told().constData());
    QCOMPARE(call.status, 1);
    QVERIFY(call.out.isEmpty());
    QCOMPARE(prints(), 0);
}

/// A file that may not grow behaves like a disk that is full.
void CliFailuresTest::aFullDiskLeavesNothing()
{
    QVERIFY(QDir(m_scrip.path(u"."_s)).mkdir(u"full"_s));
    const ProgramCall call = m_scrip.shell(
        u"trap '' XFSZ; ulimit -f 16; exec \"$scrip\" sheet render --batch %1 --template L7160 --output \"$dir/full/x.pdf\""_s
            .arg(m_batch));
    QVERIFY2(call.errorName() == u"file_not_written", call.told().constData());
    QCOMPARE(call.status, 1);
    QCOMPARE(left(m_scrip.path(u"full"_s)), QStringList());
    QCOMPARE(prints(), 0);
}

void CliFailuresTest::aFolderOnlyToBeRead()
{
    // Root may write where the mode says nobody may, but not where the file system does.
    const QString folder = ::geteuid() == 0 ? u"/sys/kernel"_s : m_scrip.path(u"readonly"_s);
    if (::geteuid() != 0) {
        QVERIFY(QDir(m_scrip.path(u"."_s)).mkdir(u"readonly"_s));
        QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    }
    const ProgramCall call = m_scrip.call(render(folder + u"/x.pdf"_s));
    QVERIFY2(call.errorName() == u"file_not_written", call.told().constData());
    QVERIFY(!QFile::exists(folder + u"/x.pdf"_s));
    QCOMPARE(prints(), 0);
}

void CliFailuresTest::nobodyReadsTheAnswer_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("closed pipe")
        << u"p=\"$dir/pipe\"; mkfifo \"$p\"; exec 3<>\"$p\"; exec 4>\"$p\"; exec 3<&-; %1 >&4"_s;
    QTest::newRow("full device") << u"%1 > /dev/full"_s;
    QTest::newRow("closed") << u"%1 >&-"_s;
}

void CliFailuresTest::nobodyReadsTheAnswer()
{
    QFETCH(QString, target);
    const QString key = u"answer-"_s + QString::fromUtf8(QTest::currentDataTag());
    const ProgramCall call =
        m_scrip.shell(target.arg(u"\"$scrip\" event duplicate %1 --key '%2'"_s.arg(m_event, key)));
    QVERIFY2(call.status == 1, call.told().constData());
    QVERIFY(call.err.contains("file_not_written"));
    const ProgramCall again = m_scrip.call({u"event"_s, u"duplicate"_s, m_event, u"--key"_s, key});
    QCOMPARE(again.status, 0);
    QCOMPARE(again.object()["replayed"_L1].toBool(), true);
}

void CliFailuresTest::badBytesAreUsage()
{
    const ProgramCall call = m_scrip.shell(u"\"$scrip\" event create --name $'\\xff\\xfe' --amount 1"_s);
    QCOMPARE(call.status, 2);
    QCOMPARE(call.errorName(), u"usage"_s);
}

void CliFailuresTest::passwordsAreRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("conninfo") << u"host=/tmp dbname=x password=topsecret"_s;
    QTest::newRow("uri") << u"postgresql://me:topsecret@localhost/x"_s;
    QTest::newRow("uri parameter") << u"postgresql://localhost/x?password=topsecret"_s;
}

void CliFailuresTest::passwordsAreRefused()
{
    QFETCH(QString, target);
    const ProgramCall call = m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, target});
    QVERIFY2(call.status == 2, call.told().constData());
    QCOMPARE(call.errorName(), u"usage"_s);
    QVERIFY(!call.told().contains("topsecret"));
}

void CliFailuresTest::unreadableTargets_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<int>("status");
    QTest::newRow("nobody there") << u"host=/nowhere dbname=x"_s << 3;
    QTest::newRow("no such database") << m_scrip.dsn().replace(u"dbname=scrip"_s, u"dbname=none"_s) << 3;
    QTest::newRow("options") << u"host=/tmp options='-c search_path=evil'"_s << 2;
    QTest::newRow("malformed") << u"host='/tmp"_s << 2;
}

void CliFailuresTest::unreadableTargets()
{
    QFETCH(QString, target);
    QFETCH(int, status);
    const ProgramCall call = m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, target});
    QVERIFY2(call.status == status, call.told().constData());
    QVERIFY(call.out.isEmpty());
}

void CliFailuresTest::databaseWithoutSchema()
{
    const ProgramCall call = m_scrip.call(
        {u"event"_s, u"list"_s, u"--db"_s, m_scrip.dsn().replace(u"dbname=scrip"_s, u"dbname=postgres"_s)});
    QCOMPARE(call.status, 3);
    QCOMPARE(call.errorName(), u"schema_missing"_s);
    QVERIFY(call.err.contains("scrip migrate"));
}

void CliFailuresTest::aStoppedServer()
{
    const QString dsn = m_scrip.dsn();
    QCOMPARE(m_scrip.call("sandbox stop").object()["running"_L1].toBool(true), false);
    QCOMPARE(m_scrip.call("sandbox stop").status, 0);
    const ProgramCall none = m_scrip.call("event list");
    QCOMPARE(none.status, 3);
    QCOMPARE(none.errorName(), u"connection_failed"_s);
    QVERIFY(none.err.contains("scrip sandbox start"));
    QCOMPARE(m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, dsn}).status, 3);
    QCOMPARE(m_scrip.start().status, 0);
    QCOMPARE(m_scrip.call({u"event"_s, u"show"_s, m_event}).status, 0);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliFailuresTest)
#include "cli_failures_test.moc"
