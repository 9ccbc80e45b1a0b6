// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// What a command meets at the door of a database.
class GatewayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void opensAndAnswers()
    {
        StoreFixture fixture(m_cluster.dsn());
        VERIFY_OK(fixture.open());
        VERIFY_OK(awaited(fixture.administration().session()));
        QVERIFY(awaited(fixture.open()->migration->status())->pending.isEmpty());
    }

    void takesOneConnection()
    {
        StoreFixture fixture(m_cluster.dsn());
        VERIFY_OK(awaited(fixture.events().page({})));
        VERIFY_OK(fixture.createEvent(u"One"_s));
        QCOMPARE(m_cluster.value(m_cluster.dsn(),
                                 u"SELECT count(*) FROM pg_stat_activity WHERE application_name = 'test'"_s),
                 u"1"_s);
    }

    void refusesAtOnce_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<FailureKind>("kind");
        QTest::newRow("password") << u"host=/tmp password=x"_s << FailureKind::Usage;
        QTest::newRow("nobody there") << u"host=/tmp/nobody dbname=d"_s << FailureKind::Connection;
        QTest::newRow("no such database") << QString(m_cluster.dsn(u"nothing"_s)) << FailureKind::Connection;
        QTest::newRow("port that is closed") << u"host=127.0.0.1 port=1 dbname=d"_s << FailureKind::Connection;
    }

    void refusesAtOnce()
    {
        QFETCH(QString, target);
        PgGateway gateway;
        const Result<OpenDatabase> open = gateway.open({target, 15'000, u"test"_s});
        QVERIFY(!open.ok());
        QTEST(open.failure().kind, "kind");
        QVERIFY(!open.failure().message.isEmpty());
    }

    void opensADatabaseWithoutScrip()
    {
        StoreFixture fixture(m_cluster.emptyDatabase());
        VERIFY_OK(fixture.open());
        QCOMPARE(awaited(fixture.administration().session()).failure().kind, FailureKind::SchemaMissing);
        // Empty of the billing tables too, which a migration names.
        QCOMPARE(refusal(awaited(fixture.open()->migration->status())), u"missing_table"_s);
    }

    void opensAnother()
    {
        PgGateway gateway;
        QVERIFY(gateway.open({m_cluster.dsn(), 15'000, u"test"_s}).ok());
        const auto second = gateway.open({m_cluster.freshDatabase(), 15'000, u"test"_s});
        VERIFY_OK(second);
        QVERIFY(awaited(second->stores.events->page({}))->items.isEmpty());
    }

private:
    PrivateCluster m_cluster;
};

QTEST_GUILESS_MAIN(GatewayTest)
#include "tst_gateway.moc"
