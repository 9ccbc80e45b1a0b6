// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"

#include "ui/theme/type_scale.h"

#include <QPainter>

namespace scrip {

namespace {

constexpr int padding = 9;
constexpr int gap = 6;
constexpr int glyphSide = 12;

QFont chipFont(bool bold = false)
{
    QFont font = textFont(Type::Caption);
    font.setWeight(bold ? QFont::Bold : QFont::Medium);
    return font;
}

} // namespace

Chip::Chip(Kind kind, const QString &text, QWidget *parent)
    : QAbstractButton(parent)
    , m_kind(kind)
{
    setText(text);
    setCheckable(kind == Kind::Choice);
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
}

void Chip::setDetail(const QString &detail)
{
    m_detail = detail;
    setAccessibleName(detail.isEmpty() ? text() : QString(text() % u' ' % detail));
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    qreal width = 2 * padding + QFontMetricsF(chipFont()).horizontalAdvance(text());
    if (!m_detail.isEmpty())
        width += gap + QFontMetricsF(chipFont(m_kind == Kind::Value)).horizontalAdvance(m_detail);
    if (m_kind != Kind::Choice)
        width += glyphSide + gap;
    return {int(std::ceil(width)), space::smallControl};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Tokens &t = tokensOf(this);
    const QColor plain = underMouse() && isEnabled() ? mixed(t.base, t.text, 0.04) : t.base;
    const QColor ground = isChecked() ? t.selection : plain;
    QPen border(isChecked() ? t.accent : t.edge);
    if (m_kind == Kind::Adder)
        border.setStyle(Qt::DashLine);
    painter.setPen(border);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius - 0.5, space::radius - 0.5);

    QRectF box = QRectF(rect()).adjusted(padding, 0, -padding, 0);
    const QColor muted = t.mutedOn(ground);
    if (m_kind == Kind::Adder) {
        paintGlyph(&painter, QRectF(box.left() - 1, box.top(), glyphSide, box.height()), Glyph::Plus, muted);
        box.setLeft(box.left() + glyphSide + gap - 1);
    }
    painter.setFont(chipFont());
    painter.setPen(m_kind == Kind::Adder ? muted : t.text);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, text());
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(text()) + gap);
    if (!m_detail.isEmpty()) {
        painter.setFont(chipFont(m_kind == Kind::Value));
        painter.setPen(m_kind == Kind::Value ? t.text : muted);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, m_detail);
    }
    if (m_kind == Kind::Value)
        paintGlyph(&painter, QRectF(rect().right() - padding - glyphSide + 2, 0, glyphSide, height()), Glyph::Close,
                   muted);
}

} // namespace scrip
