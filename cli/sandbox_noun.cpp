// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sandbox_noun.h"

#include "cli/values.h"
#include "core/money.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

Result<Reply> statusReply(const Result<SandboxStatus> &status)
{
    if (!status)
        return status.failure();
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return Reply::of({{u"dsn"_s, orNull(status->dsn)},
                      {u"dir"_s, status->dir},
                      {u"running"_s, status->running},
                      {u"version"_s, orNull(status->version)}},
                     {{u"running"_s, Say::tr("Running")},
                      {u"dir"_s, Say::tr("Directory")},
                      {u"dsn"_s, Say::tr("Database")},
                      {u"version"_s, Say::tr("PostgreSQL")}});
}

Result<Reply> objectReply(const Result<QJsonObject> &object)
{
    return object ? Result<Reply>(Reply::of(*object)) : object.failure();
}

} // namespace

QString SandboxNoun::dir() const
{
    // Made whole here: who runs the server may stand in another directory.
    return m_dir && !m_dir->isEmpty() ? QDir::current().absoluteFilePath(*m_dir) : QString();
}

void SandboxNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "sandbox", Say::tr("A private database to try things out in."));
    declareCluster(app);
    declareInside(app);
}

void SandboxNoun::declareCluster(CLI::App &app)
{
    const auto place = [this](Verb declared) {
        declared.value("--dir", u"DIR"_s, Say::tr("Where it lives (a place of its own for each user)."), m_dir);
        return declared;
    };
    place(verb(app, "start", Say::tr("Start it, and make it when there is none."), u"scrip sandbox start --empty"_s,
               work(this, &SandboxNoun::start)))
        .flag("--empty", Say::tr("Make it without demo events."), m_empty);
    place(verb(app, "stop", Say::tr("Stop it; what is in it stays."), u"scrip sandbox stop"_s,
               work(this, &SandboxNoun::stop)));
    place(verb(app, "status", Say::tr("Say whether it runs, and how to connect."), u"scrip sandbox status"_s,
               work(this, &SandboxNoun::status)));
    place(verb(app, "reset", Say::tr("Throw it away and make it anew."), u"scrip sandbox reset --empty"_s,
               work(this, &SandboxNoun::reset)))
        .flag("--empty", Say::tr("Make it without demo events."), m_empty);
}

void SandboxNoun::declareInside(CLI::App &app)
{
    verb(app, "add-user", Say::tr("Add a user to the backend's tables."),
         u"scrip sandbox add-user --email ada@example.com --organization Analytical"_s,
         work(this, &SandboxNoun::addUser))
        .required("--email", u"EMAIL"_s, Say::tr("The user's e-mail address."), m_email)
        .value("--username", u"NAME"_s, Say::tr("The user's name (made from the address)."), m_username)
        .value("--organization", u"NAME"_s, Say::tr("Joins it, or creates it and owns it."), m_organizationName);
    verb(app, "spend", Say::tr("Record usage as the billing backend would."),
         u"scrip sandbox spend --organization 5f0c… --amount 1.25"_s, work(this, &SandboxNoun::spend))
        .required("--organization", u"ID"_s, Say::tr("Who spends."), m_organization)
        .required("--amount", u"DECIMAL"_s, Say::tr("How much."), m_amount)
        .value("--at", u"TIME"_s, Say::tr("When (now)."), m_at)
        .flag("--no-log", Say::tr("Only the sum, without a row of usage."), m_noLog);
    declareBackend(app);
    verb(app, "set-time", Say::tr("Move the sandbox's clock, which runs on from there."),
         u"scrip sandbox set-time --forward 3d"_s, work(this, &SandboxNoun::setTime))
        .value("--to", u"TIME"_s, Say::tr("To this time."), m_to)
        .value("--forward", u"SPAN"_s, Say::tr("Forward by this long, such as 3d or \"2 hours\"."), m_forward)
        .flag("--real", Say::tr("Back to the real time."), m_real);
}

void SandboxNoun::declareBackend(CLI::App &app)
{
    verb(app, "payment", Say::tr("Record a payment as the billing backend would: what was paid all told."),
         u"scrip sandbox payment --organization 5f0c… --amount 50"_s, work(this, &SandboxNoun::payment))
        .required("--organization", u"ID"_s, Say::tr("Who pays."), m_organization)
        .required("--amount", u"DECIMAL"_s,
                  Say::tr("The new worth of its payments, which replaces the one before; nothing is added up."),
                  m_amount);
    verb(app, "backend-claim", Say::tr("Claim a code past Scrip, as the billing backend does."),
         u"scrip sandbox backend-claim --event 0190f3a1 --code - --email ada@example.com"_s,
         work(this, &SandboxNoun::backendClaim))
        .required("--event", u"ID"_s, Say::tr("Of which event."), m_event)
        .required("--code", u"CODE"_s, Say::tr("The code as printed; \"-\" reads it from standard input."), m_code)
        .required("--email", u"EMAIL"_s, Say::tr("Of a user who is there."), m_email);
}

Result<Reply> SandboxNoun::start(Context &context)
{
    return statusReply(context.gateway().sandbox().start(dir(), !m_empty));
}

Result<Reply> SandboxNoun::stop(Context &context)
{
    return statusReply(context.gateway().sandbox().stop(dir()));
}

Result<Reply> SandboxNoun::status(Context &context)
{
    return statusReply(context.gateway().sandbox().status(dir()));
}

Result<Reply> SandboxNoun::reset(Context &context)
{
    return statusReply(context.gateway().sandbox().reset(dir(), !m_empty));
}

Result<Reply> SandboxNoun::addUser(Context &context)
{
    const Result<QString> target = context.target();
    if (!target)
        return target.failure();
    return objectReply(context.gateway().sandbox().addUser(*target, m_email, m_username.value_or(QString()),
                                                           m_organizationName.value_or(QString())));
}

Result<Reply> SandboxNoun::spend(Context &context)
{
    SandboxSpend spend;
    const Result<Money> amount = Money::parsePositive(m_amount, Currency(), u"amount"_s);
    if (!amount)
        return amount.failure();
    spend.amount = amount->toText();
    const Result<QDateTime> at = timeValue(context, m_at, false, u"at"_s);
    if (!at)
        return at.failure();
    spend.at = *at;
    spend.log = !m_noLog;
    const Result<QString> target = context.target();
    if (!target)
        return target.failure();
    const Result<OrganizationId> organization = organizationValue(context, m_organization);
    if (!organization)
        return organization.failure();
    spend.organization = *organization;
    return objectReply(context.gateway().sandbox().spend(*target, spend));
}

Result<Reply> SandboxNoun::payment(Context &context)
{
    const Result<Money> amount = Money::parsePositive(m_amount, Currency(), u"amount"_s);
    if (!amount)
        return amount.failure();
    const Result<QString> target = context.target();
    if (!target)
        return target.failure();
    const Result<OrganizationId> organization = organizationValue(context, m_organization);
    if (!organization)
        return organization.failure();
    return objectReply(context.gateway().sandbox().payment(*target, *organization, amount->toText()));
}

Result<Reply> SandboxNoun::backendClaim(Context &context)
{
    SandboxClaim claim;
    const Result<QString> code = codeValue(context, m_code);
    if (!code)
        return code.failure();
    const Result<QString> target = context.target();
    if (!target)
        return target.failure();
    const Result<EventId> event = eventValue(context, m_event);
    if (!event)
        return event.failure();
    claim.event = *event;
    claim.code = code->trimmed();
    claim.email = m_email.trimmed();
    return objectReply(context.gateway().sandbox().backendClaim(*target, claim));
}

Result<Reply> SandboxNoun::setTime(Context &context)
{
    if (int(m_to.has_value()) + int(m_forward.has_value()) + int(m_real) != 1)
        return usage(Say::tr("Choose one of --to, --forward and --real."), u"to"_s);
    if (m_forward && m_forward->trimmed().isEmpty())
        return usage(Say::tr("Say how far forward, such as 3d."), u"forward"_s);
    const Result<QDateTime> to = timeValue(context, m_to, false, u"to"_s);
    if (!to)
        return to.failure();
    if (m_to && !to->isValid())
        return Failure::named(u"invalid_date"_s, Say::tr("Write a date such as 2027-06-30 or 2027-06-30T18:00."),
                              u"to"_s);
    const Result<QString> target = context.target();
    if (!target)
        return target.failure();
    return objectReply(context.gateway().sandbox().setTime(*target, *to, m_forward.value_or(QString()).trimmed()));
}

} // namespace scrip::cli
