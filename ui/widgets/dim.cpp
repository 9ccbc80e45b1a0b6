// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dim.h"

#include "ui/theme/shadow.h"
#include "ui/theme/tokens.h"

#include <QEvent>
#include <QPainter>
#include <QPainterPath>

namespace scrip {

namespace {

constexpr int dialogRadius = 8;

} // namespace

Dim::Dim(QWidget *window)
    : QWidget(window)
{
    setGeometry(window->rect());
    window->installEventFilter(this);
    raise();
}

void Dim::setDialog(const QRect &global)
{
    m_dialog = QRect(mapFromGlobal(global.topLeft()), global.size());
    update();
}

void Dim::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    // Over a dialog, whose own corners are round and see-through.
    const bool overDialog = parentWidget()->testAttribute(Qt::WA_TranslucentBackground);
    if (overDialog) {
        QPainterPath shape;
        shape.addRoundedRect(rect(), dialogRadius, dialogRadius);
        painter.setClipPath(shape);
    }
    painter.fillRect(rect(), t.dim);
    if (!m_dialog.isEmpty())
        paintShadow(&painter, m_dialog, dialogRadius, t.dark);
}

bool Dim::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == parentWidget())
        setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace scrip
