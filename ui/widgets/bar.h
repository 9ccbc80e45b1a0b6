// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/row_delegate.h"

#include <QWidget>

class QHBoxLayout;

namespace scrip {

class Label;

/// One stretch of a bar, from left to right.
struct BarPart
{
    qreal share = 0; ///< 0…1 of the whole width; for drawing only.
    Tone tone = Tone::Accent;
    bool hatched = false; ///< For what was forfeited.
};

/// A bar and what is written beside it.
struct BarLook
{
    QList<BarPart> parts;
    QString figure; ///< "3 184", in `text`.
    QString of;     ///< " / 5 000", in `muted`.
};

/// `done` of `total` as a share, 0 when there is no total.
[[nodiscard]] qreal shareOf(qint64 done, qint64 total);

void paintBar(QPainter *painter, const QRectF &box, const QList<BarPart> &parts, const Tokens &tokens);

/// A bar standing alone: 6 or 8 high, as given.
class Bar : public QWidget
{
    Q_OBJECT
public:
    explicit Bar(QWidget *parent = nullptr, int height = 6);
    void setParts(const QList<BarPart> &parts);
    /// One stretch of the accent.
    void setShare(qreal share, Tone tone = Tone::Accent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QList<BarPart> m_parts;
    int m_height;
};

/// A row of a bar, `width` wide, and what is written beside it.
[[nodiscard]] QHBoxLayout *barRow(Bar *bar, int width, Label *beside);

/// Draws a bar of `barWidth` logical pixels with its figures to the right.
class BarDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using LookOf = std::function<BarLook(const QModelIndex &)>;
    BarDelegate(QObject *parent, LookOf lookOf, int barWidth = 80);

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    /// Of the figures: the bar takes what is left.
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;

private:
    LookOf m_lookOf;
    int m_barWidth;
};

} // namespace scrip
