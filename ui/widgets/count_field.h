// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

#include <optional>

namespace scrip {

/// A whole number that may be empty (no cap, no limit). Blanks and thin spaces between digits are forgiven; grouped
/// when the field is left. Owned by its parent.
class CountField : public QLineEdit
{
    Q_OBJECT
public:
    explicit CountField(QWidget *parent = nullptr);

    void setCount(std::optional<qint64> count);
    /// Nothing when empty or not a number; see understood().
    [[nodiscard]] std::optional<qint64> count() const;
    [[nodiscard]] bool isEmpty() const { return text().trimmed().isEmpty(); }
    [[nodiscard]] bool understood() const { return isEmpty() || count().has_value(); }
    /// Digits, but more of a number than can be held.
    [[nodiscard]] bool isTooLarge() const;

private:
    /// Without what is forgiven; empty when there is anything else.
    [[nodiscard]] QString digits() const;
};

} // namespace scrip
