// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"
#include "core/page_query.h"
#include "models/columns.h"
#include "models/table_model_base.h"

#include <QHash>
#include <QSet>

#include <memory>

namespace scrip {

/// What all short lists have in common for those who watch them. Owned by the page that shows it.
class ListModelBase : public TableModelBase
{
    Q_OBJECT
public:
    using TableModelBase::TableModelBase;

    /// Whether the list was ever there; until then its rows are placeholders.
    [[nodiscard]] bool isLoaded() const { return m_loaded; }
    [[nodiscard]] bool isLoading() const { return m_loading; }
    [[nodiscard]] bool isOutdated() const { return m_outdated; }
    /// Rows, or 0 while there are only placeholders.
    [[nodiscard]] virtual int filledRows() const = 0;
    [[nodiscard]] bool hasFailed() const override { return m_failed; }

public Q_SLOTS:
    /// Says that what is shown may no longer be so. Reload when somebody looks.
    void markOutdated();

protected:
    bool m_loaded = false;
    bool m_loading = false;
    bool m_failed = false;
    bool m_outdated = false;
};

/// A list short enough to hold: it is read in pages, the first at reload(), the next ones as the view reaches the
/// end. A reload reads as many rows as there are and merges them by id, so that selection and place survive.
/// Subclasses say how to ask. `T` is what a row holds, described by its Columns.
template <typename T> class ListModel : public ListModelBase
{
public:
    explicit ListModel(std::unique_ptr<Columns<T>> columns, QObject *parent = nullptr)
        : ListModelBase(parent)
        , m_columns(std::move(columns))
    {
    }

    /// Rows shown as still to come before the first answer, for the skeleton. Call before the first reload().
    void setPlaceholderRows(int rows) { m_placeholders = rows; }

    [[nodiscard]] int filledRows() const override { return int(m_rows.size()); }
    /// The rows that were read; whether there are more is known, how many is not.
    [[nodiscard]] TableCount rowsInAll() const override
    {
        using Certainty = TableCount::Certainty;
        return m_loaded ? TableCount{m_rows.size(), m_next.isEmpty() ? Certainty::Exact : Certainty::AtLeast}
                        : TableCount();
    }
    [[nodiscard]] const QList<T> &rows() const { return m_rows; }
    /// The object of a row; null for placeholders and invalid indexes.
    [[nodiscard]] const T *at(int row) const { return row >= 0 && row < m_rows.size() ? &m_rows.at(row) : nullptr; }
    [[nodiscard]] const T *at(const QModelIndex &index) const { return index.isValid() ? at(index.row()) : nullptr; }
    /// The row of an id, or -1.
    [[nodiscard]] int rowOfId(const QString &id) const
    {
        for (int row = 0; row < m_rows.size(); ++row) {
            if (m_columns->id(m_rows.at(row)) == id)
                return row;
        }
        return -1;
    }
    [[nodiscard]] const Columns<T> &columns() const { return *m_columns; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : int(m_rows.size()) + m_placeholdersShown;
    }
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const final
    {
        return parent.isValid() ? 0 : m_columns->count();
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const final;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const final;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const final
    {
        return !parent.isValid() && m_loaded && !m_loading && !m_next.isEmpty();
    }
    void fetchMore(const QModelIndex &parent) final;

    void reload() override;

protected:
    /// The page behind the cursor; an empty one means the first page.
    virtual Answer<Page<T>> ask(const QString &after) = 0;

    /// Takes the rows away, for a list about something else. Nothing is asked.
    void clearRows();

private:
    void showPlaceholders();
    void askNext(const QString &after);
    void take(const Result<Page<T>> &answer);
    void merge(const QList<T> &fresh);
    void removeMissing(const QHash<QString, int> &wanted);
    void appendNew(const QList<T> &fresh);
    void reorder(const QHash<QString, int> &wanted);
    void append(const QList<T> &more);

    std::unique_ptr<Columns<T>> m_columns;
    QList<T> m_rows;
    QString m_next;
    QList<T> m_coming; ///< Rows of a reload under way.
    qsizetype m_wanted = 0;
    bool m_more = false; ///< What is under way goes behind the rows.
    Latest<Page<T>> m_latest;
    int m_placeholders = 0;
    int m_placeholdersShown = 0;
};

template <typename T> QVariant ListModel<T>::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((m_columns->isFigure(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    const T *row = at(index.row());
    if (!row)
        return role == RowStateRole ? QVariant(int(RowFill::Loading)) : QVariant();
    switch (role) {
    case Qt::DisplayRole:
        return m_columns->text(*row, index.column());
    case RawRole:
        return m_columns->raw(*row, index.column());
    case RowStateRole:
        return int(m_outdated ? RowFill::Outdated : RowFill::Filled);
    case IdRole:
        return m_columns->id(*row);
    case CurrencyRole:
        return m_columns->currency(*row, index.column());
    case Qt::ToolTipRole: {
        const QString tip = m_columns->tip(*row, index.column());
        // A tool tip would interpret markup.
        return tip.isEmpty() ? QVariant() : QVariant(tip.toHtmlEscaped());
    }
    default:
        return {};
    }
}

template <typename T> QVariant ListModel<T>::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= m_columns->count())
        return {};
    if (role == Qt::DisplayRole)
        return m_columns->title(section);
    if (role == Qt::TextAlignmentRole)
        return int((m_columns->isFigure(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

template <typename T> void ListModel<T>::reload()
{
    if (!m_loaded)
        showPlaceholders();
    m_coming.clear();
    m_wanted = m_rows.size();
    m_more = false;
    askNext({});
}

template <typename T> void ListModel<T>::showPlaceholders()
{
    if (m_placeholdersShown > 0 || m_placeholders == 0)
        return;
    beginInsertRows({}, 0, m_placeholders - 1);
    m_placeholdersShown = m_placeholders;
    endInsertRows();
}

template <typename T> void ListModel<T>::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_more = true;
    askNext(m_next);
}

template <typename T> void ListModel<T>::askNext(const QString &after)
{
    m_loading = true;
    m_latest.ask(this, ask(after), [this](const Result<Page<T>> &answer) { take(answer); });
}

template <typename T> void ListModel<T>::take(const Result<Page<T>> &answer)
{
    m_loading = false;
    m_failed = !answer;
    if (!answer) {
        Q_EMIT failed(answer.failure());
        return;
    }
    if (m_more) {
        m_next = answer->next;
        append(answer->items);
    } else {
        m_coming += answer->items;
        if (!answer->next.isEmpty() && m_coming.size() < m_wanted) {
            askNext(answer->next);
            return;
        }
        m_next = answer->next;
        m_outdated = false;
        merge(std::exchange(m_coming, {}));
    }
    Q_EMIT loaded();
}

template <typename T> void ListModel<T>::append(const QList<T> &more)
{
    if (more.isEmpty())
        return;
    beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + more.size()) - 1);
    m_rows += more;
    endInsertRows();
}

template <typename T> void ListModel<T>::merge(const QList<T> &fresh)
{
    m_loaded = true;
    if (m_placeholdersShown > 0) {
        beginRemoveRows({}, int(m_rows.size()), int(m_rows.size()) + m_placeholdersShown - 1);
        m_placeholdersShown = 0;
        endRemoveRows();
    }
    QHash<QString, int> wanted;
    for (int row = 0; row < fresh.size(); ++row)
        wanted.insert(m_columns->id(fresh.at(row)), row);
    removeMissing(wanted);
    appendNew(fresh);
    reorder(wanted);
    m_rows = fresh;
    if (!m_rows.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(int(m_rows.size()) - 1, m_columns->count() - 1));
}

template <typename T> void ListModel<T>::removeMissing(const QHash<QString, int> &wanted)
{
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (wanted.contains(m_columns->id(m_rows.at(row))))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
}

template <typename T> void ListModel<T>::appendNew(const QList<T> &fresh)
{
    QSet<QString> known;
    for (const T &row : std::as_const(m_rows))
        known.insert(m_columns->id(row));
    QList<T> added;
    for (const T &row : fresh) {
        if (!known.contains(m_columns->id(row)))
            added.append(row);
    }
    append(added);
}

template <typename T> void ListModel<T>::reorder(const QHash<QString, int> &wanted)
{
    bool inOrder = true;
    QList<int> places;
    for (int row = 0; row < m_rows.size(); ++row) {
        places.append(wanted.value(m_columns->id(m_rows.at(row))));
        inOrder = inOrder && places.last() == row;
    }
    if (inOrder)
        return;
    Q_EMIT layoutAboutToBeChanged();
    QList<T> sorted(m_rows.size());
    for (int row = 0; row < m_rows.size(); ++row)
        sorted[places.at(row)] = m_rows.at(row);
    m_rows = sorted;
    const QModelIndexList before = persistentIndexList();
    QModelIndexList after;
    for (const QModelIndex &one : before)
        after.append(index(places.at(one.row()), one.column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

template <typename T> void ListModel<T>::clearRows()
{
    m_latest.forget();
    m_loading = false;
    m_failed = false;
    beginResetModel();
    m_rows.clear();
    m_next.clear();
    m_placeholdersShown = 0;
    m_loaded = false;
    m_outdated = false;
    endResetModel();
}

} // namespace scrip
