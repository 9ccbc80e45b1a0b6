// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_picture.h"

#include <QApplication>
#include <QPainter>
#include <QWidget>

#include <algorithm>

namespace scrip {

namespace {

/// How many dialogs lie between a window and this one, which may be another window; -1 for one of another window.
int depthOver(const QWidget *other, const QWidget *window)
{
    int depth = 0;
    for (const QWidget *at = other; at != window; at = at->parentWidget()->window(), ++depth) {
        if (!at->parentWidget())
            return -1;
    }
    return depth;
}

} // namespace

QImage pictureOf(QWidget *window)
{
    // What changed a moment ago finds its place first, as it would before it was painted.
    QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
    QImage picture = window->grab().toImage().convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&picture);
    QWidgetList others = QApplication::topLevelWidgets();
    others.removeIf([window](const QWidget *other) { return !other->isVisible() || depthOver(other, window) < 1; });
    // A dialog above another one comes after it.
    std::stable_sort(others.begin(), others.end(), [window](const QWidget *a, const QWidget *b) {
        return depthOver(a, window) < depthOver(b, window);
    });
    for (QWidget *other : std::as_const(others)) {
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
