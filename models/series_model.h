// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money.h"
#include "models/columns.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <optional>

namespace scrip {

/// One line of a series: what it is called and what its values are.
struct SeriesColumn
{
    QString title;
    std::optional<Currency> currency; ///< Values are nano-units of it; none: they are counts.

    friend bool operator==(const SeriesColumn &, const SeriesColumn &) = default;
};

/// One step of a series.
struct SeriesRow
{
    QString name;   ///< As people read it: "Sat 21 Nov", "13:00", "Available".
    QDateTime from; ///< What it covers; both invalid where it is no stretch of time.
    QDateTime to;
    QList<std::optional<qint64>> values; ///< One a column; none where there is nothing to tell.

    friend bool operator==(const SeriesRow &, const SeriesRow &) = default;
};

/// A series as a table: what a chart draws, and what stands behind it for those who read.
struct Series
{
    QString rowTitle; ///< "Hour", "Day", "State".
    QList<SeriesColumn> columns;
    QList<SeriesRow> rows;
};

/// The rows of a series, the first column naming them. Holds no more than it is given; owned by its chart.
class SeriesModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// Takes the place of what was there. Rows that stay at their place keep what points to them, so that a live
    /// series does not move under the reader.
    void setSeries(const Series &series);
    [[nodiscard]] const Series &series() const { return m_series; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    /// RawRole: the name, or the value as qint64.
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString valueText(const SeriesRow &row, int column) const;

    Series m_series;
};

} // namespace scrip
