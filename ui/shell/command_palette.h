// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>

class QAction;
class QLineEdit;
class QListView;
class QStandardItemModel;

namespace scrip {

class Dim;

/// Ctrl+K: type a few letters of a page or an action, Enter runs it. Actions that are off stay visible with their
/// reason. Shown with open(); deletes itself.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const QList<QAction *> &actions, QWidget *parent);
    ~CommandPalette() override;

    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QListView *list() const { return m_list; }
    void open() override;

    static constexpr int actionRole = Qt::UserRole;
    static constexpr int matchRole = Qt::UserRole + 1;
    static constexpr int shortcutRole = Qt::UserRole + 2;
    static constexpr int reasonRole = Qt::UserRole + 3;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &text);
    void step(int by);
    void run(const QModelIndex &index);

    QList<QPointer<QAction>> m_actions;
    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_items;
    QPointer<Dim> m_dim;
};

} // namespace scrip
