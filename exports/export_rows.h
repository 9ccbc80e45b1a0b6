// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/csv_text.h"
#include "core/page_query.h"
#include "exports/export_format.h"

#include <QJsonObject>

#include <functional>
#include <memory>

namespace scrip {

/// The rows of a page as files take them. Each is made when it is asked for, on the thread that writes.
class ExportRows
{
public:
    ExportRows() = default;
    virtual ~ExportRows() = default;
    Q_DISABLE_COPY_MOVE(ExportRows)

    [[nodiscard]] virtual qsizetype count() const = 0;
    /// Whole, in the shape of the contract.
    [[nodiscard]] virtual QJsonObject object(qsizetype row) const = 0;
    /// Appends a cell for each column of the file.
    virtual void appendCells(qsizetype row, QList<CsvCell> &cells) const = 0;
};

struct ExportPage
{
    std::shared_ptr<const ExportRows> rows; ///< Never null.
    QString next;                           ///< Cursor for the page behind this one; empty at the end.
};

/// The rows behind a cursor, about so many; an empty cursor means the first ones. The next page is asked for while
/// one is written, so it may be asked for in vain.
using ExportFetch = std::function<Answer<ExportPage>(const QString &after, int limit)>;

/// What a file says of each T.
template <typename T> struct ExportShape
{
    QList<ExportColumn> columns;
    QJsonObject (*object)(const T &item) = nullptr;
    /// Appends the cells of the columns in their order, for lists of which files have millions; null: they are taken
    /// out of the object, which takes ten times as long.
    void (*cells)(const T &item, QList<CsvCell> &cells) = nullptr;
};

/// Appends a cell for each column, out of the object.
void appendCells(const QJsonObject &object, const QList<ExportColumn> &columns, QList<CsvCell> &cells);

/// A page of a list in its shape.
template <typename T> class ShapedRows final : public ExportRows
{
public:
    ShapedRows(const QList<T> &items, const ExportShape<T> &shape)
        : m_items(items)
        , m_shape(shape)
    {
    }

    [[nodiscard]] qsizetype count() const override { return m_items.size(); }
    [[nodiscard]] QJsonObject object(qsizetype row) const override { return m_shape.object(m_items.at(row)); }
    void appendCells(qsizetype row, QList<CsvCell> &cells) const override
    {
        if (m_shape.cells)
            m_shape.cells(m_items.at(row), cells);
        else
            scrip::appendCells(object(row), m_shape.columns, cells);
    }

private:
    QList<T> m_items;
    ExportShape<T> m_shape;
};

template <typename T> [[nodiscard]] ExportPage exportPage(const Page<T> &page, const ExportShape<T> &shape)
{
    return {std::make_shared<ShapedRows<T>>(page.items, shape), page.next};
}

/// The same for an answer that is to come.
template <typename T> [[nodiscard]] Answer<ExportPage> exportPage(Answer<Page<T>> answer, const ExportShape<T> &shape)
{
    return answer.then(QtFuture::Launch::Sync, [shape](const Result<Page<T>> &page) -> Result<ExportPage> {
        if (!page)
            return page.failure();
        return exportPage(*page, shape);
    });
}

} // namespace scrip
