// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QPalette>

class QWidget;

namespace scrip {

/// The meaning a colour carries. Never the only sign: a shape or a word goes with it.
enum class Tone { Neutral, Accent, Good, Warn, Bad, Info };

/// Every colour of one theme. The first rows are chosen, the derived ones are computed from them, so that a new
/// accent brings its tints along. A plain value; the two themes live as long as the program.
struct Tokens
{
    bool dark = false;
    QColor window, base, raised, line, text, muted;
    QColor accent, good, warn, bad, info;

    // Derived.
    QColor edge;        ///< Borders of fields and buttons: stronger than `line`.
    QColor track;       ///< The ground of a bar.
    QColor onAccent;    ///< Text on `accent` and on `bad`.
    QColor dim;         ///< Laid over the window below a dialog; has alpha.
    QColor ring;        ///< The outer focus ring; has alpha.
    QColor hover;       ///< A row, a ghost button or a menu entry under the pointer.
    QColor neutralTint; ///< The ground of a neutral pill, of a disabled button.
    QColor selection;   ///< The ground of a selected row.

    /// The strong colour of a tone as it is drawn on `base`.
    [[nodiscard]] QColor strong(Tone tone) const;
    /// The pale ground of a tone.
    [[nodiscard]] QColor tint(Tone tone) const;
    /// The strong colour of a tone, darkened (lightened) until it reads on its own tint with 4.5:1.
    [[nodiscard]] QColor onTint(Tone tone) const;
    /// `muted`, likewise adjusted for a ground other than `base`.
    [[nodiscard]] QColor mutedOn(const QColor &ground) const;
};

[[nodiscard]] const Tokens &lightTokens();
[[nodiscard]] const Tokens &darkTokens();

/// The tokens a palette was made from. Painting code asks with the palette it paints with, so that two windows in two
/// themes can stand side by side and nothing has to be told when the theme changes.
[[nodiscard]] const Tokens &tokensOf(const QPalette &palette);
[[nodiscard]] const Tokens &tokensOf(const QWidget *widget);

[[nodiscard]] QPalette paletteOf(const Tokens &tokens);

/// `part` of `b` laid over `a`, 0…1, opaque.
[[nodiscard]] QColor mixed(const QColor &a, const QColor &b, qreal part);
/// The contrast of WCAG 2, 1…21. Both opaque.
[[nodiscard]] qreal contrast(const QColor &a, const QColor &b);
/// `colour` moved away from `ground` until the contrast is at least `least`.
[[nodiscard]] QColor readable(const QColor &colour, const QColor &ground, qreal least = 4.5);

} // namespace scrip
