// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lock_nouns.h"

#include "cli/replies.h"
#include "core/event_times.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// Longer the database does not unlock either.
constexpr int longestMs = 8 * 3600 * 1000;

Result<int> secondsOf(const QString &span)
{
    const std::optional<int> ms = parseSpan(span);
    if (!ms || *ms < 1000 || *ms > longestMs)
        return Failure::named(u"invalid_count"_s, Say::tr("Unlock for one second to eight hours, such as 15m."),
                              u"for"_s);
    return *ms / 1000;
}

Result<Reply> untilReply(const Result<Written<QDateTime>> &until)
{
    if (!until)
        return until.failure();
    return writtenReply({{u"until"_s, timeText(until->object)}}, until->replayed, {{u"until"_s, Say::tr("Until")}});
}

} // namespace

void UnlockNoun::declare(CLI::App &root)
{
    verb(root, "unlock",
         Say::tr("Let your login write on a production database for a while. Elsewhere nothing is locked."),
         u"scrip unlock --for 15m --reason \"codes for Devcon\""_s, work(this, &UnlockNoun::unlock))
        .required("--for", u"TIME"_s, Say::tr("How long: one second to eight hours, such as 15m."), m_for)
        .value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
}

Result<Reply> UnlockNoun::unlock(Context &context)
{
    const Result<int> seconds = secondsOf(m_for);
    if (!seconds)
        return seconds.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    return untilReply(awaited(stores->administration->unlock(*seconds, context.write(m_reason))));
}

void LockNoun::declare(CLI::App &root)
{
    verb(root, "lock", Say::tr("End the unlock of your login at once."), u"scrip lock"_s,
         work(this, &LockNoun::lock));
}

Result<Reply> LockNoun::lock(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    return untilReply(awaited(stores->administration->lock(context.write())));
}

void LockUserNoun::declare(CLI::App &root)
{
    verb(root, "lock-user",
         Say::tr("Take a login its right to log in and end its sessions, with your own rights over the server."),
         u"scrip lock-user mara"_s, [this](Context &context) { return lockUser(context, m_login); })
        .argument("login", Say::tr("A login of the server."), m_login);
}

Result<Reply> lockUser(Context &context, const QString &login)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto locked = awaited(stores->administration->lockUser(login, context.write()));
    if (!locked)
        return locked.failure();
    return writtenReply(
        {{u"login"_s, locked->object.login},
         {u"locked"_s, true},
         {u"sessions_ended"_s, locked->object.sessionsEnded}},
        locked->replayed,
        {{u"login"_s, Say::tr("Login")}, {u"sessions_ended"_s, Say::tr("Sessions ended"), Align::Right}});
}

} // namespace scrip::cli
