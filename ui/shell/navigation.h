// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QListView>

class QStandardItemModel;

namespace scrip {

struct PageSpec;

/// The pages at the left, 208 wide or folded to icons. Shows which one is open; a click or Enter opens another. Owned
/// by the window.
class Navigation : public QListView
{
    Q_OBJECT
public:
    explicit Navigation(QWidget *parent = nullptr);

    void addPage(const PageSpec &spec);
    /// Marks the page as the open one, without a signal.
    void showCurrent(const QString &id);
    /// A number at the right, such as open alarms; 0 removes it.
    void setBadge(const QString &id, int number);
    /// Marks none as the open one.
    void showNone();
    void setFolded(bool folded);
    /// As tall as its entries, for the ones at the foot.
    void fitHeight();
    [[nodiscard]] bool isFolded() const { return m_folded; }

Q_SIGNALS:
    void pageChosen(const QString &id);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QModelIndex &index);

    QStandardItemModel *m_items;
    bool m_folded = false;
};

} // namespace scrip
