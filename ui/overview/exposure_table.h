// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"
#include "ui/table/detail_table.h"

#include <QAbstractTableModel>

namespace scrip {

/// What the events of each status may cost, the sum last. Owned by its table.
class ExposureModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Status, Events, Share, Claimed, Open, Exposure, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const QList<ExposureLine> &lines, const ExposureLine &total);
    /// The line of a row; null for the sum.
    [[nodiscard]] const ExposureLine *line(int row) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<ExposureLine> m_lines; ///< The sum at the end, unless there is nothing.
};

/// The table over it, as tall as its rows. Owned by the page.
class ExposureTable : public DetailTable
{
    Q_OBJECT
public:
    explicit ExposureTable(QWidget *parent = nullptr);

    void setLines(const QList<ExposureLine> &lines, const ExposureLine &total);

Q_SIGNALS:
    /// To the events of a status, by its name in the contract; empty: all.
    void statusRequested(const QString &status);

private:
    ExposureModel *m_lines;
};

} // namespace scrip
