// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/widgets/row_delegate.h"

#include <QWidget>

#include <span>

namespace scrip {

/// The sign beside the word of a status, so that colour is never the only difference.
enum class PillShape {
    Disc,
    Bars,
    Person,
    Ring,
    Lines,
    Square,
    HollowSquare,
    Tick,
    Cross,
    HalfDisc,
    Arrow,
};

/// What a status looks like.
struct PillLook
{
    QString text; ///< Translated.
    Tone tone = Tone::Neutral;
    PillShape shape = PillShape::Ring;
};

/// A look by a name of the database; `text` is not translated yet.
struct NamedPill
{
    const char *name;
    const char *text;
    Tone tone;
    PillShape shape;
};

/// The look of that name, its text as translated in `context`. An unknown name is shown as it is, neutral.
[[nodiscard]] PillLook pillNamed(const QString &name, std::span<const NamedPill> known, const char *context);

/// The look of a status by its name in the database: events (`active`, `paused`, `awaiting_approval`…), codes
/// (`available`, `claimed`…), batches, claims (`released`) and grants (`depleted`…).
[[nodiscard]] PillLook statusPill(const QString &status);

[[nodiscard]] QSize pillSize(const PillLook &look);
/// Paints the pill at the left of `box`, centred vertically.
void paintPill(QPainter *painter, const QRect &box, const PillLook &look, const Tokens &tokens);

/// A pill standing alone, in heads of details and panels.
class Pill : public QWidget
{
    Q_OBJECT
public:
    explicit Pill(QWidget *parent = nullptr);
    explicit Pill(const PillLook &look, QWidget *parent = nullptr);
    void setLook(const PillLook &look);
    [[nodiscard]] const PillLook &look() const { return m_look; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    PillLook m_look;
};

/// Draws a status column. Asks `lookOf` per cell; by default the display text is the status name.
class PillDelegate : public RowDelegate
{
    Q_OBJECT
public:
    using LookOf = std::function<PillLook(const QModelIndex &)>;
    explicit PillDelegate(QObject *parent = nullptr, LookOf lookOf = {});
    [[nodiscard]] QString wordsOf(const QModelIndex &index) const override;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override;
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override;

private:
    LookOf m_lookOf;
};

} // namespace scrip
