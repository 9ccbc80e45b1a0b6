// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QBoxLayout;
class QLineEdit;
class QToolButton;

namespace scrip {

class Label;

/// The line below a long table, 36 high: what is selected and what can be done with it at the left, where one is at
/// the right. The pages are places to jump to, the table scrolls through all of them. Owned by its page.
class CodesFooter : public QWidget
{
    Q_OBJECT
public:
    explicit CodesFooter(QWidget *parent = nullptr);

    void addAction(QAction *action);
    /// `remark` says why something is off.
    void setSelected(qint64 rows, const QString &remark);
    /// `page` counts from 0; `estimated` writes ≈ before the count.
    void setPlace(int page, qint64 count, bool estimated);
    [[nodiscard]] QLineEdit *pageField() const { return m_page; }
    [[nodiscard]] QToolButton *nextButton() const { return m_next; }
    [[nodiscard]] QToolButton *lastButton() const { return m_last; }

Q_SIGNALS:
    /// From 0.
    void pageRequested(int page);

private:
    void buildPlace(QBoxLayout *row);
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
