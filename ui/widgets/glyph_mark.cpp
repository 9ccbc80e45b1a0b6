// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/glyph_mark.h"

#include <QPainter>

namespace scrip {

GlyphMark::GlyphMark(Glyph glyph, Tone tone, QWidget *parent, int side)
    : QWidget(parent)
    , m_glyph(glyph)
    , m_tone(tone)
    , m_side(side)
{
    setFixedSize(side, side);
    setAttribute(Qt::WA_TransparentForMouseEvents);
}

void GlyphMark::setGlyph(Glyph glyph, Tone tone)
{
    m_glyph = glyph;
    m_tone = tone;
    update();
}

QSize GlyphMark::sizeHint() const
{
    return {m_side, m_side};
}

void GlyphMark::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGlyph(&painter, rect(), m_glyph, tokensOf(this).strong(m_tone));
}

Glyph glyphOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Glyph::Check;
    case Tone::Warn:
        return Glyph::Warning;
    case Tone::Bad:
        return Glyph::Error;
    default:
        return Glyph::Info;
    }
}

} // namespace scrip
