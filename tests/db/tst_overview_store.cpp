// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// The sums of a real server, on a clock of its own.
class OverviewStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void init()
    {
        m_dsn = m_cluster.freshDatabase();
        m_fixture = std::make_unique<StoreFixture>(m_dsn);
        VERIFY_OK(m_fixture->open());
    }

    void tellsOfNothing()
    {
        const auto overview = awaited(store().overview());
        VERIFY_OK(overview);
        QCOMPARE(overview->events, 0);
        QVERIFY(overview->claims.starts.size() >= 24 && overview->claims.day.isValid());
        QVERIFY(overview->alarms && overview->alarms->isEmpty());
        QVERIFY(overview->atRisk && overview->seals);
        QVERIFY(overview->maintenance.late);
        QCOMPARE(overview->at.timeSpec(), Qt::UTC);
    }

    void tellsOfClaims()
    {
        const EventId event = claimTwice();
        const auto overview = awaited(store().overview());
        VERIFY_OK(overview);
        QCOMPARE(overview->claims.today, 2);
        QCOMPARE(overview->claims.events.size(), 1);
        QCOMPARE(overview->claims.events.first().id, event);
        QCOMPARE(overview->active.size(), 1);
        QCOMPARE(overview->active.first().claimCount, 2);
        QCOMPARE(overview->active.first().places, 5);
        QCOMPARE(overview->total().exposure.toText(), u"125.00"_s);
        QCOMPARE(overview->total().claimed.toText(), u"50.00"_s);
    }

    void tellsASeries()
    {
        const EventId event = claimTwice();
        const auto days = awaited(store().series(event, SeriesBucket::Day, {}));
        VERIFY_OK(days);
        QCOMPARE(days->event, event);
        QCOMPARE(days->bucket, SeriesBucket::Day);
        QCOMPARE(days->points.last().cumulative, 2);
        QCOMPARE(days->codes.claimed, 2);
        const auto hours = awaited(store().series(event, SeriesBucket::Hour, days->at.addSecs(-3600)));
        VERIFY_OK(hours);
        QCOMPARE(hours->bucket, SeriesBucket::Hour);
        QVERIFY(hours->points.size() >= 1 && hours->points.size() <= 2);
        QCOMPARE(hours->points.last().cumulative, 2);
        QCOMPARE(refusal(awaited(store().series(EventId(QUuid::createUuid()), SeriesBucket::Day, {}))),
                 u"not_found"_s);
    }

    void tellsWhatExpires()
    {
        const OrganizationId organization = addOrganization(m_cluster, m_dsn, u"acme"_s);
        VERIFY_OK(m_fixture->createGrant(organization, 50));
        const QDateTime soon = awaited(m_fixture->administration().session())->now.addDays(10);
        VERIFY_OK(m_fixture->createGrant(organization, 25, soon));
        const auto expiring = awaited(store().expiring(30));
        VERIFY_OK(expiring);
        QCOMPARE(expiring->grants, 1);
        QCOMPARE(expiring->amount.toText(), u"25.00"_s);
        QCOMPARE(expiring->days.size(), 30);
        QCOMPARE(expiring->first.toSecsSinceEpoch(), soon.toSecsSinceEpoch());
        QCOMPARE(awaited(store().expiring(5))->grants, 0);
    }

private:
    [[nodiscard]] OverviewStore &store() const { return *m_fixture->stores().overview; }

    EventId claimTwice()
    {
        const auto event = m_fixture->createEvent(u"Devcon"_s);
        if (!event || !m_fixture->mint(event->object.id, 5))
            return {};
        const QString id = event->object.id.toText();
        for (const QString &person : {u"ada"_s, u"bo"_s}) {
            const bool done = m_cluster.run(
                m_dsn, u"SELECT scrip_sandbox.add_user('%2@example.com'); "
                       "SELECT scrip.create_claim('%2', NULL, '%1', (SELECT c.code FROM credit_event_codes c "
                       "WHERE c.credit_event_id = '%1' AND NOT c.is_claimed LIMIT 1), "
                       "'{\"email\": \"%2@example.com\"}', NULL)"_s.arg(id, person));
            if (!done)
                return {};
        }
        return event->object.id;
    }

    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(OverviewStoreTest)
#include "tst_overview_store.moc"
