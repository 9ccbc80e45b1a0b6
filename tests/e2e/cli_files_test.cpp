// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/sandbox_process.h"

#include <QFile>
#include <QJsonArray>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Files that go in and come out: codes, and what helpers get to see; on a real sandbox.
class CliFilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void codesComeInAndGoOut();
    void oneCodeAName();
    void aConnectionByName();
    void diagnosticsHoldNoSecret_data();
    void diagnosticsHoldNoSecret();

private:
    void bring(const QString &name, const QByteArray &bytes) const
    {
        QFile file(m_scrip.path(name));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.write(bytes);
    }
    [[nodiscard]] QByteArray content(const QString &name) const
    {
        QFile file(m_scrip.path(name));
        return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
    }

    SandboxProcess m_scrip;
    QString m_event;
};

void CliFilesTest::initTestCase()
{
    m_event =
        m_scrip.call("event create --name Files --amount 1 --credit-expires 2030-01-01").object()["id"_L1].toString();
    QVERIFY(!m_event.isEmpty());
}

void CliFilesTest::codesComeInAndGoOut()
{
    bring(u"cards.csv"_s, "nr,code\n1,Card-2027-1\n2,Card-2027-2\n");
    const QStringList import{u"code"_s, u"import"_s, m_scrip.path(u"cards.csv"_s), u"--event"_s, m_event};
    const ProgramCall dry = m_scrip.call(import + QStringList{u"--dry-run"_s});
    QVERIFY2(dry.status == 0, dry.told().constData());
    QCOMPARE(dry.object(), (QJsonObject{{u"accepted"_s, 2}, {u"rejected"_s, QJsonArray()}}));
    const ProgramCall done = m_scrip.call(import);
    QVERIFY2(done.status == 0, done.told().constData());
    const QString batch = done.object()["batch"_L1]["id"_L1].toString();
    const ProgramCall again = m_scrip.call(import);
    QCOMPARE(again.status, 1);
    QCOMPARE(again.errorName(), u"invalid_code"_s);
    for (const QString &format : {u"csv"_s, u"xlsx"_s, u"jsonl"_s}) {
        const QString file = m_scrip.path(u"out."_s + format);
        const ProgramCall out = m_scrip.call(
            {u"code"_s, u"export"_s, u"--batch"_s, batch, u"--reveal"_s, u"--format"_s, format, u"--output"_s, file});
        QVERIFY2(out.status == 0, out.told().constData());
        QCOMPARE(out.object(), (QJsonObject{{u"file"_s, file}, {u"rows"_s, 2}}));
    }
    QVERIFY(content(u"out.csv"_s).contains(",Card-2027-1,available,0,1,"));
    QVERIFY(content(u"out.xlsx"_s).startsWith("PK"));
    QVERIFY(content(u"out.jsonl"_s).contains("\"Card-2027-2\""));
    const ProgramCall doctor = m_scrip.call("doctor");
    QVERIFY2(doctor.status == 0, doctor.told().constData());
}

void CliFilesTest::oneCodeAName()
{
    const QString batch = m_scrip.call({u"code"_s, u"generate"_s, u"--event"_s, m_event, u"--count"_s, u"3"_s})
                              .object()["batch"_L1]["id"_L1]
                              .toString();
    bring(u"guests.csv"_s, "recipient\nAda\nBo\n");
    const QStringList words{u"code"_s,    u"export"_s,       u"--batch"_s,
                            batch,        u"--reveal"_s,     u"--format"_s,
                            u"csv"_s,     u"--recipients"_s, m_scrip.path(u"guests.csv"_s),
                            u"--output"_s};
    const ProgramCall first = m_scrip.call(words + QStringList{m_scrip.path(u"first.csv"_s), u"--key"_s, u"g"_s});
    QVERIFY2(first.status == 0, first.told().constData());
    // The same call again writes the same codes, another one has too few left.
    const ProgramCall same = m_scrip.call(words + QStringList{m_scrip.path(u"second.csv"_s), u"--key"_s, u"g"_s});
    QVERIFY2(same.status == 0, same.told().constData());
    QCOMPARE(content(u"second.csv"_s), content(u"first.csv"_s));
    QCOMPARE(content(u"first.csv"_s).count('\n'), 3);
    const ProgramCall other = m_scrip.call(words + QStringList{m_scrip.path(u"third.csv"_s)});
    QCOMPARE(other.errorName(), u"invalid_count"_s);
    QVERIFY(!QFile::exists(m_scrip.path(u"third.csv"_s)));
    const QJsonObject shown = m_scrip.call({u"batch"_s, u"show"_s, batch}).object();
    QCOMPARE(shown["handed_over"_L1].toInt(), 2);
    QCOMPARE(shown["hand_over_history"_L1].toArray().first()["recipient"_L1].toString(), u"Ada"_s);
}

void CliFilesTest::aConnectionByName()
{
    QVERIFY(QDir().mkpath(m_scrip.path(u"config/scrip"_s)));
    const QString host = m_scrip.dsn().section(u"host="_s, 1).section(u' ', 0, 0).remove(u'\'');
    const QString database = m_scrip.dsn().section(u"dbname="_s, 1).section(u' ', 0, 0).remove(u'\'');
    const QJsonObject saved{{u"name"_s, u"mine"_s},
                            {u"host"_s, host},
                            {u"database"_s, database},
                            {u"user"_s, m_scrip.login()},
                            {u"safety"_s, u"sandbox"_s}};
    bring(u"config/scrip/connections.json"_s,
          QJsonDocument(QJsonObject{{u"connections"_s, QJsonArray{saved}}}).toJson());
    const QStringList where{u"XDG_CONFIG_HOME="_s + m_scrip.path(u"config"_s)};
    const ProgramCall list = m_scrip.call({u"connection"_s, u"list"_s}, where);
    QVERIFY2(list.status == 0, list.told().constData());
    QCOMPARE(list.object()["items"_L1].toArray().first()["name"_L1].toString(), u"mine"_s);
    const ProgramCall test = m_scrip.call({u"connection"_s, u"test"_s, u"mine"_s}, where);
    QVERIFY2(test.status == 0, test.told().constData());
    const ProgramCall used = m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, u"mine"_s}, where);
    QVERIFY2(used.status == 0, used.told().constData());
    const ProgramCall none = m_scrip.call({u"event"_s, u"list"_s, u"--db"_s, u"yours"_s}, where);
    QCOMPARE(none.status, 2);
}

void CliFilesTest::diagnosticsHoldNoSecret_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QStringList>("environment");
    const QString services = u"PGSERVICEFILE="_s + m_scrip.path(u"services"_s);
    const QString password = u"PGPASSWORD=hush-variable"_s;
    QTest::newRow("the sandbox") << QString() << QStringList{services, password};
    QTest::newRow("a service that answers nowhere") << u"away"_s << QStringList{services, password};
    QTest::newRow("a service that does not let in") << u"here"_s << QStringList{services};
    QTest::newRow("a conninfo") << u"host=x password=hush-conninfo"_s << QStringList{services};
    QTest::newRow("a uri") << u"postgresql://anna:hush-uri@x/d"_s << QStringList{services};
    QTest::newRow("a broken uri") << u"postgresql://anna:hush-broken/d"_s << QStringList{services};
    QTest::newRow("a broken conninfo") << u"host=x password='hush-broken"_s << QStringList{services};
}

void CliFilesTest::diagnosticsHoldNoSecret()
{
    QFETCH(QString, target);
    QFETCH(QStringList, environment);
    const QString host = m_scrip.dsn().section(u"host="_s, 1).section(u' ', 0, 0).remove(u'\'');
    bring(u"services"_s, "[away]\nhost=127.0.0.1\nport=1\ndbname=d\nuser=u\npassword=hush-service\n[here]\nhost=" +
                             host.toUtf8() + "\ndbname=postgres\nuser=nobody_here\npassword=hush-service\n");
    const QString file = m_scrip.path(u"diagnostics.json"_s);
    QFile::remove(file);
    for (const bool throughVariable : {false, true}) {
        QStringList words{u"diagnostics"_s, u"--output"_s, file, u"--overwrite"_s};
        QStringList more = environment;
        if (!target.isEmpty() && throughVariable)
            more << u"SCRIP_DB="_s + target;
        else if (!target.isEmpty())
            words << u"--db"_s << target;
        const ProgramCall call = m_scrip.call(words, more);
        QVERIFY2(call.status == 0, call.told().constData());
        const QByteArray text = content(u"diagnostics.json"_s);
        QVERIFY(text.contains("\"program\""));
        QVERIFY2(!text.contains("hush"), text.constData());
        QVERIFY2(!call.told().contains("hush"), call.told().constData());
    }
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CliFilesTest)
#include "cli_files_test.moc"
