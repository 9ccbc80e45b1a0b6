// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/glyphs.h"

#include <QAbstractButton>

namespace scrip {

/// One chip of FilterChips: a choice with a count, a value with a cross, or a dashed adder. Owned by its row.
class Chip : public QAbstractButton
{
    Q_OBJECT
public:
    enum class Kind { Choice, Value, Adder };

    Chip(Kind kind, const QString &text, QWidget *parent);
    /// The muted (Choice) or bold (Value) second part.
    void setDetail(const QString &detail);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Kind m_kind;
    QString m_detail;
};

} // namespace scrip
