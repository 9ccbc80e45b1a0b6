// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/series_model.h"

namespace scrip {

void SeriesModel::setSeries(const Series &series)
{
    if (series.columns != m_series.columns || series.rowTitle != m_series.rowTitle) {
        beginResetModel();
        m_series = series;
        endResetModel();
        return;
    }
    const int before = int(m_series.rows.size());
    const int after = int(series.rows.size());
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_series.rows = m_series.rows + series.rows.mid(before);
        endInsertRows();
    } else if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_series.rows.resize(after);
        endRemoveRows();
    }
    for (int row = 0; row < std::min(before, after); ++row) {
        if (m_series.rows.at(row) == series.rows.at(row))
            continue;
        m_series.rows[row] = series.rows.at(row);
        Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
    }
}

int SeriesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_series.rows.size());
}

int SeriesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_series.columns.isEmpty() ? 0 : int(m_series.columns.size()) + 1;
}

QString SeriesModel::valueText(const SeriesRow &row, int column) const
{
    const std::optional<qint64> value = row.values.value(column);
    if (!value)
        return dash();
    const std::optional<Currency> &currency = m_series.columns.at(column).currency;
    return currency ? Money(*value, *currency).toText() : QString::number(*value);
}

QVariant SeriesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const SeriesRow &row = m_series.rows.at(index.row());
    const int column = index.column() - 1;
    switch (role) {
    case Qt::DisplayRole:
        return column < 0 ? row.name : valueText(row, column);
    case RawRole: {
        if (column < 0)
            return row.name;
        const std::optional<qint64> value = row.values.value(column);
        return value ? QVariant(*value) : QVariant();
    }
    case RowStateRole:
        return int(RowFill::Filled);
    case Qt::TextAlignmentRole:
        return int((column < 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant SeriesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    // Titles may be names of events, longer than any column: a tool tip holds them whole.
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return section == 0 ? m_series.rowTitle : m_series.columns.at(section - 1).title;
    if (role == Qt::TextAlignmentRole)
        return int((section == 0 ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter);
    return {};
}

} // namespace scrip
