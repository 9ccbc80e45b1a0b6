// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/claim_options.h"

#include "cli/minting.h"
#include "cli/values.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

struct Ids
{
    EventId event;
    UserId user;
    OrganizationId organization;
};

Result<Ids> idsOf(Context &context, const std::optional<QString> &event, const std::optional<QString> &user,
                  const std::optional<QString> &organization)
{
    const Result<EventId> claimed = eventValue(context, event);
    if (!claimed)
        return claimed.failure();
    const Result<UserId> claimant = userValue(context, user);
    if (!claimant)
        return claimant.failure();
    const Result<OrganizationId> credited = organizationValue(context, organization);
    if (!credited)
        return credited.failure();
    return Ids{*claimed, *claimant, *credited};
}

} // namespace

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
    const Result<Ids> ids = idsOf(context, m_event, m_user, m_organization);
    if (!ids)
        return ids.failure();
    request.event = ids->event;
    request.code = *code;
    request.claimant = {ids->user, m_email.value_or(QString()).trimmed(), ids->organization,
                        m_account.value_or(QString())};
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
    const Result<Period> period = periodValue(context, m_from, m_to);
    if (!period)
        return period.failure();
    const Result<Ids> ids = idsOf(context, m_event, m_user, m_organization);
    if (!ids)
        return ids.failure();
    query.event = ids->event;
    query.user = ids->user;
    query.organization = ids->organization;
    query.from = period->from;
    query.to = period->to;
    return query;
}

} // namespace scrip::cli
