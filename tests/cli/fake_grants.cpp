// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_grants.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Money dollars(qint64 amount)
{
    return {amount * Money::unit, Currency()};
}

template <typename TypedId> Answer<TypedId> found(const QString &text, const QList<TypedId> &ids, const QString &kind)
{
    QList<TypedId> fitting;
    for (const TypedId &id : ids) {
        if (text.size() >= 8 && (id.toText().startsWith(text) || id.toText().endsWith(text)))
            fitting << id;
    }
    if (fitting.size() == 1)
        return answered<TypedId>(fitting.first());
    const QString name = fitting.isEmpty() ? u"not_found"_s : u"ambiguous_id"_s;
    return answered<TypedId>(Failure::named(name, u"Not one."_s, kind));
}

} // namespace

GrantId grantIdOf(int number)
{
    return GrantId::fromText(u"0190f3d4-0000-7000-8000-%1"_s.arg(number, 12, 16, QChar(u'0')));
}

OrganizationId organizationIdOf(int number)
{
    return OrganizationId::fromText(u"0190f3e5-0000-7000-8000-%1"_s.arg(number, 12, 16, QChar(u'0')));
}

FakeGrants::FakeGrants(FakeLog &log)
    : m_log(log)
{
    for (int number = 1; number <= 2; ++number) {
        Grant grant;
        grant.id = grantIdOf(number);
        grant.organizationId = organizationIdOf(1);
        grant.organizationName = u"Acme"_s;
        grant.name = u"Credit %1"_s.arg(number);
        grant.status = GrantStatus::Active;
        grant.amount = dollars(25);
        grant.available = dollars(15);
        grant.consumed = dollars(10);
        grants << grant;
    }
    Entry entry;
    entry.id = 7;
    entry.type = u"funded"_s;
    entry.amount = dollars(25);
    entry.from = u"issuer"_s;
    entry.to = u"pending"_s;
    entry.actor = u"admin:alice"_s;
    entries << entry;
    preview = {3, {dollars(45), dollars(30), dollars(100), dollars(55)}, 1, {}};
    outcome.total = outcome.voided = 3;
    outcome.forfeited = dollars(45);
    outcome.done = true;
}

Answer<Written<Grant>> FakeGrants::create(const GrantDraft &draft, const WriteContext &context)
{
    created = draft;
    Grant grant = grants.first();
    grant.amount = draft.amount;
    return m_log.written<Grant>(u"create"_s, context, grant);
}

Answer<Page<Grant>> FakeGrants::page(const GrantQuery &query)
{
    asked = query;
    const int limit = qMin(query.limit, most);
    Page<Grant> page{grants.mid(query.after.toInt(), limit), {}};
    if (query.after.toInt() + limit < grants.size())
        page.next = QString::number(query.after.toInt() + limit);
    return m_log.answer<Page<Grant>>(u"grants"_s, page);
}

Answer<RowCount> FakeGrants::count(const GrantQuery &)
{
    return m_log.answer<RowCount>(u"count"_s, {grants.size(), true});
}

Answer<QString> FakeGrants::position(const GrantQuery &, double)
{
    return m_log.answer<QString>(u"position"_s, QString());
}

Answer<GrantHistory> FakeGrants::grant(const GrantId &id)
{
    for (const Grant &grant : grants) {
        if (grant.id == id)
            return m_log.answer<GrantHistory>(u"grant"_s, {grant, entries});
    }
    return answered<GrantHistory>(Failure::named(u"not_found"_s, u"There is no such grant."_s, u"grant"_s));
}

Answer<GrantId> FakeGrants::resolve(const QString &text)
{
    return found<GrantId>(text, {grants.at(0).id, grants.at(1).id}, u"grant"_s);
}

VoidOutcome FakeGrants::voided() const
{
    VoidOutcome result;
    result.grant = grants.first();
    result.forfeited = dollars(15);
    result.consumed = dollars(10);
    result.balanceBefore = dollars(65);
    result.balanceAfter = dollars(50);
    return result;
}

ClawBackOutcome FakeGrants::clawedBack() const
{
    return {voided(), dollars(25), dollars(10)};
}

Answer<VoidOutcome> FakeGrants::previewVoid(const GrantId &)
{
    return m_log.answer<VoidOutcome>(u"previewVoid"_s, voided());
}

Answer<VoidOutcome> FakeGrants::voidGrant(const GrantId &, const WriteContext &context)
{
    m_log.writes << context;
    return m_log.answer<VoidOutcome>(u"void"_s, voided());
}

Answer<ClawBackOutcome> FakeGrants::previewClawBack(const GrantId &, const QString &much)
{
    amount = much;
    return m_log.answer<ClawBackOutcome>(u"previewClawBack"_s, clawedBack());
}

Answer<ClawBackOutcome> FakeGrants::clawBack(const GrantId &, const QString &much, const WriteContext &context)
{
    amount = much;
    m_log.writes << context;
    return m_log.answer<ClawBackOutcome>(u"clawBack"_s, clawedBack());
}

Answer<BulkVoidPreview> FakeGrants::previewVoidMatching(const VoidFilter &matching)
{
    filter = matching;
    return m_log.answer<BulkVoidPreview>(u"previewVoidMatching"_s, preview);
}

Answer<BulkVoidOutcome> FakeGrants::voidMatching(const BulkVoid &request, const WriteContext &context,
                                                 const JobControlPtr &control)
{
    bulk = request;
    m_log.writes << context;
    while (stopAtChunk && !control->isCancelled())
        QThread::yieldCurrentThread();
    if (control->isCancelled()) {
        outcome.done = false;
        outcome.voided = 1;
    }
    control->report(outcome.voided, outcome.total);
    return m_log.answer<BulkVoidOutcome>(u"voidMatching"_s, outcome);
}

Answer<Written<Grant>> FakeGrants::setPayment(const PaymentUpdate &update, const WriteContext &context)
{
    payment = update;
    return m_log.written<Grant>(u"setPayment"_s, context, grants.first());
}

Answer<Written<Grant>> FakeGrants::consume(const Consumption &used, const WriteContext &context)
{
    consumption = used;
    return m_log.written<Grant>(u"consume"_s, context, grants.first());
}

FakeLedger::FakeLedger(FakeLog &log)
    : m_log(log)
{
    balanced.organizationId = organizationIdOf(1);
    balanced.organizationName = u"Acme"_s;
    CurrencyBalance usd;
    usd.live = usd.settled = dollars(65);
    usd.baseline = dollars(65);
    balanced.currencies << usd;
    for (int id = 1; id <= 5; ++id) {
        Entry entry;
        entry.id = id;
        entry.at = entry.bookedAt = QDateTime({2026, 11, 21}, {12, 0, id}, Qt::UTC);
        entry.organizationId = organizationIdOf(1);
        entry.grantId = grantIdOf(1);
        entry.type = u"consumed"_s;
        entry.amount = dollars(id);
        entry.from = u"available"_s;
        entry.to = u"consumed"_s;
        entry.actor = u"system:usage"_s;
        entry.reason = u"=1+1"_s;
        entries << entry;
    }
    dueOnes = {organizationIdOf(1), organizationIdOf(2), organizationIdOf(3)};
    each = {1, 2, dollars(15), dollars(10), false};
}

Answer<Balance> FakeLedger::balance(const OrganizationId &)
{
    return m_log.answer<Balance>(u"balance"_s, balanced);
}

Answer<Page<Entry>> FakeLedger::page(const LedgerQuery &query)
{
    asked = query;
    const qsizetype from = query.after.toInt();
    Page<Entry> page{entries.mid(from, pageSize), {}};
    if (from + pageSize < entries.size())
        page.next = QString::number(from + pageSize);
    return m_log.answer<Page<Entry>>(u"ledger"_s, page);
}

Answer<Page<OrganizationId>> FakeLedger::due(bool, const QString &after, int)
{
    const qsizetype from = after.toInt();
    Page<OrganizationId> page{dueOnes.mid(from, pageSize), {}};
    if (from + pageSize < dueOnes.size())
        page.next = QString::number(from + pageSize);
    return m_log.answer<Page<OrganizationId>>(u"due"_s, page);
}

Answer<SettleOutcome> FakeLedger::answer(const QString &call, const SettleRequest &request)
{
    settled << request;
    const auto refusal = refusals.constFind(request.organization.toText());
    if (refusal != refusals.constEnd())
        return answered<SettleOutcome>(*refusal);
    return m_log.answer<SettleOutcome>(call, each);
}

Answer<SettleOutcome> FakeLedger::previewSettle(const SettleRequest &request)
{
    return answer(u"previewSettle"_s, request);
}

Answer<SettleOutcome> FakeLedger::settle(const SettleRequest &request, const WriteContext &context)
{
    m_log.writes << context;
    return answer(u"settle"_s, request);
}

Answer<OrganizationId> FakeLedger::resolveOrganization(const QString &text)
{
    return found<OrganizationId>(text, {organizationIdOf(1), organizationIdOf(2)}, u"organization"_s);
}

Answer<MaintenancePass> FakeMaintenance::step(const QString &after)
{
    asked << after;
    m_log.calls << u"step"_s;
    if (!steps.isEmpty())
        return answered<MaintenancePass>(steps.takeFirst());
    if (!whenOut)
        return answered<MaintenancePass>(Failure::named(u"internal"_s, u"No step is laid out."_s));
    whenOut();
    return answered<MaintenancePass>(steps.isEmpty() ? Result<MaintenancePass>(MaintenancePass())
                                                     : steps.takeFirst());
}

Answer<MaintenanceStatus> FakeMaintenance::status()
{
    return m_log.answer<MaintenanceStatus>(u"status"_s, {});
}

} // namespace scrip
