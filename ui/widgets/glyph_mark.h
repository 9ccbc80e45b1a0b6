// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/glyphs.h"

#include <QWidget>

namespace scrip {

/// A glyph standing in a layout, in the colour of a tone, following the theme. Decoration: what it says is said in
/// words beside it. Owned by its parent.
class GlyphMark : public QWidget
{
    Q_OBJECT
public:
    explicit GlyphMark(Glyph glyph, Tone tone = Tone::Neutral, QWidget *parent = nullptr, int side = 16);
    void setGlyph(Glyph glyph, Tone tone);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Glyph m_glyph;
    Tone m_tone;
    int m_side;
};

/// The mark that goes with a tone: tick, triangle, circle…
[[nodiscard]] Glyph glyphOf(Tone tone);

} // namespace scrip
