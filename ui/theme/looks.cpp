// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/looks.h"

#include <QAbstractButton>
#include <QCoreApplication>
#include <QEvent>
#include <QToolButton>
#include <QVariant>

namespace scrip {

namespace {

constexpr const char *lookProperty = "scrip.look";
constexpr const char *invalidProperty = "scrip.invalid";
constexpr const char *smallProperty = "scrip.small";
constexpr const char *firstProperty = "scrip.first";
constexpr const char *lastProperty = "scrip.last";

/// Buttons and combos keep the size they once computed until the style changes.
void forgetSize(QWidget *control)
{
    QEvent change(QEvent::StyleChange);
    QCoreApplication::sendEvent(control, &change);
    control->updateGeometry();
}

} // namespace

void setLook(QAbstractButton *button, ButtonLook look)
{
    button->setProperty(lookProperty, int(look));
    forgetSize(button);
    button->update();
}

ButtonLook lookOf(const QWidget *button)
{
    const QVariant look = button ? button->property(lookProperty) : QVariant();
    if (look.isValid())
        return ButtonLook(look.toInt());
    return qobject_cast<const QToolButton *>(button) ? ButtonLook::Ghost : ButtonLook::Secondary;
}

void setInvalid(QWidget *field, bool invalid)
{
    if (isInvalid(field) == invalid)
        return;
    field->setProperty(invalidProperty, invalid);
    field->update();
}

bool isInvalid(const QWidget *field)
{
    return field && field->property(invalidProperty).toBool();
}

void setSmall(QWidget *control, bool small)
{
    control->setProperty(smallProperty, small);
    forgetSize(control);
}

bool isSmall(const QWidget *control)
{
    return control && control->property(smallProperty).toBool();
}

void setSegmentPlace(QAbstractButton *button, bool first, bool last)
{
    button->setProperty(firstProperty, first);
    button->setProperty(lastProperty, last);
    button->update();
}

bool isFirstSegment(const QWidget *button)
{
    return button && button->property(firstProperty).toBool();
}

bool isLastSegment(const QWidget *button)
{
    return button && button->property(lastProperty).toBool();
}

void setPageGround(QWidget *widget)
{
    widget->setBackgroundRole(QPalette::Base);
    widget->setAutoFillBackground(true);
}

} // namespace scrip
