// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/looks.h"

#include <QAbstractButton>
#include <QToolButton>
#include <QVariant>

namespace scrip {

namespace {

constexpr const char *lookProperty = "scrip.look";
constexpr const char *invalidProperty = "scrip.invalid";
constexpr const char *smallProperty = "scrip.small";

} // namespace

void setLook(QAbstractButton *button, ButtonLook look)
{
    button->setProperty(lookProperty, int(look));
    button->updateGeometry();
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
    control->updateGeometry();
}

bool isSmall(const QWidget *control)
{
    return control && control->property(smallProperty).toBool();
}

void setPageGround(QWidget *widget)
{
    widget->setBackgroundRole(QPalette::Base);
    widget->setAutoFillBackground(true);
}

} // namespace scrip
