// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/page_query.h"
#include "exports/export_format.h"

#include <QJsonObject>

#include <functional>
#include <optional>

namespace scrip {

/// Everything that the filters of a table leave, as it can be written into a file. A value that a page makes when
/// somebody wants to export: what the page shows later does not change it. It holds what lists show, codes masked, so
/// that it leaves no trace in the audit; plain codes leave through CodeStore::reveal(), which does.
struct ExportSource
{
    QString name;                  ///< Of the file, without its ending: "claims".
    QString rows;                  ///< What the rows are, in the plural and translated: "claims".
    bool filtered = false;         ///< There are more than these.
    std::optional<RowCount> count; ///< Of the rows; none while it is not known.
    bool personal = false;         ///< E-mail addresses stand in its texts, not only in a column of that name.
    QList<ExportColumn> columns;   ///< Of CSV and workbooks; JSON lines have whole objects.
    /// The objects behind a cursor, about `limit` of them, in the shape of the contract. Called on a working thread,
    /// one call at a time, so it touches stores and never the page.
    std::function<Answer<Page<QJsonObject>>(const QString &after, int limit)> next;
};

/// A page of a store as objects of the contract; they are made on the thread that answers. The toJson() of T has to
/// be included.
template <typename T> [[nodiscard]] Answer<Page<QJsonObject>> exportPage(Answer<Page<T>> answer)
{
    return answer.then(QtFuture::Launch::Sync, [](const Result<Page<T>> &page) -> Result<Page<QJsonObject>> {
        if (!page)
            return page.failure();
        Page<QJsonObject> objects{{}, page->next};
        objects.items.reserve(page->items.size());
        for (const T &item : page->items)
            objects.items << toJson(item);
        return objects;
    });
}

} // namespace scrip
