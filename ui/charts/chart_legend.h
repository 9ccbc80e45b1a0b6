// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QWidget>

namespace scrip {

/// What the colours of a plot stand for, in one line; entries that do not fit are left out from the end. Owned by its
/// card.
class ChartLegend : public QWidget
{
    Q_OBJECT
public:
    explicit ChartLegend(QWidget *parent = nullptr);
    void setPlot(const Plot &plot);
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    struct Entry
    {
        QString name;
        PlotInk ink = PlotInk::First;
        bool line = false;
        bool dashed = false;
    };
    [[nodiscard]] int widthOf(const Entry &entry) const;

    QList<Entry> m_entries;
};

} // namespace scrip
