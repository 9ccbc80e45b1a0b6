// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QWidget;

namespace scrip {

/// The five sizes of text. Sizes are logical pixels, so that a picture of a window is the same on every machine.
enum class Type {
    Caption, ///< 12, hints, headers, chips.
    Body,    ///< 13
    Strong,  ///< 13 medium: field labels, names in a table.
    Section, ///< 15 semibold
    Page,    ///< 20 semibold
    Number,  ///< 28 semibold: the one number of a card.
};

/// Makes the shipped families known to the program. Call once, before the first widget.
void loadTypefaces();

[[nodiscard]] QFont textFont(Type type = Type::Body);
/// JetBrains Mono, for codes and money: 12 looks like 13 beside Inter.
[[nodiscard]] QFont codeFont(QFont::Weight weight = QFont::Normal, int pixelSize = 12);
/// Line height in logical pixels that belongs to the size.
[[nodiscard]] int lineHeight(Type type);

/// Distances, in logical pixels.
namespace space {
constexpr int half = 4;
constexpr int one = 8;
constexpr int oneAndHalf = 12;
constexpr int two = 16;
constexpr int three = 24;
constexpr int control = 30;
constexpr int smallControl = 26;
constexpr int row = 30;
constexpr int tableHeader = 28;
constexpr int radius = 6;
constexpr int navigation = 208;
constexpr int navigationCollapsed = 56;
constexpr int pageLeft = 24;
constexpr int pageRight = 16;
} // namespace space

} // namespace scrip
