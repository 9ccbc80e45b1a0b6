// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dim.h"

#include "ui/theme/tokens.h"

#include <QEvent>
#include <QPainter>

namespace scrip {

Dim::Dim(QWidget *window)
    : QWidget(window)
{
    setGeometry(window->rect());
    window->installEventFilter(this);
    raise();
}

void Dim::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), tokensOf(this).dim);
}

bool Dim::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parentWidget())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace scrip
