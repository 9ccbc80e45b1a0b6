// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/table_model_base.h"

#include <QWidget>

class QAction;
class QBoxLayout;
class QLineEdit;
class QToolButton;

namespace scrip {

class Label;

/// The line below a table, 36 high: what is selected and what can be done with it at the left, how many rows there
/// are at the right. Where a table knows all of its rows the pages are places to jump to; it scrolls through all of
/// them. Owned by its page.
class TableFooter : public QWidget
{
    Q_OBJECT
public:
    explicit TableFooter(QWidget *parent = nullptr);

    void addAction(QAction *action);
    /// `remark` says why something is off.
    void setSelected(qint64 rows, const QString &remark);
    /// Where one is in a table that can be jumped through; `page` counts from 0.
    void setPlace(int page, const TableCount &count);
    /// How many rows a list has that is read on as one scrolls, or how far it was read while nobody knows.
    void setRead(const TableCount &read);
    [[nodiscard]] QString rangeText() const;
    [[nodiscard]] QLineEdit *pageField() const { return m_page; }
    [[nodiscard]] QToolButton *nextButton() const { return m_next; }
    [[nodiscard]] QToolButton *lastButton() const { return m_last; }

Q_SIGNALS:
    /// From 0.
    void pageRequested(int page);

private:
    void buildPlace(QBoxLayout *row);
    void setJumpable(bool jumpable);
    void jump(int page);

    QBoxLayout *m_actions;
    Label *m_selected;
    Label *m_remark;
    Label *m_range;
    Label *m_of;
    QLineEdit *m_page = nullptr;
    QToolButton *m_first = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QToolButton *m_last = nullptr;
    int m_current = 0;
    int m_pages = 1;
};

} // namespace scrip
