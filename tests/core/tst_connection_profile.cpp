// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/connection_profile.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// What may be saved as a connection, and how it stands in the file.
class ConnectionProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aUsualOneIsFine()
    {
        QVERIFY(validate(usual()).isEmpty());
        ConnectionProfile socket = usual();
        socket.host = u"/var/run/postgres ql"_s; // a folder may have a blank in it
        QVERIFY(validate(socket).isEmpty());
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("name");
        QTest::newRow("no name") << u"name"_s << QString() << u"invalid_name"_s;
        QTest::newRow("a conninfo") << u"name"_s << u"host=x"_s << u"invalid_name"_s;
        QTest::newRow("a uri") << u"name"_s << u"postgres://x"_s << u"invalid_name"_s;
        QTest::newRow("an option") << u"name"_s << u"--db"_s << u"invalid_name"_s;
        QTest::newRow("blanks around") << u"name"_s << u" x"_s << u"invalid_name"_s;
        QTest::newRow("another field in the host") << u"host"_s << u"x sslmode=disable"_s << u"invalid_text"_s;
        QTest::newRow("a quote in the host") << u"host"_s << u"x'"_s << u"invalid_text"_s;
        QTest::newRow("an end in the host") << u"host"_s << u"/x;y"_s << u"invalid_text"_s;
        QTest::newRow("a line break") << u"database"_s << u"a\nb"_s << u"invalid_text"_s;
        QTest::newRow("in the user") << u"user"_s << u"a\tb"_s << u"invalid_text"_s;
        QTest::newRow("a mode") << u"sslmode"_s << u"maybe"_s << u"invalid_text"_s;
        QTest::newRow("a port") << u"port"_s << u"65536"_s << u"invalid_count"_s;
        QTest::newRow("below") << u"port"_s << u"-1"_s << u"invalid_count"_s;
        QTest::newRow("a file somewhere") << u"ca_file"_s << u"root.crt"_s << u"invalid_text"_s;
        QTest::newRow("an option of ssh") << u"tunnel"_s << u"-oProxyCommand=x"_s << u"invalid_text"_s;
        QTest::newRow("two words for ssh") << u"tunnel"_s << u"gate -v"_s << u"invalid_text"_s;
        QTest::newRow("a tunnel without a host") << u"tunnel"_s << u"mara@"_s << u"invalid_text"_s;
        QTest::newRow("no port of a tunnel") << u"tunnel"_s << u"gate:70000"_s << u"invalid_text"_s;
        QTest::newRow("a word for a port") << u"tunnel"_s << u"gate:ssh"_s << u"invalid_text"_s;
        QTest::newRow("no word on its safety") << u"safety"_s << QString() << u"invalid_text"_s;
    }

    void refuses()
    {
        QFETCH(QString, field);
        QFETCH(QString, value);
        ConnectionProfile profile = usual();
        if (field == u"name")
            profile.name = value;
        else if (field == u"host")
            profile.host = value;
        else if (field == u"database")
            profile.database = value;
        else if (field == u"user")
            profile.user = value;
        else if (field == u"sslmode")
            profile.sslMode = value;
        else if (field == u"port")
            profile.port = value.toInt();
        else if (field == u"ca_file")
            profile.caFile = value;
        else if (field == u"tunnel")
            profile.tunnel = value;
        else
            profile.safety.reset();
        const QList<Failure> failures = validate(profile);
        QCOMPARE(failures.size(), 1);
        QTEST(failures.first().name, "name");
        QCOMPARE(failures.first().field, field);
        QVERIFY(!failures.first().message.isEmpty());
    }

    void knowsTunnels()
    {
        const auto plain = tunnelEnd(u"gate"_s);
        QVERIFY(plain.ok());
        QCOMPARE(plain->destination, u"gate"_s);
        QCOMPARE(plain->port, 0);
        const auto whole = tunnelEnd(u"mara@gate.example.com:2222"_s);
        QVERIFY(whole.ok());
        QCOMPARE(whole->destination, u"mara@gate.example.com"_s);
        QCOMPARE(whole->port, 2222);
        ConnectionProfile socket = usual();
        socket.tunnel = u"gate"_s;
        QVERIFY(validate(socket).isEmpty());
        for (const QString &host : {u"/var/run"_s, u"a,b"_s}) {
            socket.host = host;
            QCOMPARE(validate(socket).size(), 1);
            QCOMPARE(validate(socket).first().field, u"host"_s);
        }
    }

    void thereAndBack()
    {
        ConnectionProfile whole = usual();
        whole.service = u"base"_s;
        whole.port = 6543;
        whole.sslMode = u"verify-ca"_s;
        whole.caFile = u"/etc/ssl/billing.crt"_s;
        whole.tunnel = u"mara@gate:2222"_s;
        whole.keyringEntry = u"7f1c"_s;
        const auto again = connectionProfileFromJson(toJson(whole));
        QVERIFY(again.ok());
        QCOMPARE(*again, whole);
        ConnectionProfile service;
        service.name = service.service = u"s"_s;
        QCOMPARE(*connectionProfileFromJson(toJson(service)), service);
    }

    void knowsNoOtherField()
    {
        QJsonObject json = toJson(usual());
        json.insert(u"sslpassword"_s, u"hush"_s);
        const auto refused = connectionProfileFromJson(json);
        QVERIFY(!refused.ok());
        QCOMPARE(refused.failure().name, u"usage"_s);
        QVERIFY(!QString(refused.failure().message + refused.failure().hint).contains(u"hush"_s));
        json.remove(u"sslpassword"_s);
        json.insert(u"hots"_s, u"x"_s);
        QCOMPARE(connectionProfileFromJson(json).failure().field, u"hots"_s);
    }

    void namesOfSafety()
    {
        for (const SafetyLevel level : {SafetyLevel::Sandbox, SafetyLevel::Staging, SafetyLevel::Production})
            QCOMPARE(safetyFromName(safetyName(level)), std::optional(level));
        QVERIFY(!safetyFromName(u"moon"_s));
    }

private:
    static ConnectionProfile usual()
    {
        ConnectionProfile profile;
        profile.name = u"billing"_s;
        profile.host = u"db.example.com"_s;
        profile.database = u"billing"_s;
        profile.user = u"mara"_s;
        profile.safety = SafetyLevel::Production;
        return profile;
    }
};

QTEST_GUILESS_MAIN(ConnectionProfileTest)
#include "tst_connection_profile.moc"
