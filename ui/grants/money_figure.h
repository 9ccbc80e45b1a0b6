// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money.h"
#include "ui/theme/tokens.h"

#include <QWidget>

#include <optional>

class QBoxLayout;

namespace scrip {

/// One exact amount at the right of its box, all nine decimals written so that amounts below each other line up: sign
/// and cents in ink, the other digits muted. A dash while there is none. Owned by its parent.
class MoneyFigure : public QWidget
{
    Q_OBJECT
public:
    explicit MoneyFigure(QWidget *parent = nullptr);

    void setMoney(const std::optional<Money> &money, bool withSign = false);
    /// Tone of the ink; Neutral is plain text. Strong figures are bold, and all of their digits are in ink.
    void setLook(Tone tone, bool strong);
    [[nodiscard]] QString text() const { return m_head + m_tail; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont figureFont() const;

    QString m_head;
    QString m_tail;
    Tone m_tone = Tone::Neutral;
    bool m_strong = false;
};

/// A name at the left and its amount at the right, as one row of `column`. Answers the amount.
MoneyFigure *addFigure(QBoxLayout *column, const QString &name, bool strong = false, Tone tone = Tone::Neutral);

} // namespace scrip
