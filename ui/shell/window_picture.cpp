// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_picture.h"

#include <QApplication>
#include <QPainter>
#include <QWidget>

namespace scrip {

QImage pictureOf(QWidget *window)
{
    QImage picture = window->grab().toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&picture);
    const QWidgetList others = QApplication::topLevelWidgets();
    for (QWidget *other : others) {
        const bool over = other != window && other->isVisible() && other->parentWidget() &&
                          other->parentWidget()->window() == window;
        if (!over)
            continue;
        // The corners of a rounded dialog are transparent; grab() would fill them.
        QPixmap part(other->size() * other->devicePixelRatioF());
        part.setDevicePixelRatio(other->devicePixelRatioF());
        part.fill(Qt::transparent);
        other->render(&part, QPoint(), QRegion(), QWidget::DrawChildren);
        painter.drawPixmap(window->mapFromGlobal(other->mapToGlobal(QPoint(0, 0))), part);
    }
    return picture;
}

} // namespace scrip
