// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/globals.h"

#include "cli/verb.h"
#include "core/text_rules.h"
#include "core/write_context.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int defaultWaitMs = 15'000;
constexpr qint64 longestWaitMs = 24 * qint64(3'600'000);

} // namespace

void Globals::declare(CLI::App &root)
{
    Verb verb(root);
    verb.value(
        "--db", u"CONNINFO"_s,
        Say::tr("Database: a conninfo, a URI, a service of libpq or a saved connection, without a password. Else "
                "$SCRIP_DB, else the running sandbox."),
        database);
    verb.flag("--json", Say::tr("Answer in JSON (the default unless standard output is a terminal)."), json);
    verb.flag("--table", Say::tr("Answer in a table (the default on a terminal)."), table);
    verb.value(
        "--key", u"KEY"_s,
        Say::tr("Idempotency key of a write: the same call under the same key is done once, however often it is "
                "made."),
        key);
    verb.value("--as", u"NAME"_s, Say::tr("For whom you act; recorded beside your login, unverified."), as);
    verb.value("--wait", u"TIME"_s,
               Say::tr("How long a write whose answer was lost is resolved before giving up, such as 15s."), wait);
}

Result<Done> Globals::check() const
{
    if (json && table)
        return usage(Say::tr("Choose --json or --table, not both."), u"json"_s);
    if (key && !isUsableKey(*key))
        return usage(Say::tr("A key has 1 to 255 printable characters."), u"key"_s);
    if (as) {
        if (const auto name = checkedName(*as, u"as"_s); !name)
            return name.failure();
    }
    const auto span = waitMs();
    return span ? Result<Done>(Done{}) : span.failure();
}

Result<int> Globals::waitMs() const
{
    if (!wait)
        return defaultWaitMs;
    if (const auto span = parseSpan(*wait))
        return *span;
    return usage(Say::tr("Write a time such as 500ms, 15s or 2m."), u"wait"_s);
}

std::optional<int> parseSpan(const QString &text)
{
    static const QRegularExpression shape(u"^([0-9]{1,9})(ms|s|m|h)?$"_s);
    const auto match = shape.match(text.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    const QString unit = match.captured(2);
    const qint64 factor = unit == u"ms" ? 1 : unit == u"m" ? 60'000 : unit == u"h" ? 3'600'000 : 1'000;
    const qint64 span = match.captured(1).toLongLong() * factor;
    return span <= longestWaitMs ? std::optional(int(span)) : std::nullopt;
}

} // namespace scrip::cli
