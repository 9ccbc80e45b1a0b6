// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/saved_connections.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// The file of saved connections, and what a name given to --db means. No server is asked.
class SavedConnectionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        for (const char *name : {"PGSERVICE", "PGSSLMODE", "PGHOST", "PGDATABASE", "PGPORT"})
            qunsetenv(name);
        qputenv("PGUSER", "tester");
        qputenv("PGSYSCONFDIR", m_dir.path().toLocal8Bit());
        qputenv("PGSERVICEFILE", m_dir.filePath(u"services"_s).toLocal8Bit());
        write(u"services"_s, "[base]\nhost=base.example.com\ndbname=billing\nuser=anna\npassword=hush\n"
                             "[other]\nhost=/tmp\nport=6000\n");
        QFile::remove(path());
    }

    void keepsWhatIsSaved()
    {
        SavedConnections book(path());
        QVERIFY(book.saved()->isEmpty());
        QVERIFY(book.save(profile(u"zoo"_s)).ok());
        QVERIFY(book.save(profile(u"alpha"_s)).ok());
        QCOMPARE(SavedConnections(path()).saved()->first(), profile(u"alpha"_s));
        QCOMPARE(book.saved()->size(), 2);
        ConnectionProfile moved = profile(u"alpha"_s);
        moved.host = u"elsewhere"_s;
        QVERIFY(book.save(moved).ok());
        QCOMPARE(book.saved()->first().host, u"elsewhere"_s);
        QVERIFY(book.save(profile(u"beta"_s), u"alpha"_s).ok());
        QCOMPARE(book.saved()->size(), 2);
        QVERIFY(book.remove(u"beta"_s).ok());
        QCOMPARE(book.remove(u"beta"_s).failure().name, u"not_found"_s);
        QCOMPARE(book.saved()->size(), 1);
        const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QCOMPARE(QFile(path()).permissions() & others, QFile::Permissions());
    }

    void refusesNames()
    {
        SavedConnections book(path());
        QVERIFY(book.save(profile(u"a"_s)).ok());
        QVERIFY(book.save(profile(u"b"_s)).ok());
        QCOMPARE(book.save(profile(u"b"_s), u"a"_s).failure().name, u"invalid_name"_s);
        QCOMPARE(book.save(profile(u"base"_s)).failure().name, u"invalid_name"_s);
        QCOMPARE(book.save(profile(u"a=b"_s)).failure().name, u"invalid_name"_s);
        QCOMPARE(book.saved()->size(), 2);
        ConnectionProfile onTop = profile(u"base"_s);
        onTop.service = u"base"_s;
        QVERIFY(book.save(onTop).ok());
    }

    void leavesAFileAloneThatItCannotRead_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no json") << QByteArray("{");
        QTest::newRow("no list") << QByteArray("[]");
        QTest::newRow("a password") << QByteArray(
            R"({"connections":[{"name":"a","safety":"sandbox","password":"hush"}]})");
        QTest::newRow("no name") << QByteArray(R"({"connections":[{"safety":"sandbox"}]})");
        QTest::newRow("smuggled") << QByteArray(
            R"({"connections":[{"name":"a","safety":"sandbox","host":"x password=y"}]})");
    }

    void leavesAFileAloneThatItCannotRead()
    {
        QFETCH(QByteArray, text);
        write(u"connections.json"_s, text);
        SavedConnections book(path());
        const auto saved = book.saved();
        QVERIFY(!saved.ok());
        QCOMPARE(saved.failure().name, u"usage"_s);
        QVERIFY(saved.failure().message.contains(path()));
        QVERIFY(!saved.failure().message.contains(u"hush"_s));
        QCOMPARE(book.save(profile(u"b"_s)).failure().name, u"usage"_s);
        QCOMPARE(book.remove(u"a"_s).failure().name, u"usage"_s);
        QCOMPARE(book.find(u"a"_s).failure().name, u"usage"_s);
        // Whoever says all of it does not need the file, nor who names a service.
        QVERIFY(book.find(u"host=x"_s).ok());
        QVERIFY(book.find(u"base"_s).ok());
        QFile file(path());
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(), text);
    }

    void listsServices()
    {
        QCOMPARE(SavedConnections(path()).services(), (QStringList{u"base"_s, u"other"_s}));
        QFile::remove(m_dir.filePath(u"services"_s));
        QVERIFY(SavedConnections(path()).services().isEmpty());
    }

    void tellsWhereItLeads()
    {
        const SavedConnections book(path());
        const auto away = book.address(profile(u"a"_s));
        QVERIFY(away.ok());
        QCOMPARE(away->host, u"db.example.com"_s);
        QCOMPARE(away->port, 5432);
        QCOMPARE(away->database, u"tester"_s); // as libpq has it
        QCOMPARE(away->user, u"tester"_s);
        QCOMPARE(away->sslMode, u"verify-full"_s);
        QVERIFY(!away->local);
        ConnectionProfile service;
        service.name = service.service = u"other"_s;
        service.database = u"mine"_s;
        QCOMPARE(book.address(service)->host, u"/tmp"_s);
        QCOMPARE(book.address(service)->port, 6000);
        QCOMPARE(book.address(service)->database, u"mine"_s);
        QVERIFY(book.address(service)->local);
        QCOMPARE(book.address(service)->sslMode, u"prefer"_s);
        service.service = u"gone"_s;
        QCOMPARE(book.address(service).failure().name, u"usage"_s);
    }

    void carriesTheSafeWay()
    {
        ConnectionProfile safe = profile(u"a"_s);
        safe.caFile = u"/etc/ssl/it's mine.crt"_s;
        const SavedConnections book(path());
        QCOMPARE(book.infoOf(safe)->effective(u"sslrootcert"_s), safe.caFile);
        safe.tunnel = u"gate"_s;
        QVERIFY(book.infoOf(safe)->isTunnelled());
        QVERIFY(!book.infoOf(safe)->isLocal());
        const ConnectionFields fields = book.infoOf(safe)->fields(u"test"_s);
        QCOMPARE(fields.value(u"host"_s), u"db.example.com"_s); // what the certificate is compared with
        QCOMPARE(fields.value(u"hostaddr"_s), u"127.0.0.1"_s);
        QCOMPARE(fields.value(u"sslmode"_s), u"verify-full"_s);
        safe.tunnel = u"-oProxyCommand=x"_s;
        QVERIFY(!book.infoOf(safe).ok());
    }

    void whatANameMeans()
    {
        SavedConnections book(path());
        QVERIFY(book.save(profile(u"a"_s)).ok());
        QCOMPARE(host(book.find(u"a"_s)), u"db.example.com"_s);
        QCOMPARE(host(book.find(u" a "_s)), u"db.example.com"_s);
        QCOMPARE(host(book.find(u"base"_s)), u"base.example.com"_s);
        QCOMPARE(host(book.find(u"host=x"_s)), u"x"_s);
        QCOMPARE(host(book.find(u"postgresql://y/d"_s)), u"y"_s);
        QVERIFY(book.find(QString()).ok());
        QCOMPARE(book.find(u"nothing"_s).failure().name, u"usage"_s);
        QCOMPARE(book.find(u"host=x password=y"_s).failure().name, u"usage"_s);
    }

    void aServiceGoesBeforeAForeignName()
    {
        // The service came later than the connection of that name.
        write(u"connections.json"_s, R"({"connections":[{"name":"base","safety":"staging","host":"mine"},
                                     {"name":"other","safety":"staging","service":"other","host":"mine"}]})");
        const SavedConnections book(path());
        QCOMPARE(host(book.find(u"base"_s)), u"base.example.com"_s);
        QCOMPARE(host(book.find(u"other"_s)), u"mine"_s); // built on that service
        QCOMPARE(book.find(u"other"_s)->effective(u"port"_s), u"6000"_s);
    }

private:
    [[nodiscard]] QString path() const { return m_dir.filePath(u"connections.json"_s); }

    void write(const QString &name, const QByteArray &text) const
    {
        QFile file(m_dir.filePath(name));
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        file.write(text);
    }

    static QString host(const Result<ConnInfo> &info) { return info ? info->effective(u"host"_s) : QString(); }

    static ConnectionProfile profile(const QString &name)
    {
        ConnectionProfile profile;
        profile.name = name;
        profile.host = u"db.example.com"_s;
        profile.safety = SafetyLevel::Staging;
        return profile;
    }

    QTemporaryDir m_dir;
};

QTEST_GUILESS_MAIN(SavedConnectionsTest)
#include "tst_saved_connections.moc"
