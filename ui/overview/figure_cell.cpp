// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/figure_cell.h"

#include "ui/theme/type_scale.h"

#include <QPainter>

namespace scrip {

namespace {

constexpr int cellHeight = 92;
constexpr int leastWidth = 176;
constexpr int skeletonAfterMs = 150;

} // namespace

FigureCell::FigureCell(const QString &title, QWidget *parent)
    : QAbstractButton(parent)
{
    setText(title);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(title);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_skeleton = m_figure.isEmpty();
        update();
    });
    m_patience.start(skeletonAfterMs);
}

void FigureCell::setFigure(const QString &figure, const QString &note, Tone tone)
{
    m_figure = figure;
    m_note = note;
    m_tone = tone;
    m_skeleton = false;
    setEnabled(true);
    setCursor(Qt::PointingHandCursor);
    setToolTip({});
    setAccessibleName(QString(text() % u' ' % figure));
    setAccessibleDescription(note);
    update();
}

void FigureCell::setBarred(const QString &reason)
{
    setFigure(QString(QChar(0x2014)), reason);
    setEnabled(false);
    unsetCursor();
    setToolTip(reason);
}

QSize FigureCell::sizeHint() const
{
    return {leastWidth, cellHeight};
}

QSize FigureCell::minimumSizeHint() const
{
    return sizeHint();
}

void FigureCell::enterEvent(QEnterEvent *event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FigureCell::leaveEvent(QEvent *event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

void FigureCell::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    const bool lit = isEnabled() && (underMouse() || hasFocus());
    painter.fillRect(rect(), lit ? t.hover : t.base);
    if (hasFocus())
        painter.fillRect(QRect(0, 0, 3, height()), t.accent);
    const QRect area = rect().adjusted(space::pageLeft, space::oneAndHalf, -space::one, -space::one);
    const QColor muted = lit ? t.mutedOn(t.hover) : t.muted;
    const auto line = [&painter, &area](int top, int tall, const QFont &font, const QColor &ink,
                                        const QString &text) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRect(area.left(), area.top() + top, area.width(), tall), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(text, Qt::ElideRight, area.width()));
    };
    line(0, 18, textFont(Type::Caption), muted, text());
    if (m_figure.isEmpty()) {
        if (m_skeleton) {
            painter.fillRect(QRect(area.left(), area.top() + 26, 120, 18), t.track);
            painter.fillRect(QRect(area.left(), area.top() + 56, 160, 8), t.track);
        }
        return;
    }
    QFont number = textFont(Type::Number);
    // A long amount gives way before it is cut.
    while (number.pixelSize() > 16 && QFontMetrics(number).horizontalAdvance(m_figure) > area.width())
        number.setPixelSize(number.pixelSize() - 1);
    line(18, 36, number, m_tone == Tone::Neutral ? t.text : t.strong(m_tone), m_figure);
    line(54, 18, textFont(Type::Caption), muted, m_note);
}

} // namespace scrip
