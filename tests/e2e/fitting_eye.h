// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QStringList>

class QAbstractButton;
class QComboBox;
class QHeaderView;
class QLabel;
class QLineEdit;
class QModelIndex;
class QTableView;
class QWidget;

namespace scrip::test {

/// Looks at everything visible in a window for text that has less room than it needs, and for text that does not
/// stand out from the ground it is painted on. What is shortened with dots is fine where a tool tip holds the whole,
/// but for amounts, figures and states in a table, which have to be whole, and for a table that has to be scrolled
/// sideways.
class FittingEye
{
public:
    /// `picture` is of that window, painted just now, in its coordinates.
    FittingEye(const QWidget *window, const QImage &picture, QPoint origin);

    /// One line for each text that is cut off.
    [[nodiscard]] QStringList clipped() const;
    /// One line for each label whose contrast is below 4.5.
    [[nodiscard]] QStringList faint() const;
    /// How many texts were looked at, so that nobody takes an empty window for a good one.
    [[nodiscard]] int looked() const { return m_looked; }

private:
    QString judge(const QWidget *widget) const;
    [[nodiscard]] QString judgeLabel(const QLabel *label) const;
    [[nodiscard]] QString judgeButton(const QAbstractButton *button) const;
    [[nodiscard]] QString judgeChoice(const QComboBox *choice) const;
    [[nodiscard]] QString judgeEdit(const QLineEdit *edit) const;
    [[nodiscard]] QString judgeHeader(const QHeaderView *header) const;
    [[nodiscard]] QStringList judgeTable(QTableView *table) const;
    [[nodiscard]] QString judgeCell(QTableView *table, const QModelIndex &index, const QRect &cell) const;

    const QWidget *m_window;
    const QImage &m_picture;
    QPoint m_origin;
    mutable int m_looked = 0;
};

} // namespace scrip::test
