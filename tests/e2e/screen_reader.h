// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QModelIndex>
#include <QStringList>

class QAbstractItemView;
class QLineEdit;
class QWidget;

namespace scrip::test {

/// What stands on it, without mnemonics, or what a screen reader calls it.
[[nodiscard]] QString plainName(const QWidget *widget);

/// Whether that is the name; a name that ends in "*" is the beginning of one.
[[nodiscard]] bool isCalled(const QWidget *widget, const QString &name);

/// What a person sees of one window: only what is visible counts. Borrows the window.
class ScreenReader
{
public:
    explicit ScreenReader(QWidget *window)
        : m_window(window)
    {
    }

    /// Visible parts of the window, top to bottom as they were made; dialogs above it are windows of their own.
    [[nodiscard]] QList<QWidget *> parts() const;
    /// A button, box or link of that name. Text on it counts more than a name that only a screen reader tells.
    [[nodiscard]] QWidget *button(const QString &name) const;
    /// Whatever can be typed into or chosen from, by its label.
    [[nodiscard]] QWidget *field(const QString &name) const;
    /// A cell of a visible table or list that holds the text.
    [[nodiscard]] QModelIndex cellWith(const QString &text, QAbstractItemView **view) const;
    /// The text under a header in the row that holds another text; null when there is no such row.
    [[nodiscard]] QString cell(const QString &rowText, const QString &header) const;
    /// Everything that can be read, one piece a line.
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] QString everything() const;

private:
    QWidget *m_window;
};

/// What stands in a field: text, chosen entry, ticked or not.
[[nodiscard]] QString contentOf(const QWidget *field);

} // namespace scrip::test
