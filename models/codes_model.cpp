// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/codes_model.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// The codes of one filter in one order, read through the port.
class CodeSource : public PageSource<Code>
{
public:
    CodeSource(CodeStore &store, const CodeFilter &filter, const QString &sort)
        : m_store(store)
        , m_filter(filter)
        , m_sort(sort)
    {
    }

    Answer<Page<Code>> page(const PageAt &at) override
    {
        return m_store.page({m_filter, m_sort, at.cursor, at.limit, at.back});
    }
    Answer<RowCount> count() override { return m_store.count(m_filter); }
    Answer<QString> position(double fraction) override { return m_store.position(m_filter, m_sort, fraction); }
    [[nodiscard]] QString cursor(const Code &code) const override { return code.cursor; }

private:
    CodeStore &m_store;
    CodeFilter m_filter;
    QString m_sort;
};

std::unique_ptr<CodeColumns> columnsIn(const QTimeZone &zone)
{
    auto columns = std::make_unique<CodeColumns>();
    columns->setZone(zone);
    return columns;
}

} // namespace

CodesModel::CodesModel(CodeStore &store, const QTimeZone &zone, QObject *parent)
    : CodesModel(store, columnsIn(zone).release(), parent)
{
}

CodesModel::CodesModel(CodeStore &store, CodeColumns *cells, QObject *parent)
    : PagedTableModel(std::unique_ptr<CodeColumns>(cells), parent)
    , m_store(store)
    , m_cells(cells)
{
}

void CodesModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, CodeColumns::Since), index(rowCount() - 1, CodeColumns::Since));
}

void CodesModel::setFilter(const CodeFilter &filter)
{
    m_filter = filter;
    m_started = true;
    restart();
}

void CodesModel::sort(int column, Qt::SortOrder order)
{
    const QString wanted = order == Qt::DescendingOrder ? u"-"_s : QString();
    if (!isSortable(column) || wanted == m_sort)
        return;
    m_sort = wanted;
    // An order that was kept from an earlier day is known before anybody looks.
    if (m_started)
        restart();
}

bool CodesModel::isSortable(int column)
{
    return column == CodeColumns::Batch || column == CodeColumns::Serial;
}

void CodesModel::restart()
{
    setSource(std::make_unique<CodeSource>(m_store, m_filter, m_sort));
}

} // namespace scrip
