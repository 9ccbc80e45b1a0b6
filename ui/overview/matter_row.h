// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/glyphs.h"

#include <QAbstractButton>

#include <optional>

namespace scrip {

/// What a row of the overview says.
struct Matter
{
    QString title;
    QString note;
    QString figure;            ///< At the right of the title.
    QString figureNote;        ///< At the right of the note.
    Tone tone = Tone::Neutral; ///< Of the mark.
    Tone figureTone = Tone::Neutral;
    std::optional<Glyph> mark;
    std::optional<double> ring; ///< 0…1: a progress ring instead of a mark.
};

/// One row: a mark or a progress ring, two lines, two figures. A click goes where it is about. Owned by its list.
class MatterRow : public QAbstractButton
{
    Q_OBJECT
public:
    explicit MatterRow(const Matter &matter, QWidget *parent = nullptr);

    void setMatter(const Matter &matter);
    [[nodiscard]] const Matter &matter() const { return m_matter; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void paintMark(QPainter &painter, const QRectF &box, const Tokens &tokens) const;

    Matter m_matter;
};

} // namespace scrip
