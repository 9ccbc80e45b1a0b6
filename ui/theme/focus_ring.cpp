// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include "ui/theme/looks.h"

#include <QAbstractButton>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QFocusEvent>
#include <QFocusFrame>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace scrip {

namespace {

bool isField(const QWidget *widget)
{
    if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
        return edit->hasFrame() && !qobject_cast<const QAbstractSpinBox *>(widget->parentWidget()) &&
               !qobject_cast<const QComboBox *>(widget->parentWidget());
    return qobject_cast<const QComboBox *>(widget) || qobject_cast<const QAbstractSpinBox *>(widget) ||
           qobject_cast<const QPlainTextEdit *>(widget);
}

} // namespace

FocusRing::FocusRing(QApplication *application)
    : QObject(application)
{
    application->installEventFilter(this);
    connect(application, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) { follow(now); });
}

bool FocusRing::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        const Qt::FocusReason reason = static_cast<QFocusEvent *>(event)->reason();
        if (reason == Qt::MouseFocusReason)
            m_byKeyboard = false;
        else if (reason == Qt::TabFocusReason || reason == Qt::BacktabFocusReason ||
                 reason == Qt::ShortcutFocusReason)
            m_byKeyboard = true;
    }
    return QObject::eventFilter(watched, event);
}

void FocusRing::follow(QWidget *widget)
{
    QWidget *target = widget;
    // The line edit inside a spin box or an editable combo stands for the whole control.
    if (widget && widget->parentWidget() &&
        (qobject_cast<QAbstractSpinBox *>(widget->parentWidget()) ||
         qobject_cast<QComboBox *>(widget->parentWidget())))
        target = widget->parentWidget();
    const auto *button = qobject_cast<QAbstractButton *>(target);
    const bool wanted = target && !target->isWindow() && (isField(target) || (button && m_byKeyboard));
    if (!m_frame && wanted)
        m_frame = new QFocusFrame;
    if (m_frame)
        m_frame->setWidget(wanted ? target : nullptr);
}

} // namespace scrip
