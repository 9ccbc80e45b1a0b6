// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_face.h"

#include <QGlyphRun>
#include <QHash>
#include <QPainter>
#include <QRawFont>

#include <array>

namespace scrip {

/// Sets short texts of one font, such as codes and serials, without shaping each anew: they are letters and digits of
/// a shipped font, and there are ten thousand of them. Owned by the painter of one run, used in its thread.
class GlyphText
{
public:
    explicit GlyphText(const QFont &font);

    /// False when the font lacks a character: then the text has to be drawn by the painter.
    [[nodiscard]] bool covers(QStringView text) const;
    /// Draws a covered text from `baseline` on; lengths in drawing units.
    void draw(QPainter &painter, QPointF baseline, QStringView text);
    /// Width of a covered text in drawing units.
    [[nodiscard]] double width(QStringView text) const;
    [[nodiscard]] const QFont &font() const { return m_font; }

private:
    static constexpr std::size_t known = 0x100;

    QFont m_font;
    QRawFont m_raw;
    std::array<quint32, known> m_glyphs{};
    std::array<double, known> m_advances{};
    QList<quint32> m_indexes;
    QList<QPointF> m_positions;
};

/// A text that is the same on all labels, shaped once, with the fonts that its script takes.
class FixedText
{
public:
    FixedText() = default;
    FixedText(const QFont &font, const QString &text);

    void draw(QPainter &painter, QPointF baseline) const;
    /// In drawing units.
    [[nodiscard]] double width() const { return m_width; }

private:
    QList<QGlyphRun> m_runs;
    double m_ascent = 0;
    double m_width = 0;
};

} // namespace scrip
