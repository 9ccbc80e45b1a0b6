// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/ledger.h"

#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

QDateTime now()
{
    return QDateTime({2026, 11, 21}, {12, 0}, Qt::UTC);
}

GrantDraft usable()
{
    GrantDraft draft;
    draft.organization = OrganizationId(QUuid::createUuid());
    draft.amount = Money(50 * Money::unit, Currency());
    return draft;
}

/// Every field filled in a way that all rules like.
GrantDraft full()
{
    GrantDraft draft = usable();
    draft.name = u"Annual plan"_s;
    draft.funding = Funding::Invoice;
    draft.availability = Availability::OnSettlement;
    draft.costBasis = Money(Money::unit * 4 / 5, Currency(u"EUR"_s));
    draft.priority = mostPriority;
    draft.effectiveAt = now().addDays(1);
    draft.expiresAt = now().addDays(2);
    draft.labels = {{u"deal"_s, u"D-17"_s}, {u"empty"_s, {}}};
    return draft;
}

using Change = std::function<void(GrantDraft &)>;

struct Broken
{
    const char *row;
    const char *name;
    const char *field;
    Change change;
};

const QList<Broken> &brokenDrafts()
{
    static const QList<Broken> drafts{
        {"no amount", "invalid_amount", "amount", [](GrantDraft &d) { d.amount = Money(); }},
        {"below zero", "invalid_amount", "amount", [](GrantDraft &d) { d.amount = Money(-1, Currency()); }},
        {"cost without funding", "invalid_cost_basis", "cost_basis",
         [](GrantDraft &d) { d.costBasis = Money(1, Currency()); }},
        {"no cost", "invalid_cost_basis", "cost_basis",
         [](GrantDraft &d) { d.funding = Funding::External, d.costBasis = Money(); }},
        {"waits for nobody's payment", "invalid_body", "availability",
         [](GrantDraft &d) { d.availability = Availability::OnSettlement; }},
        {"priority 0", "invalid_priority", "priority", [](GrantDraft &d) { d.priority = 0; }},
        {"priority 1001", "invalid_priority", "priority", [](GrantDraft &d) { d.priority = 1001; }},
        {"name of two lines", "invalid_name", "name", [](GrantDraft &d) { d.name = u"a\nb"_s; }},
        {"expired", "invalid_date", "expires_at", [](GrantDraft &d) { d.expiresAt = now(); }},
        {"expires as it begins", "invalid_date", "expires_at",
         [](GrantDraft &d) { d.effectiveAt = d.expiresAt = now().addDays(3); }},
        {"label without a name", "invalid_text", "labels", [](GrantDraft &d) { d.labels.insert({}, u"x"_s); }},
        {"forged label", "invalid_text", "labels", [](GrantDraft &d) { d.labels.insert(u"k"_s, u"\x1b[1m"_s); }},
    };
    return drafts;
}

} // namespace

class GrantRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void likesWhatIsFine()
    {
        QVERIFY(validate(usable(), now()).isEmpty());
        QVERIFY(validate(full(), now()).isEmpty());
        GrantDraft first = usable();
        first.priority = leastPriority;
        first.effectiveAt = now().addYears(-1); // at once, then
        QVERIFY(validate(first, now()).isEmpty());
    }

    void namesWhatIsNot_data()
    {
        QTest::addColumn<int>("index");
        for (int i = 0; i < brokenDrafts().size(); ++i)
            QTest::newRow(brokenDrafts().at(i).row) << i;
    }

    void namesWhatIsNot()
    {
        QFETCH(int, index);
        const Broken &broken = brokenDrafts().at(index);
        GrantDraft draft = usable();
        broken.change(draft);
        const QList<Failure> failures = validate(draft, now());
        QCOMPARE(failures.size(), 1);
        QCOMPARE(failures.first().name, QString::fromLatin1(broken.name));
        QCOMPARE(failures.first().field, QString::fromLatin1(broken.field));
        QVERIFY(failures.first().message.endsWith(u'.'));
    }

    void namesEverythingAtOnce()
    {
        GrantDraft draft;
        draft.priority = 0;
        draft.expiresAt = now();
        QStringList fields;
        for (const Failure &failure : validate(draft, now()))
            fields << failure.field;
        QCOMPARE(fields, (QStringList{u"amount"_s, u"priority"_s, u"expires_at"_s}));
    }

    void namesGoThereAndBack()
    {
        for (const QString &name : {u"pending"_s, u"active"_s, u"expired"_s, u"voided"_s})
            QCOMPARE(grantStatusName(grantStatusFromName(name).value()), name);
        for (const QString &name : {u"claim"_s, u"admin"_s, u"purchase"_s, u"adopted"_s})
            QCOMPARE(grantOriginName(grantOriginFromName(name).value()), name);
        for (const QString &name : {u"none"_s, u"invoice"_s, u"external"_s})
            QCOMPARE(fundingName(fundingFromName(name).value()), name);
        for (const QString &name : {u"on_creation"_s, u"on_authorization"_s, u"on_settlement"_s})
            QCOMPARE(availabilityName(availabilityFromName(name).value()), name);
        for (const QString &name : {u"pending"_s, u"authorized"_s, u"settled"_s, u"failed"_s})
            QCOMPARE(paymentStatusName(paymentStatusFromName(name).value()), name);
        QVERIFY(!grantStatusFromName(u"depleted"_s) && !fundingFromName({}) && !paymentStatusFromName(u"paid"_s));
    }

    void passesAddUp()
    {
        MaintenancePass sum{1, 2, 3, 4, 5, 6, {u"a"_s}, u"here"_s, true};
        sum += MaintenancePass{10, 20, 30, 40, 50, 60, {u"b"_s}, {}, false};
        QCOMPARE(sum.released, 11);
        QCOMPARE(sum.attributed, 22);
        QCOMPARE(sum.settled, 33);
        QCOMPARE(sum.sealed, 44);
        QCOMPARE(sum.reconciled, 55);
        QCOMPARE(sum.alarms, 60); // they stand: the last step tells all of them
        QCOMPARE(sum.failed, (QStringList{u"a"_s, u"b"_s}));
        QVERIFY(sum.next.isEmpty() && !sum.busy);
    }
};

QTEST_GUILESS_MAIN(GrantRulesTest)
#include "tst_grant_rules.moc"
