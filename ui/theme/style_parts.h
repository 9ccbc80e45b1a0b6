// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QStyle>

class QPainter;
class QStyleOptionButton;
class QStyleOptionComboBox;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QStyleOptionFrame;

/// The painting of ScripStyle, one function a part. Internal to the theme; each leaves the painter as it found it.
namespace scrip::part {

/// A rounded box with crisp 1-px border; an invalid colour leaves fill or border out.
void roundBox(QPainter *painter, const QRectF &rect, const QColor &fill, const QColor &border, qreal radius = 6);

void buttonGround(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void buttonLabel(QPainter *painter, const QStyleOptionButton *option, const QWidget *widget);
void toolButtonGround(QPainter *painter, const QStyleOption *option, const QWidget *widget);
/// Ink of a button's text in its look and state.
QColor buttonInk(const QStyleOption *option, const QWidget *widget);

void fieldGround(QPainter *painter, const QStyleOption *option, const QWidget *widget);
void checkBox(QPainter *painter, const QStyleOption *option);
void radioButton(QPainter *painter, const QStyleOption *option);
void comboBox(QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget);
void spinBox(QPainter *painter, const QStyleOptionSpinBox *option, const QStyle *style, const QWidget *widget);
void focusFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget);

void scrollBar(QPainter *painter, const QStyleOptionSlider *option, const QStyle *style, const QWidget *widget);
/// Where the handle of a scroll bar without arrows stands.
QRect scrollHandle(const QStyleOptionSlider *option, int least);
void headerSection(QPainter *painter, const QStyleOptionHeader *option);
void headerLabel(QPainter *painter, const QStyleOptionHeader *option, const QWidget *widget);
void tabShape(QPainter *painter, const QStyleOptionTab *option);
void tabLabel(QPainter *painter, const QStyleOptionTab *option, const QWidget *widget);
void progressBar(QPainter *painter, const QStyleOptionProgressBar *option);

void menuItem(QPainter *painter, const QStyleOptionMenuItem *option, const QWidget *widget);
void menuBarItem(QPainter *painter, const QStyleOptionMenuItem *option);
void popupPanel(QPainter *painter, const QStyleOption *option);
QSize menuItemSize(const QStyleOptionMenuItem *option, const QSize &size);

} // namespace scrip::part
