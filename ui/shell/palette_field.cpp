// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_field.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/type_scale.h"

#include <QAction>
#include <QPainter>

namespace scrip {

PaletteField::PaletteField(QAction *action, QWidget *parent)
    : QAbstractButton(parent)
    , m_shortcut(action->shortcut().toString(QKeySequence::NativeText).replace(u'+', u' '))
{
    setText(action->iconText());
    setAccessibleName(action->iconText());
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setMaximumWidth(480);
    connect(this, &QAbstractButton::clicked, action, &QAction::trigger);
}

QSize PaletteField::sizeHint() const
{
    return {480, space::control};
}

void PaletteField::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(underMouse() ? mixed(t.edge, t.muted, 0.5) : t.edge);
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
    paintGlyph(&painter, QRectF(9, 0, 16, height()), Glyph::Search, t.muted);
    painter.setFont(textFont());
    painter.setPen(t.muted);
    painter.drawText(rect().adjusted(33, 0, -64, 0), Qt::AlignLeft | Qt::AlignVCenter, text());
    paintKeyCap(&painter, width() - 8, height() / 2, m_shortcut, palette());
}

int paintKeyCap(QPainter *painter, int right, int middle, const QString &text, const QPalette &palette)
{
    const Tokens &t = tokensOf(palette);
    QFont font = textFont(Type::Caption);
    font.setPixelSize(11);
    const int width = QFontMetrics(font).horizontalAdvance(text) + 10;
    const QRect cap(right - width, middle - 9, width, 18);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(t.line);
    painter->setBrush(t.window);
    painter->drawRoundedRect(QRectF(cap).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setFont(font);
    painter->setPen(t.mutedOn(t.window));
    painter->drawText(cap, Qt::AlignCenter, text);
    painter->restore();
    return cap.left();
}

} // namespace scrip
