// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/verb.h"
#include "core/page_query.h"

#include <QJsonArray>

#include <functional>

namespace scrip::cli {

/// The options of every list, and the running of it: a page, or with --all everything, one object a line.
class ListOptions
{
public:
    struct Slice
    {
        QJsonArray items;
        QString next;
    };
    using Fetch = std::function<Result<Slice>(const QString &after, int limit)>;

    void declare(Verb &verb);
    Result<Reply> run(Context &context, const Columns &columns, const Fetch &fetch) const;
    /// The same for a list that comes whole: pages are cut here, cursors are the values of `key`.
    Result<Reply> runWhole(Context &context, const Columns &columns, const QJsonArray &items,
                           const QString &key) const;

    /// A page of the contract's objects as JSON.
    template <typename T> static Result<Slice> sliceOf(const Result<Page<T>> &page)
    {
        if (!page)
            return page.failure();
        Slice slice;
        for (const T &item : page->items)
            slice.items << toJson(item);
        slice.next = page->next;
        return slice;
    }

private:
    [[nodiscard]] Result<int> pageSize() const;
    [[nodiscard]] Result<Slice> collect(const Fetch &fetch, int limit) const;
    Result<Reply> stream(Context &context, const Columns &columns, const Fetch &fetch) const;

    std::optional<QString> m_limit;
    std::optional<QString> m_after;
    bool m_all = false;
};

} // namespace scrip::cli
