// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractButton;
class QWidget;

namespace scrip {

/// How a button is drawn. A page has one Primary button.
enum class ButtonLook {
    Secondary, ///< Bordered; what a push button is by itself.
    Primary,   ///< Filled with the accent.
    Danger,    ///< Filled with `bad`: the button that really does the irreversible thing.
    Ghost,     ///< No border until the pointer is over it; what a tool button is by itself.
    Link,      ///< Text in the accent, no border.
    Chip,      ///< Checkable, small, for filters.
    Segment,   ///< One of several joined choices.
};

/// Between the edge of a Link, or of another narrow button, and its words.
constexpr int linkPadding = 9;

/// Sets the look; the style reads it when it paints.
void setLook(QAbstractButton *button, ButtonLook look);
[[nodiscard]] ButtonLook lookOf(const QWidget *button);

/// Marks a field as wrong: red border and ring until told otherwise.
void setInvalid(QWidget *field, bool invalid);
[[nodiscard]] bool isInvalid(const QWidget *field);

/// 26 instead of 30 high, for heads of details and feet of tables.
void setSmall(QWidget *control, bool small = true);
[[nodiscard]] bool isSmall(const QWidget *control);

/// Where a Segment button stands in its row: its outer corners are round, its inner ones straight.
void setSegmentPlace(QAbstractButton *button, bool first, bool last);
[[nodiscard]] bool isFirstSegment(const QWidget *button);
[[nodiscard]] bool isLastSegment(const QWidget *button);

/// Fills the widget with `base` (pages, panels) instead of `window` (the shell).
void setPageGround(QWidget *widget);

} // namespace scrip
