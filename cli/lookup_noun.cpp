// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lookup_noun.h"

#include "cli/claim_columns.h"
#include "cli/minting.h"
#include "cli/table.h"
#include "cli/values.h"
#include "core/api_key_secret.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void LookupNoun::declare(CLI::App &root)
{
    verb(root, "lookup",
         Say::tr("Find anything: an e-mail, an id or 8 characters of it, a code in any spelling, an organization, a "
                 "NEAR account, the beginning of an API key."),
         u"scrip lookup ada@example.com"_s, work(this, &LookupNoun::lookUp))
        .argument(
            "text",
            Say::tr("What to look for. Others on this machine can see arguments in the list of processes: \"-\" "
                    "reads it from standard input."),
            m_text);
}

Result<Reply> LookupNoun::lookUp(Context &context)
{
    if (isWholeApiKey(m_text.trimmed()))
        return usage(Say::tr("A whole API key does not belong where others on this machine can see it: its first 10 "
                             "characters find it."),
                     u"text"_s);
    const Result<QString> text = context.argumentOrInput(m_text);
    if (!text)
        return text.failure();
    if (text->trimmed().isEmpty() || text->size() > longestLookup || text->contains(QChar(0)))
        return usage(Say::tr("Give 1 to %1 characters to look for.").arg(longestLookup), u"text"_s);
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<LookupResult> result = awaited(stores->lookup->lookup(withoutApiKey(text->trimmed())));
    if (!result)
        return result.failure();
    const QJsonObject answer = toJson(*result);
    if (context.output().isJson())
        return Reply::of(answer);
    if (result->matches.isEmpty())
        return Reply::plain(Say::tr("Nothing was found.") + u'\n');
    return Reply::plain(tableOf(answer["matches"_L1].toArray(), matchColumns(), false));
}

void TimelineNoun::declare(CLI::App &root)
{
    Verb timeline =
        verb(root, "timeline", Say::tr("What happened to a user, an organization or a code, oldest first."),
             u"scrip timeline --user 0190f3e1"_s, work(this, &TimelineNoun::list));
    timeline.value("--user", u"ID"_s, Say::tr("Of this user."), m_user);
    timeline.value("--organization", u"ID"_s, Say::tr("Of this organization."), m_organization);
    timeline.value("--code", u"CODE"_s, codeHint(), m_code);
    m_list.declare(timeline);
}

Result<TimelineQuery> TimelineNoun::query(Context &context) const
{
    if (int(m_user.has_value()) + int(m_organization.has_value()) + int(m_code.has_value()) != 1)
        return usage(Say::tr("Choose one of --user, --organization and --code."), u"user"_s);
    TimelineQuery query;
    const Result<QString> code = m_code ? codeValue(context, *m_code) : Result<QString>(QString());
    if (!code)
        return code.failure();
    const Result<UserId> user = userValue(context, m_user);
    if (!user)
        return user.failure();
    const Result<OrganizationId> organization = organizationValue(context, m_organization);
    if (!organization)
        return organization.failure();
    query.user = *user;
    query.organization = *organization;
    query.code = *code;
    return query;
}

Result<Reply> TimelineNoun::list(Context &context)
{
    Result<TimelineQuery> asked = query(context);
    if (!asked)
        return asked.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto fetch = [&](const QString &after, int limit) {
        TimelineQuery page = *asked;
        page.after = after;
        page.limit = limit;
        return ListOptions::sliceOf(awaited(stores->lookup->timeline(page)));
    };
    return m_list.run(context, timelineColumns(), fetch);
}

} // namespace scrip::cli
