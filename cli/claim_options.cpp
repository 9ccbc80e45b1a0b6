// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/claim_options.h"

#include "cli/minting.h"
#include "cli/values.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void ClaimOptions::declare(Verb &verb)
{
    verb.required("--event", u"ID"_s, Say::tr("Of which event."), m_event);
    verb.required("--code", u"CODE"_s, codeHint(), m_code);
    verb.value("--user", u"ID"_s, Say::tr("Who claims."), m_user);
    verb.value("--email", u"EMAIL"_s, Say::tr("Who claims, by the address."), m_email);
    verb.value(
        "--organization", u"ID"_s,
        Say::tr("Which of the user's organizations gets the credit (the only one, else the oldest owned one)."),
        m_organization);
    verb.value("--account", u"NEAR"_s, Say::tr("The NEAR account to note (the user's own, if it is one)."),
               m_account);
}

Result<ClaimRequest> ClaimOptions::request(Context &context) const
{
    if (m_user.has_value() == m_email.has_value())
        return usage(Say::tr("Say who claims: --user or --email, one of both."), u"user"_s);
    if (m_email && m_email->trimmed().isEmpty())
        return usage(Say::tr("Write the e-mail address of who claims."), u"email"_s);
    ClaimRequest request;
    const Result<QString> code = codeValue(context, m_code);
    if (!code)
        return code.failure();
    const Result<EventId> event = eventValue(context, m_event);
    if (!event)
        return event.failure();
    const Result<UserId> user = userValue(context, m_user);
    if (!user)
        return user.failure();
    const Result<OrganizationId> organization = organizationValue(context, m_organization);
    if (!organization)
        return organization.failure();
    request.event = *event;
    request.code = *code;
    request.claimant = {*user, m_email.value_or(QString()).trimmed(), *organization, m_account.value_or(QString())};
    return request;
}

void ClaimFilterOptions::declare(Verb &verb)
{
    verb.value("--event", u"ID"_s, Say::tr("Only those of this event."), m_event);
    verb.value("--user", u"ID"_s, Say::tr("Only those of this user."), m_user);
    verb.value("--organization", u"ID"_s, Say::tr("Only those of this organization."), m_organization);
    verb.value("--from", u"TIME"_s, Say::tr("Not before; a bare date means its beginning."), m_from);
    verb.value("--to", u"TIME"_s, Say::tr("Not after; a bare date means its end."), m_to);
}

Result<ClaimQuery> ClaimFilterOptions::query(Context &context) const
{
    ClaimQuery query;
    const Result<QDateTime> from = timeValue(context, m_from, false, u"from"_s);
    if (!from)
        return from.failure();
    const Result<QDateTime> to = timeValue(context, m_to, true, u"to"_s);
    if (!to)
        return to.failure();
    const Result<EventId> event = eventValue(context, m_event);
    if (!event)
        return event.failure();
    const Result<UserId> user = userValue(context, m_user);
    if (!user)
        return user.failure();
    const Result<OrganizationId> organization = organizationValue(context, m_organization);
    if (!organization)
        return organization.failure();
    query.event = *event;
    query.user = *user;
    query.organization = *organization;
    query.from = *from;
    query.to = *to;
    return query;
}

} // namespace scrip::cli
