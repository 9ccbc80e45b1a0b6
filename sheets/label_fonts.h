// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace scrip {

/// Makes the shipped fonts known to this process: Inter with tabular figures, and JetBrains Mono. Call it once after
/// the QGuiApplication exists, from its thread; further calls do nothing. False when a font could not be loaded.
bool loadScripFonts();

/// Family of running text; its digits are all equally wide.
[[nodiscard]] QString scripTextFamily();
/// Family of codes and money; its zero is marked.
[[nodiscard]] QString scripCodeFamily();

enum class LabelFont { Text, Medium, SemiBold, Bold, Code };

/// One drawing unit of a sheet is 1/1200 inch: a dot of a good printer, and whole multiples of it are dots of others.
inline constexpr double unitsPerMm = 1200.0 / 25.4;
inline constexpr double unitsPerPoint = 1200.0 / 72.0;

/// A font of that size in drawing units, without hinting, so that every device breaks lines alike.
[[nodiscard]] QFont labelFont(LabelFont face, double points);

} // namespace scrip
