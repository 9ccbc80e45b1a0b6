// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant_json.h"
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Grants against a real server: making them, and taking them away.
class GrantStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_dsn = m_cluster.dsn();
        m_fixture = std::make_unique<StoreFixture>(m_dsn);
        VERIFY_OK(m_fixture->open());
    }

    void createsWithEverything()
    {
        GrantDraft draft;
        draft.organization = organization(u"everything"_s);
        draft.amount = dollars(50);
        draft.name = u"Plan"_s;
        draft.funding = Funding::Invoice;
        draft.availability = Availability::OnAuthorization;
        draft.costBasis = Money(Money::unit * 4 / 5, Currency(u"EUR"_s));
        draft.priority = 7;
        draft.effectiveAt = far.addDays(-2);
        draft.expiresAt = far;
        draft.labels = {{u"deal"_s, u"D-17"_s}};
        const auto made = awaited(grants().create(draft, why(u"everything"_s)));
        VERIFY_OK(made);
        const Grant &grant = made->object;
        QCOMPARE(grant.organizationName, u"everything"_s);
        QCOMPARE(grant.name, u"Plan"_s);
        QVERIFY(grant.origin == GrantOrigin::Purchase && grant.status == GrantStatus::Pending);
        QVERIFY(grant.paymentStatus == PaymentStatus::Pending);
        QCOMPARE(grant.pending, dollars(50));
        QCOMPARE(grant.costBasis.value(), draft.costBasis.value());
        QCOMPARE(grant.priority, 7);
        QCOMPARE(grant.effectiveAt, draft.effectiveAt);
        QCOMPARE(grant.expiresAt, draft.expiresAt);
        QCOMPARE(grant.labels, draft.labels);
        const auto again = awaited(grants().create(draft, why(u"everything"_s)));
        QVERIFY(again->replayed && again->object.id == grant.id);
        draft.priority = 8;
        QCOMPARE(refusal(awaited(grants().create(draft, why(u"everything"_s)))), u"idempotency_conflict"_s);
    }

    void readsWithEntriesInPages()
    {
        const OrganizationId whose = organization(u"pages"_s);
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(m_fixture->createGrant(whose, 10));
        GrantQuery query;
        query.organization = whose;
        query.limit = 2;
        const auto first = awaited(grants().page(query));
        VERIFY_OK(first);
        QCOMPARE(first->items.size(), 2);
        query.after = first->next;
        const auto rest = awaited(grants().page(query));
        QCOMPARE(rest->items.size(), 1);
        QVERIFY(rest->next.isEmpty());
        const GrantId id = rest->items.first().id;
        QCOMPARE(*awaited(grants().resolve(id.toText().right(10))), id);
        QCOMPARE(refusal(awaited(grants().resolve(u"ffffffff"_s))), u"not_found"_s);
        const auto history = awaited(grants().grant(id));
        VERIFY_OK(history);
        QCOMPARE(history->grant.available, dollars(10));
        QCOMPARE(history->entries.first().type, u"funded"_s);
        QCOMPARE(history->entries.last().to, u"available"_s);
        QCOMPARE(history->entries.first().amount, dollars(10));
        query = {};
        query.organization = whose;
        query.status = GrantStatus::Voided;
        QVERIFY(awaited(grants().page(query))->items.isEmpty());
        query.status.reset();
        query.origin = GrantOrigin::Admin;
        QCOMPARE(awaited(grants().page(query))->items.size(), 3);
    }

    void sortsCountsAndJumps()
    {
        const OrganizationId whose = organization(u"orders"_s);
        for (const int amount : {10, 30, 20})
            VERIFY_OK(m_fixture->createGrant(whose, amount));
        GrantQuery query;
        query.organization = whose;
        query.sort = u"-amount"_s;
        query.limit = 2;
        const auto first = awaited(grants().page(query));
        VERIFY_OK(first);
        QCOMPARE(first->items.first().amount, dollars(30));
        QCOMPARE(first->items.last().amount, dollars(20));
        QCOMPARE(first->next, first->items.last().cursor);
        query.after = first->next;
        QCOMPARE(awaited(grants().page(query))->items.first().amount, dollars(10));
        query.back = true;
        QCOMPARE(awaited(grants().page(query))->items.first().amount, dollars(30));
        query.after.clear();
        const auto end = awaited(grants().page(query));
        VERIFY_OK(end);
        QCOMPARE(end->items.last().amount, dollars(10));
        QVERIFY(end->next.isEmpty());
        query.back = false;
        const auto count = awaited(grants().count(query));
        VERIFY_OK(count);
        QVERIFY(count->exact && count->count == 3);
        const auto behindTwo = awaited(grants().position(query, 0.6));
        VERIFY_OK(behindTwo);
        query.after = *behindTwo;
        QCOMPARE(awaited(grants().page(query))->items.first().amount, dollars(10));
        QVERIFY(awaited(grants().position(query, 0))->isEmpty());
        query.sort = u"labels"_s;
        const auto refused = awaited(grants().page(query));
        QVERIFY(!refused && refused.failure().kind == FailureKind::Usage);
        QCOMPARE(refused.failure().field, u"sort"_s);
    }

    /// The row "P50, E25, spend 10, void E", and the one below it.
    void aPreviewIsWhatHappens()
    {
        const OrganizationId whose = organization(u"worked"_s);
        VERIFY_OK(m_fixture->createGrant(whose, 50));
        const auto event = m_fixture->createGrant(whose, 25, far);
        VERIFY_OK(event);
        QVERIFY(spend(m_cluster, m_dsn, whose, u"10"_s));
        const GrantId id = event->object.id;
        const auto preview = awaited(grants().previewVoid(id));
        VERIFY_OK(preview);
        QCOMPARE(preview->forfeited, dollars(15));
        QCOMPARE(preview->consumed, dollars(10));
        QCOMPARE(preview->balanceBefore, dollars(65));
        QCOMPARE(preview->balanceAfter, dollars(50));
        QVERIFY(!preview->blockedAfter);

        const auto voided = awaited(grants().voidGrant(id, why(u"void"_s)));
        VERIFY_OK(voided);
        QCOMPARE(figures(*voided), figures(*preview));
        QVERIFY(voided->grant.status == GrantStatus::Voided && !voided->replayed);
        QCOMPARE(voided->grant.voidReason, u"because"_s);
        QVERIFY(awaited(grants().voidGrant(id, why(u"void"_s)))->replayed);
        const auto again = awaited(grants().voidGrant(id, why(newKey())));
        VERIFY_OK(again); // another call about the same thing: the first result
        QCOMPARE(figures(*again), figures(*voided));

        const auto taking = awaited(grants().previewClawBack(id, {}));
        VERIFY_OK(taking);
        QCOMPARE(taking->clawedBack, dollars(10));
        QCOMPARE(taking->outcome.balanceAfter, dollars(40));
        QCOMPARE(taking->overdraftAfter, dollars(0));
        QCOMPARE(refusal(awaited(grants().previewClawBack(id, u"10.01"_s))), u"invalid_amount"_s);
        const auto taken = awaited(grants().clawBack(id, u"10.00"_s, why(u"back"_s)));
        VERIFY_OK(taken);
        QCOMPARE(taken->clawedBack, taking->clawedBack);
        QCOMPARE(figures(taken->outcome), figures(taking->outcome));
        QCOMPARE(m_fixture->notes(), 0);
    }

    void paysStepByStep()
    {
        GrantDraft draft;
        draft.organization = organization(u"payer"_s);
        draft.amount = dollars(20);
        draft.funding = Funding::External;
        draft.availability = Availability::OnSettlement;
        const GrantId id = awaited(grants().create(draft, why(newKey())))->object.id;
        const auto pay = [&](PaymentStatus status, const QString &reference = {}) {
            return awaited(grants().setPayment({id, status, reference}, why(newKey())));
        };
        QVERIFY(pay(PaymentStatus::Authorized, u"INV-1"_s)->object.status == GrantStatus::Pending);
        const auto settled = pay(PaymentStatus::Settled);
        VERIFY_OK(settled);
        QCOMPARE(settled->object.available, dollars(20));
        QCOMPARE(settled->object.paymentReference, u"INV-1"_s);
        QCOMPARE(refusal(pay(PaymentStatus::Authorized)), u"payment_transition_invalid"_s);
        QCOMPARE(pay(PaymentStatus::Failed)->object.pending, dollars(20));
        const GrantId given = m_fixture->createGrant(draft.organization, 1)->object.id;
        QCOMPARE(refusal(awaited(grants().setPayment({given, PaymentStatus::Settled, {}}, why(newKey())))),
                 u"payment_transition_invalid"_s);
    }

    void consumesInOtherCurrencies()
    {
        GrantDraft draft;
        draft.organization = organization(u"euros"_s);
        draft.amount = Money(20 * Money::unit, Currency(u"EUR"_s));
        const GrantId id = awaited(grants().create(draft, why(newKey())))->object.id;
        const auto used = awaited(grants().consume({id, u"12.50"_s, u"B-1"_s}, why(newKey())));
        VERIFY_OK(used);
        QCOMPARE(used->object.consumed.toText(), u"12.50"_s);
        QCOMPARE(used->object.consumed.currency(), Currency(u"EUR"_s));
        QCOMPARE(refusal(awaited(grants().consume({id, u"7.51"_s, {}}, why(newKey())))), u"invalid_amount"_s);
        const GrantId metered = m_fixture->createGrant(draft.organization, 1)->object.id;
        QCOMPARE(refusal(awaited(grants().consume({metered, u"1"_s, {}}, why(newKey())))), u"invalid_currency"_s);
    }

    void voidsAllThatMatch()
    {
        const OrganizationId whose = organization(u"many"_s);
        for (int i = 0; i < 3; ++i)
            VERIFY_OK(m_fixture->createGrant(whose, 10));
        VoidFilter filter;
        filter.organization = whose;
        const auto preview = awaited(grants().previewVoidMatching(filter));
        VERIFY_OK(preview);
        QCOMPARE(preview->count, 3);
        QCOMPARE(preview->sum.forfeited, dollars(30));
        QCOMPARE(preview->sum.balanceBefore, dollars(30));
        QCOMPARE(preview->sum.balanceAfter, dollars(0));
        QCOMPARE(preview->blockedAfter, 1);
        QVERIFY(preview->currencies.isEmpty());
        const auto wrong = awaited(grants().voidMatching({filter, 4}, why(newKey()), {}));
        QCOMPARE(refusal(wrong), u"count_mismatch"_s);
        QCOMPARE(wrong.failure().detail["count"_L1].toInt(), 3);
        QList<qint64> progress;
        const auto control =
            std::make_shared<JobControl>([&progress](qint64 done, qint64 total) { progress << done << total; });
        const auto voided = awaited(grants().voidMatching({filter, 3}, why(u"bulk"_s), control));
        VERIFY_OK(voided);
        QCOMPARE(voided->voided, 3);
        QCOMPARE(voided->forfeited, preview->sum.forfeited);
        QVERIFY(voided->skipped.isEmpty() && voided->done && !voided->replayed);
        QCOMPARE(progress, QList<qint64>({3, 3}));
        const auto again = awaited(grants().voidMatching({filter, 3}, why(u"bulk"_s), {}));
        QVERIFY(again->replayed);
        QCOMPARE(again->voided, 3);
        QCOMPARE(refusal(awaited(grants().voidMatching({{}, 3}, why(newKey()), {}))), u"usage"_s);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void aRunThatWasStoppedGoesOnUnderItsKey()
    {
        const QString dsn = m_cluster.freshDatabase();
        StoreFixture fixture(dsn);
        QVERIFY(giveToMany(m_cluster, dsn, 25, 10)); // more than a chunk
        VoidFilter filter;
        filter.status = GrantStatus::Active;
        JobControlPtr control;
        control = std::make_shared<JobControl>([&control](qint64, qint64) { control->cancel(); });
        const auto stopped = awaited(fixture.grants().voidMatching({filter, 250}, why(u"stop"_s), control));
        control.reset();
        VERIFY_OK(stopped);
        QVERIFY(!stopped->done && stopped->voided > 0 && stopped->voided < 250);
        QCOMPARE(stopped->total, 250);
        QCOMPARE(fixture.notes(), 0);
        const auto finished = awaited(fixture.grants().voidMatching({filter, 250}, why(u"stop"_s), {}));
        VERIFY_OK(finished);
        QVERIFY(finished->done && !finished->replayed);
        QCOMPARE(finished->voided, 250);
        QCOMPARE(finished->forfeited, dollars(250));
        QCOMPARE(m_cluster.value(dsn, u"SELECT count(*) FROM scrip.grant g WHERE g.state = 'voided'"_s), u"250"_s);
    }

    void refusalsSayOfWhichRequest()
    {
        const OrganizationId whose = organization(u"asked"_s);
        const GrantId id = m_fixture->createGrant(whose, 1)->object.id;
        const auto refused = awaited(grants().voidGrant(id, {u"asked-1"_s, {}, {}}));
        QCOMPARE(refusal(refused), u"reason_required"_s);
        QCOMPARE(refused.failure().requestId, u"asked-1"_s);
        VoidFilter filter;
        filter.organization = whose;
        const auto many = awaited(grants().voidMatching({filter, 9}, {u"asked-2"_s, {}, u"because"_s}, {}));
        QCOMPARE(refusal(many), u"count_mismatch"_s);
        QCOMPARE(many.failure().requestId, u"asked-2"_s);
        StoreFixture staff(m_cluster.dsnAs(u"stan"_s, m_dsn, u"IN ROLE scrip_staff"_s));
        const auto barred = awaited(staff.grants().voidGrant(id, {u"asked-3"_s, {}, u"because"_s}));
        QCOMPARE(refusal(barred), u"not_permitted"_s);
        QCOMPARE(barred.failure().requestId, u"asked-3"_s);
        // Nothing was asked for with a key that is none, and a read has none.
        QVERIFY(awaited(grants().voidGrant(id, {QString(), {}, u"because"_s})).failure().requestId.isEmpty());
        QVERIFY(awaited(grants().grant(GrantId(QUuid::createUuid()))).failure().requestId.isEmpty());
    }

    void namesRefusals()
    {
        const OrganizationId whose = organization(u"refused"_s);
        const GrantId id = m_fixture->createGrant(whose, 1)->object.id;
        QCOMPARE(refusal(awaited(grants().grant(GrantId(QUuid::createUuid())))), u"not_found"_s);
        QCOMPARE(refusal(awaited(grants().voidGrant(id, {newKey(), {}, {}}))), u"reason_required"_s);
        QCOMPARE(refusal(m_fixture->createGrant(OrganizationId(QUuid::createUuid()), 1)), u"not_found"_s);
        QCOMPARE(refusal(m_fixture->createGrant(whose, 0)), u"invalid_amount"_s);
        StoreFixture support(m_cluster.dsnAs(u"sam"_s, m_dsn, u"IN ROLE scrip_support"_s));
        VERIFY_OK(support.open());
        VERIFY_OK(awaited(support.grants().grant(id)));
        VERIFY_OK(awaited(support.grants().previewVoid(id)));
        QCOMPARE(refusal(awaited(support.grants().voidGrant(id, why(newKey())))), u"not_permitted"_s);
        QCOMPARE(refusal(awaited(support.grants().clawBack(id, {}, why(newKey())))), u"not_permitted"_s);
        QCOMPARE(m_fixture->notes() + support.notes(), 0);
    }

private:
    [[nodiscard]] GrantStore &grants() const { return m_fixture->grants(); }
    [[nodiscard]] OrganizationId organization(const QString &name) const
    {
        return addOrganization(m_cluster, m_dsn, name);
    }
    static WriteContext why(const QString &key) { return {key, {}, u"because"_s}; }
    static Money dollars(qint64 amount) { return {amount * Money::unit, Currency()}; }
    /// What a void says besides the grant itself.
    static QJsonObject figures(const VoidOutcome &outcome)
    {
        QJsonObject json = toJson(outcome);
        json.remove(u"grant"_s);
        return json;
    }

    const QDateTime far{QDate(2099, 6, 30), QTime(23, 59, 59), Qt::UTC};
    PrivateCluster m_cluster;
    QString m_dsn;
    std::unique_ptr<StoreFixture> m_fixture;
};

QTEST_GUILESS_MAIN(GrantStoreTest)
#include "tst_grant_store.moc"
