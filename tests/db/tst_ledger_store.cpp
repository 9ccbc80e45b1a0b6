// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant_json.h"
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Balances, bookings, settlement and maintenance against a real server, on a clock of its own.
class LedgerStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem())); }

    void init()
    {
        m_dsn = m_cluster.freshDatabase();
        m_fixture = std::make_unique<StoreFixture>(m_dsn);
        VERIFY_OK(m_fixture->open());
        m_organization = addOrganization(m_cluster, m_dsn, u"acme"_s);
        VERIFY_OK(m_fixture->createGrant(m_organization, 50));
        VERIFY_OK(m_fixture->createGrant(m_organization, 25, inTenDays()));
        QVERIFY(spend(m_cluster, m_dsn, m_organization, u"10"_s));
    }

    void tellsABalance()
    {
        const auto balance = awaited(ledger().balance(m_organization));
        VERIFY_OK(balance);
        QCOMPARE(balance->organizationName, u"acme"_s);
        QVERIFY(!balance->blocked);
        QCOMPARE(balance->currencies.size(), 1);
        const CurrencyBalance &usd = balance->currencies.first();
        QCOMPARE(usd.settled, dollars(75)); // the usage is not booked yet
        QCOMPARE(usd.live, dollars(65));
        QCOMPARE(usd.consumed, dollars(10));
        QCOMPARE(usd.baseline.value(), dollars(65));
        QCOMPARE(usd.atRisk, dollars(0));
        QCOMPARE(refusal(awaited(ledger().balance(OrganizationId(QUuid::createUuid())))), u"not_found"_s);
    }

    void readsEveryBookingOnce()
    {
        settleNow();
        LedgerQuery query;
        query.limit = 2;
        QList<qint64> ids;
        QStringList types;
        do {
            const auto page = awaited(ledger().page(query));
            VERIFY_OK(page);
            for (const Entry &entry : page->items) {
                ids << entry.id;
                types << entry.type;
                QCOMPARE(entry.organizationId, m_organization);
                QVERIFY(!entry.grantId.isNull() && entry.bookedAt.isValid());
            }
            query.after = page->next;
        } while (!query.after.isEmpty());
        QVERIFY(std::is_sorted(ids.begin(), ids.end()));
        QCOMPARE(QSet<qint64>(ids.begin(), ids.end()).size(), ids.size());
        QCOMPARE(types, (QStringList{u"funded"_s, u"released"_s, u"funded"_s, u"released"_s, u"consumed"_s}));
    }

    void refusesWhatIsNoCursor()
    {
        LedgerQuery query;
        for (const QString &after : {u"zzz"_s, u"12"_s, u"12:x"_s}) {
            query.after = after;
            QCOMPARE(refusal(awaited(ledger().page(query))), u"usage"_s);
        }
    }

    void readsTheBookingsThatAreMeant()
    {
        settleNow();
        const OrganizationId other = addOrganization(m_cluster, m_dsn, u"other"_s);
        VERIFY_OK(m_fixture->createGrant(other, 5));
        LedgerQuery query;
        query.organization = other;
        const auto own = awaited(ledger().page(query));
        QCOMPARE(own->items.size(), 2);
        QCOMPARE(own->items.first().actor.section(u':', 0, 0), u"admin"_s);
        QCOMPARE(own->items.first().reason, u"test"_s);
        query = {};
        query.to = own->items.first().bookedAt;
        QCOMPARE(awaited(ledger().page(query))->items.size(), 5);
        query.from = query.to;
        query.to = {};
        QCOMPARE(awaited(ledger().page(query))->items.size(), 2);
    }

    /// The row "P50, E25, spend 10, E expires, spend 5 before settle, settle".
    void settlesWhatIsDue()
    {
        settleNow();
        QVERIFY(awaited(ledger().due(false, {}, 10))->items.isEmpty());
        QVERIFY(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.forward('10 days 1 hour')"_s));
        QVERIFY(spend(m_cluster, m_dsn, m_organization, u"5"_s));
        const auto due = awaited(ledger().due(false, {}, 10));
        VERIFY_OK(due);
        QCOMPARE(due->items, QList<OrganizationId>{m_organization});
        const auto preview = awaited(ledger().previewSettle({m_organization, false}));
        VERIFY_OK(preview);
        QCOMPARE(preview->settled, 1);
        QCOMPARE(preview->breakage, dollars(15));
        QCOMPARE(preview->protectedWorth, dollars(10));
        const auto settled = awaited(ledger().settle({m_organization, false}, {u"settle"_s, {}, {}}));
        VERIFY_OK(settled);
        QCOMPARE(toJson(*settled), toJson(*preview));
        QVERIFY(awaited(ledger().settle({m_organization, false}, {u"settle"_s, {}, {}}))->replayed);
        const CurrencyBalance usd = awaited(ledger().balance(m_organization))->currencies.first();
        QCOMPARE(usd.live, dollars(45));
        QCOMPARE(usd.baseline.value(), dollars(45));
        QVERIFY(awaited(ledger().due(false, {}, 10))->items.isEmpty());
    }

    void maintainsStepByStep()
    {
        const auto before = awaited(m_fixture->maintenance().status());
        VERIFY_OK(before);
        QVERIFY(before->late && !before->lastPass.isValid());
        QVERIFY(m_cluster.run(m_dsn, u"SELECT scrip_sandbox.forward('11 days')"_s));
        const CurrencyBalance usd = awaited(ledger().balance(m_organization))->currencies.first();
        QCOMPARE(usd.atRisk, dollars(10)); // what was spent of the credit that expired
        MaintenancePass sum;
        do {
            const auto step = awaited(m_fixture->maintenance().step(sum.next));
            VERIFY_OK(step);
            QVERIFY(!step->busy);
            sum += *step;
        } while (!sum.next.isEmpty());
        QCOMPARE(sum.settled, 1);
        QVERIFY(sum.failed.isEmpty());
        QCOMPARE(awaited(ledger().balance(m_organization))->currencies.first().atRisk, dollars(0));
        const auto after = awaited(m_fixture->maintenance().status());
        QVERIFY(!after->late && after->lastPass.isValid());
    }

    void findsAnOrganizationByAPartOfItsId()
    {
        QCOMPARE(*awaited(ledger().resolveOrganization(m_organization.toText().left(9))), m_organization);
        QCOMPARE(*awaited(ledger().resolveOrganization(m_organization.toText())), m_organization);
        QCOMPARE(refusal(awaited(ledger().resolveOrganization(u"acme"_s))), u"not_found"_s);
    }

    void pagesOfWhatIsDue()
    {
        for (int i = 0; i < 4; ++i) {
            const OrganizationId one = addOrganization(m_cluster, m_dsn, u"due%1"_s.arg(i));
            VERIFY_OK(m_fixture->createGrant(one, 5));
            QVERIFY(spend(m_cluster, m_dsn, one, u"1"_s));
        }
        QSet<QString> seen;
        QString after;
        do {
            const auto page = awaited(ledger().due(false, after, 2));
            VERIFY_OK(page);
            for (const OrganizationId &id : page->items)
                seen << id.toText();
            after = page->next;
        } while (!after.isEmpty());
        QCOMPARE(seen.size(), 5);
    }

private:
    [[nodiscard]] LedgerStore &ledger() const { return m_fixture->ledger(); }
    static Money dollars(qint64 amount) { return {amount * Money::unit, Currency()}; }
    static QDateTime inTenDays() { return QDateTime::currentDateTimeUtc().addDays(10); }
    void settleNow() const { VERIFY_OK(awaited(ledger().settle({m_organization, false}, {newKey(), {}, {}}))); }

    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<StoreFixture> m_fixture;
    OrganizationId m_organization;
};

QTEST_GUILESS_MAIN(LedgerStoreTest)
#include "tst_ledger_store.moc"
