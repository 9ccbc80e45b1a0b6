// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>
#include <QRectF>
#include <QStaticText>

class QPainter;

namespace scrip {

/// One line of plain text as a cell of a table shows it. Finding the glyphs of a text costs more than painting them,
/// and a table shows the same texts over and over: what was found for the last few thousand is kept. GUI thread only.
class ShapedText
{
public:
    ShapedText(const QString &text, const QFont &font);

    /// In pixels.
    [[nodiscard]] qreal width() const { return m_line.size().width(); }
    /// With the painter's pen, in the middle of the height; at the left unless `alignment` says otherwise. What does
    /// not fit ends with an ellipsis.
    void draw(QPainter *painter, const QRectF &box, Qt::Alignment alignment = Qt::AlignLeft) const;

private:
    QFont m_font;
    QStaticText m_line;
};

} // namespace scrip
