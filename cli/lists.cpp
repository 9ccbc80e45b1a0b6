// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lists.h"

#include "cli/values.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int usualLimit = 200;
constexpr int highestLimit = 10'000;
constexpr int streamedLimit = 1'000;

QJsonObject pageObject(const ListOptions::Slice &slice)
{
    return {{u"items"_s, slice.items}, {u"next"_s, slice.next.isEmpty() ? QJsonValue() : QJsonValue(slice.next)}};
}

} // namespace

void ListOptions::declare(Verb &verb)
{
    verb.value("--limit", u"N"_s, Say::tr("At most so many (200)."), m_limit);
    verb.value("--after", u"CURSOR"_s, Say::tr("Go on behind the page that gave this cursor as next."), m_after);
    verb.flag("--all", Say::tr("Everything, one JSON object a line."), m_all);
}

Result<int> ListOptions::pageSize() const
{
    if (m_limit && m_all)
        return usage(Say::tr("Choose --all or --limit, not both."), u"limit"_s);
    if (!m_limit)
        return m_all ? streamedLimit : usualLimit;
    return wholeNumber(*m_limit, 1, highestLimit)
               ? Result<int>(int(*wholeNumber(*m_limit, 1, highestLimit)))
               : usage(Say::tr("Give a limit between 1 and %1.").arg(highestLimit), u"limit"_s);
}

Result<Reply> ListOptions::run(Context &context, const Columns &columns, const Fetch &fetch) const
{
    const Result<int> limit = pageSize();
    if (!limit)
        return limit.failure();
    if (m_all)
        return stream(context, columns, fetch);
    const Result<Slice> slice = collect(fetch, *limit);
    return slice ? Result<Reply>(Reply::list(pageObject(*slice), columns)) : slice.failure();
}

/// A page of the database may be shorter than what was asked for: it goes on where that one ended.
Result<ListOptions::Slice> ListOptions::collect(const Fetch &fetch, int limit) const
{
    Slice all;
    all.next = m_after.value_or(QString());
    do {
        const Result<Slice> slice = fetch(all.next, limit - int(all.items.size()));
        if (!slice)
            return slice.failure();
        for (const auto &item : slice->items)
            all.items << item;
        all.next = slice->next;
    } while (!all.next.isEmpty() && all.items.size() < limit);
    return all;
}

Result<Reply> ListOptions::stream(Context &context, const Columns &columns, const Fetch &fetch) const
{
    Output &output = context.output();
    QString after = m_after.value_or(QString());
    do {
        const Result<Slice> slice = fetch(after, streamedLimit);
        if (!slice)
            return slice.failure();
        bool written = true;
        if (!output.isJson())
            written = output.rows(slice->items, columns);
        else
            for (const auto &item : slice->items)
                written = written && output.line(item.toObject());
        if (!written)
            return Output::closed({});
        after = slice->next;
    } while (!after.isEmpty());
    return Reply::printed();
}

Result<Reply> ListOptions::runWhole(Context &context, const Columns &columns, const QJsonArray &items,
                                    const QString &key) const
{
    const auto cut = [&](const QString &after, int limit) -> Result<Slice> {
        qsizetype begin = 0;
        while (!after.isEmpty() && begin < items.size() && items.at(begin).toObject()[key].toString() != after)
            ++begin;
        if (!after.isEmpty() && begin == items.size())
            return usage(Say::tr("This is no cursor of this list."), u"after"_s);
        Slice slice;
        for (qsizetype i = after.isEmpty() ? 0 : begin + 1; i < items.size() && slice.items.size() < limit; ++i) {
            slice.items << items.at(i);
            slice.next = i + 1 < items.size() ? items.at(i).toObject()[key].toString() : QString();
        }
        return slice;
    };
    return run(context, columns, cut);
}

} // namespace scrip::cli
