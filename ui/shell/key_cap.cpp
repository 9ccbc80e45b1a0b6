// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/key_cap.h"

#include "ui/shell/palette_field.h"

#include <QPainter>

namespace scrip {

KeyCap::KeyCap(const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
{
    setFixedSize(150, 24);
    setAccessibleName(text);
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintKeyCap(&painter, width(), height() / 2, m_text, palette());
}

} // namespace scrip
