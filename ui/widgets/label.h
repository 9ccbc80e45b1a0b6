// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QLabel>

namespace scrip {

/// Plain text in one size of the type scale and one tone, following the theme. Never interprets markup, whatever the
/// text holds. One line may elide at its end (the whole then stands in the tool tip).
class Label : public QLabel
{
    Q_OBJECT
public:
    enum class Ink { Text, Muted, Toned };

    explicit Label(QWidget *parent = nullptr);
    explicit Label(const QString &text, Type type = Type::Body, QWidget *parent = nullptr);
    /// A muted line, as under fields and beside titles.
    static Label *muted(const QString &text, Type type = Type::Body, QWidget *parent = nullptr);

    void setType(Type type);
    void setMuted(bool muted = true);
    void setTone(Tone tone);
    void setElided(bool elided = true);

    [[nodiscard]] QColor ink() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Ink m_ink = Ink::Text;
    Tone m_tone = Tone::Neutral;
    bool m_elided = false;
};

/// One 1-px line in the `line` colour, horizontal or vertical.
class Line : public QWidget
{
    Q_OBJECT
public:
    explicit Line(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace scrip
