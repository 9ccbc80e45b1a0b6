// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/glyph_text.h"

#include <QTextLayout>

#include <algorithm>
#include <numeric>

namespace scrip {

GlyphText::GlyphText(const QFont &font)
    : m_font(font)
    , m_raw(QRawFont::fromFont(font))
{
    QString characters;
    for (char16_t c = u' '; c < known; ++c)
        characters += QChar(c);
    const QList<quint32> glyphs = m_raw.glyphIndexesForString(characters);
    const QList<QPointF> advances = m_raw.advancesForGlyphIndexes(glyphs);
    for (qsizetype i = 0; i < glyphs.size() && i < characters.size(); ++i) {
        const std::size_t at = characters.at(i).unicode();
        m_glyphs[at] = glyphs.at(i);
        m_advances[at] = advances.at(i).x();
    }
}

bool GlyphText::covers(QStringView text) const
{
    return std::all_of(text.begin(), text.end(),
                       [&](QChar c) { return c.unicode() < known && m_glyphs[c.unicode()] != 0; });
}

double GlyphText::width(QStringView text) const
{
    return std::accumulate(text.begin(), text.end(), 0.0,
                           [&](double sum, QChar c) { return sum + m_advances[c.unicode()]; });
}

void GlyphText::draw(QPainter &painter, QPointF baseline, QStringView text)
{
    m_indexes.resize(text.size());
    m_positions.resize(text.size());
    double x = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const std::size_t at = text.at(i).unicode();
        m_indexes[i] = m_glyphs[at];
        m_positions[i] = QPointF(x, 0);
        x += m_advances[at];
    }
    QGlyphRun run;
    run.setRawFont(m_raw);
    run.setGlyphIndexes(m_indexes);
    run.setPositions(m_positions);
    painter.drawGlyphRun(baseline, run);
}

FixedText::FixedText(const QFont &font, const QString &text)
{
    QTextLayout layout(text, font);
    QTextOption option;
    option.setUseDesignMetrics(true);
    layout.setTextOption(option);
    layout.beginLayout();
    QTextLine line = layout.createLine();
    line.setLineWidth(1e7);
    layout.endLayout();
    m_ascent = line.ascent();
    m_width = line.naturalTextWidth();
    m_runs = layout.glyphRuns();
}

void FixedText::draw(QPainter &painter, QPointF baseline) const
{
    for (const QGlyphRun &run : m_runs)
        painter.drawGlyphRun(QPointF(baseline.x(), baseline.y() - m_ascent), run);
}

} // namespace scrip
