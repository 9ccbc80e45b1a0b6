// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/grant_noun.h"

#include "cli/grant_columns.h"
#include "cli/replies.h"
#include "cli/settling.h"
#include "cli/table.h"
#include "core/grant_json.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QString idHint()
{
    return Say::tr("Its id, or at least 8 characters of the beginning or end.");
}

/// For people the entries stand below the fields, one a line.
Reply historyReply(Context &context, const GrantHistory &history)
{
    const QJsonObject object = toJson(history);
    if (context.output().isJson())
        return Reply::of(object);
    return Reply::plain(fieldsOf(object, grantFields()) + u'\n' +
                        tableOf(object["entries"_L1].toArray(), entryColumns(), false));
}

} // namespace

void GrantNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "grant", Say::tr("Credit of organizations."));
    Verb create = verb(app, "create", Say::tr("Give credit to an organization, or sell it."),
                       u"scrip grant create --organization 0190f3a1 --amount 50 --reason \"annual plan\" --funding "
                       "invoice --availability on_settlement"_s,
                       work(this, &GrantNoun::create));
    m_options.declare(create);
    create.value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
    declareReading(app);
    declareVoid(app);
    declareClawBack(app);
    declarePayment(app);
    declareConsume(app);
    declareSettle(app);
}

void GrantNoun::declareReading(CLI::App &app)
{
    Verb list = verb(app, "list", Say::tr("List grants, newest first."),
                     u"scrip grant list --organization 0190f3a1 --status active"_s, work(this, &GrantNoun::list));
    list.value("--organization", u"ID"_s, Say::tr("Only those of this organization."), m_organization);
    list.value("--event", u"ID"_s, Say::tr("Only those of this event."), m_event);
    list.value("--status", u"pending|active|depleted|expired|voided"_s, Say::tr("Only those in this state."),
               m_status);
    list.value("--origin", u"claim|admin|purchase|adopted"_s, Say::tr("Only those that came so."), m_origin);
    m_list.declare(list);
    verb(app, "show", Say::tr("Show one grant with every entry of its ledger."), u"scrip grant show 0190f3d4"_s,
         work(this, &GrantNoun::show))
        .argument("id", idHint(), m_id);
}

void GrantNoun::declarePayment(CLI::App &app)
{
    Verb payment = verb(app, "payment", Say::tr("Say how the payment of a grant went."),
                        u"scrip grant payment 0190f3d4 --status settled --reference INV-2027-0042"_s,
                        work(this, &GrantNoun::pay));
    payment.argument("id", idHint(), m_id);
    payment.required("--status", u"authorized|settled|failed"_s, Say::tr("What became of it."), m_payment);
    payment.value("--reference", u"TEXT"_s, Say::tr("Number of the invoice or of the payment."), m_reference);
}

void GrantNoun::declareConsume(CLI::App &app)
{
    Verb consume = verb(app, "consume", Say::tr("Book what was used elsewhere of a grant in another currency."),
                        u"scrip grant consume 0190f3d4 --amount 12.50 --reason \"workshop in May\""_s,
                        work(this, &GrantNoun::consume));
    consume.argument("id", idHint(), m_id);
    consume.required("--amount", u"DECIMAL"_s, Say::tr("How much was used."), m_consumed);
    consume.value("--reason", u"TEXT"_s, Say::tr("For what; recorded."), m_reason);
    consume.value("--reference", u"TEXT"_s, Say::tr("Number of a bill or an order."), m_reference);
}

void GrantNoun::declareSettle(CLI::App &app)
{
    Verb declared =
        verb(app, "settle", Say::tr("Book what is due: releases, usage, expiries. Maintenance does this by itself."),
             u"scrip grant settle --dry-run"_s, work(this, &GrantNoun::settle));
    declared.value("--organization", u"ID"_s, Say::tr("Only this one (all with something due)."), m_organization);
    declared.flag("--before-adoption",
                  Say::tr("Also credit that had expired before Scrip met this database: look at --dry-run first."),
                  m_beforeAdoption);
    declared.flag("--dry-run", Say::tr("Only say what it would book."), m_dryRun);
}

Result<EventId> GrantNoun::event(const Stores &stores) const
{
    return m_event ? awaited(stores.events->resolve(*m_event)) : Result<EventId>(EventId());
}

Result<OrganizationId> GrantNoun::organization(const Stores &stores) const
{
    return m_organization ? awaited(stores.ledger->resolveOrganization(*m_organization))
                          : Result<OrganizationId>(OrganizationId());
}

Result<Reply> GrantNoun::create(Context &context)
{
    const Result<Session> session = context.session();
    if (!session)
        return session.failure();
    Result<GrantDraft> draft = m_options.draft(context, *session);
    if (!draft)
        return draft.failure();
    if (const auto failures = validate(*draft, session->now); !failures.isEmpty())
        return failures.first();
    const Stores stores = *context.stores();
    const auto whose = awaited(stores.ledger->resolveOrganization(m_options.organization()));
    if (!whose)
        return whose.failure();
    draft.value().organization = *whose;
    return written(awaited(stores.grants->create(*draft, context.write(m_reason))), grantFields());
}

Result<GrantQuery> GrantNoun::query(const Stores &stores) const
{
    GrantQuery query;
    query.depleted = m_status == u"depleted"_s;
    if (m_status && !query.depleted) {
        query.status = grantStatusFromName(*m_status);
        if (!query.status)
            return usage(Say::tr("There is no status “%1”.").arg(m_status->left(80)), u"status"_s);
    }
    if (m_origin) {
        query.origin = grantOriginFromName(*m_origin);
        if (!query.origin)
            return usage(Say::tr("There is no origin “%1”.").arg(m_origin->left(80)), u"origin"_s);
    }
    const Result<EventId> ofEvent = event(stores);
    if (!ofEvent)
        return ofEvent.failure();
    const Result<OrganizationId> whose = organization(stores);
    if (!whose)
        return whose.failure();
    query.event = *ofEvent;
    query.organization = *whose;
    return query;
}

Result<Reply> GrantNoun::list(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    Result<GrantQuery> asked = query(*stores);
    if (!asked)
        return asked.failure();
    const auto fetch = [&](const QString &after, int limit) {
        GrantQuery page = *asked;
        page.after = after;
        page.limit = limit;
        return ListOptions::sliceOf(awaited(stores->grants->page(page)));
    };
    return m_list.run(context, grantColumns(), fetch);
}

Result<Reply> GrantNoun::show(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<GrantId> id = awaited(stores->grants->resolve(m_id));
    if (!id)
        return id.failure();
    const Result<GrantHistory> history = awaited(stores->grants->grant(*id));
    return history ? Result<Reply>(historyReply(context, *history)) : history.failure();
}

Result<Reply> GrantNoun::pay(Context &context)
{
    const auto status = paymentStatusFromName(m_payment);
    if (!status || *status == PaymentStatus::Pending)
        return usage(Say::tr("A payment becomes authorized, settled or failed."), u"status"_s);
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<GrantId> id = awaited(stores->grants->resolve(m_id));
    if (!id)
        return id.failure();
    const PaymentUpdate payment{*id, *status, m_reference.value_or(QString())};
    return written(awaited(stores->grants->setPayment(payment, context.write())), grantFields());
}

Result<Reply> GrantNoun::consume(Context &context)
{
    // Its currency is known to the database; the digits are the same in any.
    const Result<Money> amount = Money::parsePositive(m_consumed, Currency(), u"amount"_s);
    if (!amount)
        return amount.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<GrantId> id = awaited(stores->grants->resolve(m_id));
    if (!id)
        return id.failure();
    const Consumption consumption{*id, amount->toText(), m_reference.value_or(QString())};
    return written(awaited(stores->grants->consume(consumption, context.write(m_reason))), grantFields());
}

Result<Reply> GrantNoun::settle(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<OrganizationId> whose = organization(*stores);
    if (!whose)
        return whose.failure();
    return cli::settle(context, *stores, {*whose, m_beforeAdoption, m_dryRun});
}

} // namespace scrip::cli
