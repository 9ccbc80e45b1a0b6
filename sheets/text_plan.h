// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_face.h"

namespace scrip {

/// The room for text on a face: a rectangle, cut by the circle of a round label.
struct TextArea
{
    QRectF rect;
    LabelAlign align = LabelAlign::Left;
    double radius = 0; ///< Above 0: a round label of that radius around `centre`.
    QPointF centre;

    /// The part of the area a line of that height may use when it starts at `top`.
    [[nodiscard]] QRectF line(double top, double height) const;
};

/// Which of the droppable lines are wanted.
struct TextParts
{
    bool instruction = true;
    bool serial = true;
    bool event = true;
    bool creditEnds = true;
};

/// Sets the lines of one face at one scale, from top to bottom. Used once: build(), then lines().
class TextPlan
{
public:
    TextPlan(const SheetJob &job, const LabelContent &sample, const TextArea &area, bool withQr);

    /// False when the lines do not fit at that scale.
    bool build(double scale, TextParts parts);
    [[nodiscard]] QList<FaceLine> lines() const { return m_lines; }
    /// Moves the groups of lines apart until they fill `height`, and the whole to `top`.
    void spread(double top, double height);
    [[nodiscard]] double height() const { return m_y - m_area.rect.top(); }

private:
    struct Style
    {
        LabelText role;
        LabelFont font;
        double points;
        double pitch; ///< Line height by size.
        bool muted;
    };

    bool addAmount(double scale);
    bool addEvent(double scale);
    bool addCode(double scale);
    bool addDate(LabelText role, const QString &text, double scale, LabelFont font);
    bool addInstruction(double scale);
    bool addFooter(double scale, bool serial);
    FaceLine &place(const Style &style, const QString &text, LabelAlign align);
    bool fits(const Style &style, const QString &text) const;
    [[nodiscard]] QRectF room(const Style &style) const;
    void gap(double millimetres);
    void step(const Style &style);

    const SheetJob &m_job;
    const LabelContent &m_sample;
    TextArea m_area;
    bool m_withQr;
    double m_y = 0;
    QList<FaceLine> m_lines;
    QList<qsizetype> m_groups; ///< Index of the first line of each group but the first.
};

/// Width of a text in millimetres.
[[nodiscard]] double textWidth(LabelFont font, double points, const QString &text);

} // namespace scrip
