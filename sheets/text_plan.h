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
    bool serialOnTop = false;   ///< Beside the amount instead of in a line of its own.
    bool reprintBeside = false; ///< The mark of a reprint behind some line instead of in one of its own.
    bool compact = false;       ///< The amount beside the first line of the code, the date in the fewest words.
};

/// Sets the lines of one face at one scale, from top to bottom. Used once: build(), then lines().
class TextPlan
{
public:
    TextPlan(const SheetJob &job, const LabelContent &sample, const TextArea &area, bool withQr, double codeFloor);

    /// False when the lines do not fit at that scale.
    bool build(double scale, TextParts parts);
    [[nodiscard]] QList<FaceLine> lines() const { return m_lines; }
    /// Moves the groups of lines apart until they fill `height`, at least by `least` where the area has room, and
    /// centres the whole on that stretch.
    void spread(double top, double height, double least);
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

    struct Clock
    {
        LabelText role;
        QString words; ///< With the place of the moment.
        QString moment;

        [[nodiscard]] QString text() const { return words.arg(moment); }
    };

    bool addAmount(double scale, bool withSerial);
    bool addSerial(double scale, LabelAlign align, double width);
    bool addEvent(double scale);
    bool addCode(double scale);
    bool addCompactAmount();
    [[nodiscard]] QList<Clock> clocks(TextParts parts) const;
    bool addDates(double scale, TextParts parts);
    bool addDate(LabelText role, const QString &text, qsizetype cut, double points, LabelFont font);
    bool addInstruction(double scale);
    bool addFooter(double scale, bool serial, bool reprint);
    bool addReprintBeside();
    [[nodiscard]] double inkRight(const FaceLine &line) const;
    FaceLine &place(const Style &style, const QString &text, LabelAlign align);
    bool fits(const Style &style, const QString &text) const;
    [[nodiscard]] QRectF room(const Style &style) const;
    [[nodiscard]] double commonSize(const Style &style, const QStringList &texts) const;
    void gap(double millimetres);
    void step(const Style &style);

    const SheetJob &m_job;
    const LabelContent &m_sample;
    TextArea m_area;
    bool m_withQr;
    double m_codeFloor; ///< Points below which a code is not printed.
    double m_y = 0;
    QList<FaceLine> m_lines;
    QList<qsizetype> m_groups; ///< Index of the first line of each group but the first.
};

/// Width of a text in millimetres.
[[nodiscard]] double textWidth(LabelFont font, double points, const QString &text);

} // namespace scrip
