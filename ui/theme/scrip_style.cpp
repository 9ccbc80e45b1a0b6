// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/scrip_style.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/looks.h"
#include "ui/theme/style_parts.h"
#include "ui/theme/type_scale.h"

#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QTabBar>
#include <QToolButton>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

template <typename Option> const Option *as(const QStyleOption *option)
{
    return qstyleoption_cast<const Option *>(option);
}

int controlHeight(const QWidget *widget)
{
    return isSmall(widget) || lookOf(widget) == ButtonLook::Chip ? space::smallControl : space::control;
}

bool isBareLineEdit(const QWidget *widget)
{
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    return edit && !edit->hasFrame();
}

QSize buttonSize(const QStyleOptionButton *option, const QWidget *widget)
{
    const auto *button = qobject_cast<const QPushButton *>(widget);
    const QFontMetrics metrics = button ? button->fontMetrics() : option->fontMetrics;
    const int icon = option->icon.isNull() ? 0 : option->iconSize.width();
    const int text = metrics.size(Qt::TextShowMnemonic, option->text).width();
    const int gap = icon && text ? 6 : 0;
    const ButtonLook look = lookOf(widget);
    const bool narrow = look == ButtonLook::Chip || look == ButtonLook::Link || isSmall(widget);
    const int menu = option->features.testFlag(QStyleOptionButton::HasMenu) ? 16 : 0;
    return {icon + gap + text + menu + 2 * (narrow ? linkPadding : 13), controlHeight(widget)};
}

/// The text of a combo box that is longer than its room ends in dots, and not in half a letter.
QStyleOptionComboBox withDots(const QStyleOptionComboBox *option, const QRect &room)
{
    QStyleOptionComboBox fitting(*option);
    const int icon = option->currentIcon.isNull() ? 0 : option->iconSize.width() + 4;
    fitting.currentText =
        option->fontMetrics.elidedText(option->currentText, Qt::ElideRight, room.width() - 2 - icon);
    return fitting;
}

} // namespace

ScripStyle::ScripStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void ScripStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    switch (element) {
    case PE_PanelButtonCommand:
        return part::buttonGround(painter, option, widget);
    case PE_PanelButtonTool:
        return part::toolButtonGround(painter, option, widget);
    case PE_PanelLineEdit:
    case PE_FrameLineEdit:
        if (!isBareLineEdit(widget))
            part::fieldGround(painter, option, widget);
        return;
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        return part::checkBox(painter, option);
    case PE_IndicatorRadioButton:
        return part::radioButton(painter, option);
    case PE_FrameMenu:
    case PE_PanelMenu:
    case PE_PanelTipLabel:
        return part::popupPanel(painter, option);
    case PE_FrameFocusRect:
    case PE_IndicatorHeaderArrow: // The label draws its own, beside the text.
    case PE_PanelStatusBar:
    case PE_FrameStatusBarItem:
    case PE_FrameTabWidget:
    case PE_FrameWindow:
        return;
    case PE_FrameTabBarBase:
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1),
                          tokensOf(option->palette).line);
        return;
    case PE_Frame:
        // The popup of a combo box; its class is Qt's own.
        if (widget && widget->inherits("QComboBoxPrivateContainer"))
            return part::popupPanel(painter, option);
        if (qobject_cast<const QAbstractItemView *>(widget))
            return part::roundBox(painter, option->rect, QColor(), tokensOf(option->palette).line);
        return part::fieldGround(painter, option, widget);
    default:
        QProxyStyle::drawPrimitive(element, option, painter, widget);
    }
}

void ScripStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                             const QWidget *widget) const
{
    const Tokens &t = tokensOf(option->palette);
    switch (element) {
    case CE_PushButtonLabel:
        if (const auto *button = as<QStyleOptionButton>(option))
            return part::buttonLabel(painter, button, widget);
        break;
    case CE_Header:
        // In full: the label would else stand in a rectangle that a proxy is not asked for.
        if (const auto *header = as<QStyleOptionHeader>(option)) {
            part::headerSection(painter, header);
            return part::headerLabel(painter, header, widget);
        }
        break;
    case CE_HeaderSection:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return part::headerSection(painter, header);
        break;
    case CE_HeaderLabel:
        if (const auto *header = as<QStyleOptionHeader>(option))
            return part::headerLabel(painter, header, widget);
        break;
    case CE_HeaderEmptyArea:
        painter->fillRect(option->rect, t.window);
        painter->fillRect(QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), t.line);
        return;
    case CE_ComboBoxLabel:
        if (const auto *combo = as<QStyleOptionComboBox>(option)) {
            const QStyleOptionComboBox whole =
                withDots(combo, subControlRect(CC_ComboBox, combo, SC_ComboBoxEditField, widget));
            return QProxyStyle::drawControl(element, &whole, painter, widget);
        }
        break;
    case CE_TabBarTabShape:
        if (const auto *tab = as<QStyleOptionTab>(option))
            return part::tabShape(painter, tab);
        break;
    case CE_TabBarTabLabel:
        if (const auto *tab = as<QStyleOptionTab>(option))
            return part::tabLabel(painter, tab, widget);
        break;
    case CE_ProgressBar:
        if (const auto *bar = as<QStyleOptionProgressBar>(option))
            return part::progressBar(painter, bar);
        break;
    case CE_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return part::menuItem(painter, item, widget);
        break;
    case CE_MenuBarItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return part::menuBarItem(painter, item);
        break;
    case CE_MenuBarEmptyArea:
    case CE_ToolBar:
        painter->fillRect(option->rect, t.window);
        return;
    case CE_FocusFrame:
        return part::focusFrame(painter, option, widget);
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void ScripStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                    const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *combo = as<QStyleOptionComboBox>(option))
            return part::comboBox(painter, combo, widget);
    } else if (control == CC_SpinBox) {
        if (const auto *spin = as<QStyleOptionSpinBox>(option))
            return part::spinBox(painter, spin, this, widget);
    } else if (control == CC_ScrollBar) {
        if (const auto *slider = as<QStyleOptionSlider>(option))
            return part::scrollBar(painter, slider, this, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

int ScripStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
    case PM_MenuBarPanelWidth:
    case PM_ToolBarFrameWidth:
    case PM_TabBarTabOverlap:
    case PM_TabBarBaseOverlap:
    case PM_TabBarTabShiftVertical:
        return 0;
    case PM_DefaultFrameWidth:
        // A text area leaves room for its round corners.
        return qobject_cast<const QPlainTextEdit *>(widget) ? 3 : (qobject_cast<const QLineEdit *>(widget) ? 6 : 1);
    case PM_ButtonIconSize:
    case PM_SmallIconSize:
    case PM_ToolBarIconSize:
    case PM_TabBarIconSize:
    case PM_LineEditIconSize:
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    case PM_ScrollBarExtent:
        return 12;
    case PM_ScrollBarSliderMin:
        return 32;
    case PM_FocusFrameHMargin:
    case PM_FocusFrameVMargin:
        return FocusRing::reach;
    case PM_MenuVMargin:
        return 4;
    case PM_MenuHMargin:
    case PM_MenuPanelWidth:
        return 1;
    case PM_MenuBarVMargin:
        return 2;
    case PM_MenuBarHMargin:
        return 8;
    case PM_MenuBarItemSpacing:
        return 0;
    case PM_SplitterWidth:
        return 5;
    case PM_TabBarTabHSpace:
        return 32;
    case PM_CheckBoxLabelSpacing:
    case PM_RadioButtonLabelSpacing:
        return 8;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ScripStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *returned) const
{
    switch (hint) {
    case SH_FocusFrame_AboveWidget:
        return 0;
    case SH_ComboBox_Popup:
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
    case SH_ItemView_ShowDecorationSelected:
        return 0;
    case SH_TabBar_ElideMode:
        return int(Qt::ElideNone);
    case SH_ToolTip_WakeUpDelay:
        return 500;
    case SH_FormLayoutLabelAlignment:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case SH_FocusFrame_Mask:
        return 0;
    case SH_Header_ArrowAlignment:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returned);
    }
}

QSize ScripStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                   const QWidget *widget) const
{
    switch (type) {
    case CT_PushButton:
        if (const auto *button = as<QStyleOptionButton>(option))
            return buttonSize(button, widget);
        break;
    case CT_LineEdit:
        return isBareLineEdit(widget) ? QProxyStyle::sizeFromContents(type, option, size, widget)
                                      : QSize(size.width() + 16, controlHeight(widget));
    case CT_ComboBox:
        return {size.width() + 38, controlHeight(widget)};
    case CT_SpinBox:
        return {size.width() + 30, controlHeight(widget)};
    case CT_ToolButton: {
        const auto *button = qobject_cast<const QToolButton *>(widget);
        if (button && button->toolButtonStyle() == Qt::ToolButtonIconOnly && !button->icon().isNull())
            return {controlHeight(widget), controlHeight(widget)};
        return {size.width() + 14, controlHeight(widget)};
    }
    case CT_MenuItem:
        if (const auto *item = as<QStyleOptionMenuItem>(option))
            return part::menuItemSize(item, size);
        break;
    case CT_MenuBarItem:
        return {size.width() + 14, 24};
    case CT_TabBarTab:
        if (const auto *tab = as<QStyleOptionTab>(option)) {
            QFont font = textFont(Type::Body);
            font.setWeight(QFont::DemiBold);
            return {QFontMetrics(font).horizontalAdvance(tab->text) + space::two + 2, 32};
        }
        break;
    case CT_HeaderSection:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width() + 16, space::tableHeader};
    case CT_ItemViewItem:
        return {QProxyStyle::sizeFromContents(type, option, size, widget).width(), space::row};
    default:
        break;
    }
    return QProxyStyle::sizeFromContents(type, option, size, widget);
}

QRect ScripStyle::subElementRect(SubElement element, const QStyleOption *option, const QWidget *widget) const
{
    if (element == SE_LineEditContents && !isBareLineEdit(widget))
        return option->rect.adjusted(8, 1, -8, -1);
    return QProxyStyle::subElementRect(element, option, widget);
}

QRect ScripStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                 const QWidget *widget) const
{
    const QRect rect = option->rect;
    if (control == CC_SpinBox) {
        const int half = rect.height() / 2 - 3;
        if (part == SC_SpinBoxUp)
            return {rect.right() - 23, rect.top() + 3, 20, half};
        if (part == SC_SpinBoxDown)
            return {rect.right() - 23, rect.top() + 3 + half, 20, half};
        if (part == SC_SpinBoxEditField)
            return rect.adjusted(8, 1, -24, -1);
    }
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        return rect.adjusted(9, 1, -26, -1);
    if (control == CC_ScrollBar) {
        // No arrows: the groove is the whole bar.
        if (part == SC_ScrollBarAddLine || part == SC_ScrollBarSubLine)
            return {};
        if (part == SC_ScrollBarGroove)
            return rect;
        if (part == SC_ScrollBarSlider)
            return part::scrollHandle(as<QStyleOptionSlider>(option),
                                      pixelMetric(PM_ScrollBarSliderMin, option, widget));
    }
    return QProxyStyle::subControlRect(control, option, part, widget);
}

QIcon ScripStyle::standardIcon(StandardPixmap which, const QStyleOption *option, const QWidget *widget) const
{
    switch (which) {
    case SP_LineEditClearButton:
        return icon(Glyph::Close);
    case SP_MessageBoxWarning:
        return icon(Glyph::Warning, Tone::Warn);
    case SP_MessageBoxCritical:
        return icon(Glyph::Error, Tone::Bad);
    case SP_MessageBoxInformation:
    case SP_MessageBoxQuestion:
        return icon(Glyph::Info, Tone::Info);
    default:
        return QProxyStyle::standardIcon(which, option, widget);
    }
}

void ScripStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
    if (qobject_cast<QAbstractButton *>(widget) || qobject_cast<QComboBox *>(widget) ||
        qobject_cast<QLineEdit *>(widget) || qobject_cast<QAbstractSpinBox *>(widget) ||
        qobject_cast<QTabBar *>(widget))
        widget->setAttribute(Qt::WA_Hover);
    if (auto *tabs = qobject_cast<QTabBar *>(widget))
        tabs->setExpanding(false);
    // As wide as its words: the ring of the focus goes round them, and what is beside them is not clicked by mistake.
    if (qobject_cast<QCheckBox *>(widget) || qobject_cast<QRadioButton *>(widget))
        widget->setSizePolicy(QSizePolicy::Maximum, widget->sizePolicy().verticalPolicy());
    if (qobject_cast<QPushButton *>(widget) && !widget->testAttribute(Qt::WA_SetFont)) {
        QFont font = textFont(lookOf(widget) == ButtonLook::Chip ? Type::Caption : Type::Body);
        font.setWeight(QFont::Medium);
        widget->setFont(font);
    }
}

} // namespace scrip
