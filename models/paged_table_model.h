// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/columns.h"
#include "models/page_boundaries.h"
#include "models/page_cache.h"
#include "models/page_source.h"
#include "models/paged_table_base.h"

#include <algorithm>
#include <memory>

namespace scrip {

/// A table of any length over a PageSource: holds a window of pages and asks for what is looked at, never more than
/// one page at a time and never while data() is answered. The number of rows comes separately. Rows that may no
/// longer be so stay until newer ones are here; only another source resets the model.
template <typename T> class PagedTableModel : public PagedTableBase
{
public:
    explicit PagedTableModel(std::unique_ptr<Columns<T>> columns, QObject *parent = nullptr,
                             int pages = PageCache<T>::defaultPages)
        : PagedTableBase(parent)
        , m_cache(pages)
        , m_columns(std::move(columns))
    {
    }

    /// Shows another list: forgets everything and asks for its first page and its count.
    void setSource(std::unique_ptr<PageSource<T>> source);
    void reload() override;

    /// The object of a row, null while it is not here. Counts as a look at it: it will be asked for.
    [[nodiscard]] const T *at(int row) const;
    [[nodiscard]] const T *at(const QModelIndex &index) const { return index.isValid() ? at(index.row()) : nullptr; }
    /// The same without asking.
    [[nodiscard]] const T *peek(int row) const { return m_cache.row(row); }
    [[nodiscard]] const Columns<T> &columns() const { return *m_columns; }
    /// The row of an object among those that are here; -1 when it is not.
    [[nodiscard]] int rowOfId(const QString &id) const;
    /// How many rows there are is known, and some of them are here.
    [[nodiscard]] bool isLoaded() const { return m_countKnown && (m_rows == 0 || heldPages() > 0); }
    /// Rows, or 0 while there are only placeholders.
    [[nodiscard]] int filledRows() const { return isLoaded() ? m_rows : 0; }
    /// How many pages are held.
    [[nodiscard]] qsizetype heldPages() const { return m_cache.pages().size(); }

    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : m_columns->count();
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;

protected:
    void loadWanted() override;

private:
    using State = typename PageCache<T>::State;
    using Way = PageBoundaries::Way;
    static constexpr int pageRows = PageCache<T>::pageRows;
    /// Pages this near to the end are read from there.
    static constexpr int tailPages = 3;

    void lookAhead(int page) const;
    [[nodiscard]] RowFill fillOf(int row) const;
    [[nodiscard]] bool isTail(int page) const
    {
        return m_countKnown && page > 0 && m_rows - page * pageRows <= tailPages * pageRows;
    }
    void askCount();
    void takeCount(const Result<RowCount> &answer);
    void askPage(int page);
    void askPosition(int page);
    void askWay(int page, const Way &way, int limit);
    void takePage(int page, const Way &way, int limit, const Result<Page<T>> &answer);
    void takeRows(int page, const Way &way, int limit, const Page<T> &answer);
    bool ledAstray(int page, const Way &way, const Page<T> &answer);
    void takeShort(int page, const Way &way, const QList<T> &rows);
    void takeForwards(int page, bool exact, const Page<T> &answer);
    void takeBackwards(int page, bool exact, const QList<T> &rows);
    void putPage(int page, bool exact, const QList<T> &rows);
    [[nodiscard]] QStringList idsOf(int page) const;
    void followRows(int page, const QStringList &before);
    void settleEnd(int page, const Page<T> &answer);
    void stop(const Failure &failure);
    void tellRows(int page, int role = -1);

    mutable PageCache<T> m_cache;
    PageBoundaries m_boundaries;
    int m_lookedUp = -1; ///< The page whose place is being looked up for the second time.
    std::unique_ptr<Columns<T>> m_columns;
    std::unique_ptr<PageSource<T>> m_source;
    Latest<Page<T>> m_page;
    Latest<RowCount> m_counting;
    Latest<QString> m_position;
};

template <typename T> void PagedTableModel<T>::setSource(std::unique_ptr<PageSource<T>> source)
{
    m_page.forget();
    m_position.forget();
    m_turn.stop();
    beginResetModel();
    m_source = std::move(source);
    m_cache.clear();
    m_boundaries.clear();
    m_wanted.clear();
    m_rows = placeholderRows;
    m_countKnown = false;
    m_countExact = false;
    m_stopped = false;
    endResetModel();
    askCount();
    want(0);
}

template <typename T> void PagedTableModel<T>::reload()
{
    if (!m_source)
        return;
    // What is under way was read before the change.
    m_page.forget();
    m_position.forget();
    m_stopped = false;
    if (m_cache.loading() >= 0)
        want(m_cache.loading());
    m_cache.setLoading(-1);
    m_cache.markOutdated();
    m_boundaries.distrust();
    askCount();
    if (m_cache.pages().isEmpty())
        want(0);
    const auto pages = m_cache.pages();
    for (const int page : pages)
        tellRows(page, RowStateRole);
}

template <typename T> const T *PagedTableModel<T>::at(int row) const
{
    if (row < 0 || row >= m_rows)
        return nullptr;
    const int page = m_cache.pageOf(row);
    const T *found = m_cache.row(row);
    const State state = m_cache.state(page);
    if (state != State::Filled && state != State::Loading)
        want(page);
    else if (row % pageRows > pageRows * 2 / 3 && (page + 1) * pageRows < m_rows)
        lookAhead(page + 1);
    else if (row % pageRows < pageRows / 3 && page > 0)
        lookAhead(page - 1);
    return found;
}

template <typename T> int PagedTableModel<T>::rowOfId(const QString &id) const
{
    QList<int> pages = m_cache.pages();
    std::sort(pages.begin(), pages.end());
    for (const int page : std::as_const(pages)) {
        for (int row = page * pageRows; row < std::min((page + 1) * pageRows, m_rows); ++row) {
            const T *found = peek(row);
            if (found && m_columns->id(*found) == id)
                return row;
        }
    }
    return -1;
}

template <typename T> void PagedTableModel<T>::lookAhead(int page) const
{
    if (m_cache.state(page) == State::Empty)
        want(page, false);
}

template <typename T> RowFill PagedTableModel<T>::fillOf(int row) const
{
    if (!m_cache.row(row))
        return RowFill::Loading;
    return m_cache.state(m_cache.pageOf(row)) == State::Outdated ? RowFill::Outdated : RowFill::Filled;
}

template <typename T> QVariant PagedTableModel<T>::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::TextAlignmentRole:
        return int((m_columns->isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case RowStateRole:
        return int(fillOf(index.row()));
    case Qt::DisplayRole:
    case RawRole:
    case IdRole:
    case CurrencyRole:
        break;
    default:
        // Sizes and colours are asked of rows that nobody sees.
        return {};
    }
    const T *row = at(index.row());
    if (!row)
        return {};
    if (role == IdRole)
        return m_columns->id(*row);
    if (role == CurrencyRole)
        return m_columns->currency(*row, index.column());
    return role == RawRole ? m_columns->raw(*row, index.column()) : QVariant(m_columns->text(*row, index.column()));
}

template <typename T>
QVariant PagedTableModel<T>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns->count())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns->title(section);
    if (role == Qt::TextAlignmentRole)
        return int((m_columns->isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

template <typename T> void PagedTableModel<T>::askCount()
{
    m_counting.ask(this, m_source->count(), [this](const Result<RowCount> &answer) { takeCount(answer); });
}

template <typename T> void PagedTableModel<T>::takeCount(const Result<RowCount> &answer)
{
    if (!answer) {
        stop(answer.failure());
        return;
    }
    m_countKnown = true;
    m_countExact = answer->exact;
    resizeTo(answer->count);
    m_cache.truncate((m_rows + pageRows - 1) / pageRows);
    Q_EMIT countChanged();
}

template <typename T> void PagedTableModel<T>::loadWanted()
{
    while (m_source && !m_stopped && m_cache.loading() < 0 && !m_wanted.isEmpty()) {
        const int page = m_wanted.takeFirst();
        if (m_cache.state(page) != State::Filled && page * pageRows < std::max(m_rows, 1))
            askPage(page);
    }
}

template <typename T> void PagedTableModel<T>::askPage(int page)
{
    m_cache.setLoading(page);
    const auto way = m_boundaries.wayTo(page);
    if (way && way->exact)
        askWay(page, *way, pageRows);
    else if (isTail(page))
        askWay(page, Way{{}, true, m_countExact}, m_rows - page * pageRows);
    else if (way)
        askWay(page, *way, pageRows);
    else
        askPosition(page);
}

template <typename T> void PagedTableModel<T>::askPosition(int page)
{
    // Half a row less, so that rounding cannot lead one row too far.
    const double fraction = (double(page) * pageRows - 0.5) / std::max(m_rows, 1);
    m_position.ask(this, m_source->position(fraction), [this, page](const Result<QString> &answer) {
        if (!answer) {
            stop(answer.failure());
            return;
        }
        m_boundaries.setStart(page, *answer, false);
        askWay(page, Way{*answer, false, false}, pageRows);
    });
}

template <typename T> void PagedTableModel<T>::askWay(int page, const Way &way, int limit)
{
    m_page.ask(this, m_source->page({way.cursor, way.back, limit}),
               [this, page, way, limit](const Result<Page<T>> &answer) { takePage(page, way, limit, answer); });
}

template <typename T>
void PagedTableModel<T>::takePage(int page, const Way &way, int limit, const Result<Page<T>> &answer)
{
    m_cache.setLoading(-1);
    if (!answer) {
        stop(answer.failure());
        return;
    }
    if (ledAstray(page, way, *answer))
        return;
    takeRows(page, way, limit, *answer);
    Q_EMIT loaded();
    loadWanted();
}

template <typename T> void PagedTableModel<T>::takeRows(int page, const Way &way, int limit, const Page<T> &answer)
{
    if (!way.back)
        takeForwards(page, way.exact, answer);
    else if (answer.items.size() < limit)
        takeShort(page, way, answer.items);
    else
        takeBackwards(page, way.exact, answer.items);
}

template <typename T> bool PagedTableModel<T>::ledAstray(int page, const Way &way, const Page<T> &answer)
{
    // Nothing behind a place that was remembered: it may have been the end of a list that grew meanwhile. The place
    // is looked up once more before that cuts the list short.
    const bool again = !way.exact && !way.back && answer.items.isEmpty() && m_lookedUp != page;
    m_lookedUp = again ? page : -1;
    if (again) {
        m_boundaries.forget(page);
        m_cache.setLoading(page);
        askPosition(page);
    }
    return again;
}

template <typename T> void PagedTableModel<T>::takeShort(int page, const Way &way, const QList<T> &rows)
{
    // Fewer rows before this place than there should be: the list changed.
    askCount();
    if (way.cursor.isEmpty()) {
        m_countExact = false;
        resizeTo(qint64(page) * pageRows + rows.size());
        takeBackwards(page, false, rows);
        return;
    }
    m_boundaries.forget(page);
    askPage(page);
}

template <typename T> void PagedTableModel<T>::takeForwards(int page, bool exact, const Page<T> &answer)
{
    const QStringList before = idsOf(page);
    putPage(page, exact, answer.items);
    settleEnd(page, answer);
    followRows(page, before);
    tellRows(page);
}

template <typename T> void PagedTableModel<T>::takeBackwards(int page, bool exact, const QList<T> &rows)
{
    for (qsizetype from = 0; from < rows.size(); from += pageRows) {
        const int at = page + int(from / pageRows);
        const QStringList before = idsOf(at);
        putPage(at, exact, rows.mid(from, pageRows));
        followRows(at, before);
        tellRows(at);
    }
}

template <typename T> void PagedTableModel<T>::putPage(int page, bool exact, const QList<T> &rows)
{
    m_cache.put(page, rows);
    if (rows.isEmpty())
        return;
    if (rows.size() == pageRows && m_boundaries.setStart(page + 1, m_source->cursor(rows.last()), exact)) {
        m_cache.markOutdated(page + 1);
        tellRows(page + 1, RowStateRole);
    }
    if (page > 0)
        m_boundaries.setEnd(page - 1, m_source->cursor(rows.first()), exact);
}

template <typename T> QStringList PagedTableModel<T>::idsOf(int page) const
{
    QStringList ids;
    for (int row = page * pageRows; row < std::min((page + 1) * pageRows, m_rows); ++row) {
        if (const T *found = peek(row))
            ids.append(m_columns->id(*found));
    }
    return ids;
}

/// What is selected stays the same object when others came before it. One that is not in its page any more is
/// selected no longer: another object in its place never is.
template <typename T> void PagedTableModel<T>::followRows(int page, const QStringList &before)
{
    const QStringList after = idsOf(page);
    if (before == after.first(std::min(before.size(), after.size())))
        return;
    // Rows alone move: a header of columns looks at nothing. A proxy keeps no index here before it hears of this.
    constexpr auto rowsMove = QAbstractItemModel::VerticalSortHint;
    Q_EMIT layoutAboutToBeChanged({}, rowsMove);
    QModelIndexList from;
    QModelIndexList to;
    const auto kept = persistentIndexList();
    for (const QModelIndex &one : kept) {
        const QString id = one.row() / pageRows == page ? before.value(one.row() % pageRows) : QString();
        if (id.isEmpty() || after.value(one.row() % pageRows) == id)
            continue;
        const qsizetype place = after.indexOf(id);
        from.append(one);
        to.append(place < 0 ? QModelIndex() : index(page * pageRows + int(place), one.column()));
    }
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, rowsMove);
}

template <typename T> void PagedTableModel<T>::settleEnd(int page, const Page<T> &answer)
{
    const qint64 seen = qint64(page) * pageRows + answer.items.size();
    if (answer.next.isEmpty() && (!m_countKnown || seen != m_rows)) {
        // The end itself was seen, whatever the count said.
        m_countKnown = true;
        m_countExact = true;
        resizeTo(seen);
        Q_EMIT countChanged();
    } else if (!answer.next.isEmpty() && seen >= m_rows) {
        m_countExact = false;
        resizeTo(seen + 1);
        Q_EMIT countChanged();
    }
}

template <typename T> void PagedTableModel<T>::stop(const Failure &failure)
{
    m_cache.setLoading(-1);
    m_wanted.clear();
    if (m_stopped)
        return;
    m_stopped = true;
    Q_EMIT failed(failure);
}

template <typename T> void PagedTableModel<T>::tellRows(int page, int role)
{
    const int first = page * pageRows;
    const int last = std::min(first + pageRows, m_rows) - 1;
    if (first > last)
        return;
    Q_EMIT dataChanged(index(first, 0), index(last, m_columns->count() - 1),
                       role < 0 ? QList<int>() : QList<int>{role});
}

} // namespace scrip
