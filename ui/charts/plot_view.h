// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/charts/plot.h"

#include <QChartView>

class QCategoryAxis;
class QLineSeries;

namespace scrip {

/// Draws a plot in the colours of the theme. The row under the pointer, or where the arrow keys went, stands out and
/// is told; a click or Enter chooses it. Never given more than 4000 points to draw. Owned by its card.
class PlotView : public QChartView
{
    Q_OBJECT
public:
    explicit PlotView(QWidget *parent = nullptr);

    /// `rows` of the series that the plot draws.
    void setPlot(const Plot &plot, int rows);
    [[nodiscard]] const Plot &plot() const { return m_plot; }
    /// The row that stands out; -1: none.
    [[nodiscard]] int currentRow() const { return m_row; }
    /// Where a row is in the viewport, at half height.
    [[nodiscard]] QPoint placeOf(int row) const;
    /// How many points the chart holds.
    [[nodiscard]] qsizetype drawnPoints() const;

Q_SIGNALS:
    /// -1: none any more.
    void rowHovered(int row);
    void rowClicked(int row);

protected:
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;
    void drawBackground(QPainter *painter, const QRectF &rect) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    void build();
    [[nodiscard]] bool endsAtTheEdge(const QPointF &end) const;
    [[nodiscard]] int overhang() const;
    void buildAxes(double top, const QList<double> &values);
    void tintAxes();
    void addBars();
    void addBand();
    void addLine(const PlotLine &line);
    void attach(class QAbstractSeries *series);
    void setRow(int row);
    [[nodiscard]] int rowAt(const QPoint &place) const;
    [[nodiscard]] QPointF placeOf(double x, double y) const;
    void paintMarks(QPainter &painter) const;
    void paintLimit(QPainter &painter) const;
    void paintUpright(QPainter &painter, double at, const QString &text, bool atFoot) const;
    void paintEnd(QPainter &painter, const QPointF &end, const QString &text) const;
    void paintEnds(QPainter &painter) const;

    Plot m_plot;
    int m_rows = 0;
    int m_row = -1;
    int m_pressed = -1;
    QCategoryAxis *m_x = nullptr;
    QCategoryAxis *m_y = nullptr;
    QLineSeries *m_measure = nullptr; ///< Invisible: what places are computed by.
};

} // namespace scrip
