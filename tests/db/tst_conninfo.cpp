// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/conninfo.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// What a person may write as a connection, and what it comes down to. No server is asked.
class ConnInfoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"PGSERVICEFILE", "PGSYSCONFDIR", "PGSERVICE", "PGSSLMODE"})
            qunsetenv(name);
        qputenv("PGSYSCONFDIR", m_folder.path().toLocal8Bit());
        qputenv("PGSERVICEFILE", m_folder.filePath(u"mine"_s).toLocal8Bit());
    }

    void takesApartWhatIsWritten_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("host");
        QTest::addColumn<QString>("database");
        QTest::addColumn<QString>("sslmode");
        const QString none;
        QTest::newRow("conninfo") << u"host=db.example.com dbname=billing"_s << u"db.example.com"_s << u"billing"_s
                                  << u"verify-full"_s;
        QTest::newRow("blanks around") << u"  host=a dbname=b \n"_s << u"a"_s << u"b"_s << u"verify-full"_s;
        QTest::newRow("uri") << u"postgresql://anna@db.example.com:6543/billing"_s << u"db.example.com"_s
                             << u"billing"_s << u"verify-full"_s;
        QTest::newRow("uri with parameters")
            << u"postgres://h/d?sslmode=require"_s << u"h"_s << u"d"_s << u"require"_s;
        QTest::newRow("address in a uri") << u"postgres://[::1]/d"_s << u"::1"_s << u"d"_s << none;
        QTest::newRow("socket") << u"host=/run/postgresql dbname=d"_s << u"/run/postgresql"_s << u"d"_s << none;
        QTest::newRow("socket in a uri") << u"postgresql://%2Ftmp%2Fx/d"_s << u"/tmp/x"_s << u"d"_s << none;
        QTest::newRow("localhost") << u"host=localhost dbname=d"_s << u"localhost"_s << u"d"_s << none;
        QTest::newRow("one of two away")
            << u"host=localhost,b dbname=d"_s << u"localhost,b"_s << u"d"_s << u"verify-full"_s;
        QTest::newRow("name hides an address")
            << u"host=localhost hostaddr=192.0.2.1 dbname=d"_s << u"localhost"_s << u"d"_s << u"verify-full"_s;
        QTest::newRow("quotes") << u"host=h dbname='it\\'s \\\\ here'"_s << u"h"_s << u"it's \\ here"_s
                                << u"verify-full"_s;
        QTest::newRow("semicolon in a name") << u"host=h dbname='a;b'"_s << u"h"_s << u"a;b"_s << u"verify-full"_s;
    }

    void takesApartWhatIsWritten()
    {
        QFETCH(QString, target);
        const Result<ConnInfo> info = ConnInfo::parse(target);
        QVERIFY(info.ok());
        const ConnectionFields fields = info->fields(u"test"_s);
        QTEST(fields.value(u"host"_s), "host");
        QTEST(fields.value(u"dbname"_s), "database");
        QTEST(fields.value(u"sslmode"_s), "sslmode");
        QCOMPARE(fields.value(u"connect_timeout"_s), u"5"_s);
        QCOMPARE(fields.value(u"keepalives_idle"_s), u"10"_s);
        QCOMPARE(fields.value(u"tcp_user_timeout"_s), u"15000"_s);
        QCOMPARE(fields.value(u"application_name"_s), u"test"_s);
        // Put together again it says the same.
        const Result<ConnInfo> again = ConnInfo::parse(info->text(u"test"_s));
        QVERIFY(again.ok());
        QCOMPARE(again->fields(u"test"_s), fields);
    }

    void refusesWhatWouldSmuggle_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("field");
        QTest::newRow("another field in the host") << u"host='x sslmode=disable' dbname=d"_s << u"host"_s;
        QTest::newRow("the same in a uri") << u"postgresql://x%20sslmode%3Ddisable/d"_s << u"host"_s;
        QTest::newRow("quote in the host") << u"host='x\\'' dbname=d"_s << u"host"_s;
        QTest::newRow("second host") << u"host='a,b c' dbname=d"_s << u"host"_s;
        QTest::newRow("password without its user") << u"postgresql://anna:secret/d"_s << u"port"_s;
        QTest::newRow("second port") << u"host=a,b port=5432,secret dbname=d"_s << u"port"_s;
        QTest::newRow("options") << u"host=h options='-c search_path=evil'"_s << u"options"_s;
        QTest::newRow("options in a uri") << u"postgresql://h/d?options=-csearch_path%3Devil"_s << u"options"_s;
        QTest::newRow("replication") << u"host=h replication=database"_s << u"options"_s;
        QTest::newRow("password") << u"host=h password=secret"_s << u"db"_s;
        QTest::newRow("password in a uri") << u"postgresql://anna:secret@h/d"_s << u"db"_s;
        QTest::newRow("password as a parameter") << u"postgresql://h/d?password=secret"_s << u"db"_s;
        QTest::newRow("key's password") << u"host=h sslpassword=secret"_s << u"db"_s;
        QTest::newRow("semicolon") << u"host=h sslrootcert='/a;b'"_s << u"sslrootcert"_s;
        QTest::newRow("line break") << u"host=h dbname='a\nb'"_s << u"dbname"_s;
        QTest::newRow("unknown field") << u"host=h nonsense=1"_s << u"db"_s;
        QTest::newRow("half a field") << u"host= =x"_s << u"host"_s;
        QTest::newRow("open quote") << u"host='h"_s << u"db"_s;
        QTest::newRow("broken uri") << u"postgresql://[::1/d"_s << u"db"_s;
        QTest::newRow("secret in a broken text") << u"host=h password='secret"_s << u"db"_s;
        QTest::newRow("unknown service") << u"nowhere"_s << u"db"_s;
    }

    void refusesWhatWouldSmuggle()
    {
        QFETCH(QString, target);
        const Result<ConnInfo> info = ConnInfo::parse(target);
        QVERIFY(!info.ok());
        QCOMPARE(info.failure().kind, FailureKind::Usage);
        QTEST(info.failure().field, "field");
        QVERIFY(!info.failure().message.contains(u"secret"_s));
        QVERIFY(!info.failure().hint.contains(u"secret"_s));
    }

    void joinsTheService()
    {
        write(u"mine"_s, "# comment\n[other]\nhost=no\n[billing]\nhost=db.example.com\ndbname=billing\n"
                         "password=secret\n\n[third]\nhost=no\n");
        const Result<ConnInfo> info = ConnInfo::parse(u"billing"_s);
        QVERIFY(info.ok());
        QCOMPARE(info->fields(u"test"_s).value(u"host"_s), u"db.example.com"_s);
        QCOMPARE(info->fields(u"test"_s).value(u"sslmode"_s), u"verify-full"_s);
        QVERIFY(info->target().contains(u"billing on db.example.com"_s));
        QVERIFY(!info->target().contains(u"secret"_s));
        // What is written goes before what the service says.
        const Result<ConnInfo> other = ConnInfo::parse(u"service=billing dbname=copy"_s);
        QCOMPARE(other->fields(u"test"_s).value(u"dbname"_s), u"copy"_s);
        QCOMPARE(other->fields(u"test"_s).value(u"host"_s), u"db.example.com"_s);
    }

    void takesTheServiceOfTheEnvironment()
    {
        write(u"pg_service.conf"_s, "[shared]\nhost=shared.example.com\nsslmode=verify-ca\n");
        qputenv("PGSERVICE", "shared");
        const Result<ConnInfo> info = ConnInfo::parse(u"dbname=d"_s);
        QVERIFY(info.ok());
        QVERIFY(!info->isLocal());
        QCOMPARE(info->fields(u"test"_s).value(u"sslmode"_s), u"verify-ca"_s);
        QVERIFY(info->target().contains(u"shared.example.com"_s));
    }

    void leavesTheModeToTheEnvironment()
    {
        qputenv("PGSSLMODE", "require");
        QVERIFY(!ConnInfo::parse(u"host=h"_s)->fields(u"test"_s).contains(u"sslmode"_s));
    }

    void writtenTimeoutsStay()
    {
        QCOMPARE(ConnInfo::parse(u"host=h connect_timeout=1"_s)->fields({}).value(u"connect_timeout"_s), u"1"_s);
    }

private:
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        QVERIFY(file.open(QFile::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_folder;
};

QTEST_GUILESS_MAIN(ConnInfoTest)
#include "tst_conninfo.moc"
