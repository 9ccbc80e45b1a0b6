// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>
#include <QPointer>
#include <QUrlQuery>

class QAction;
class QIcon;
class QLineEdit;
class QListView;
class QStandardItem;
class QStandardItemModel;

namespace scrip {

class Dim;
class Label;
class PaletteLookup;

/// Ctrl+K: type a few letters of a page or an action, Enter runs it. Actions that are off stay visible with their
/// reason. With a look-up it also finds whatever the database knows by that text, by kind below the actions, and
/// Enter leads there. Shown with open(); deletes itself.
class CommandPalette : public QDialog
{
    Q_OBJECT
public:
    CommandPalette(const QList<QAction *> &actions, QWidget *parent);
    ~CommandPalette() override;

    /// Takes ownership. Call before open().
    void setLookup(PaletteLookup *lookup);
    [[nodiscard]] PaletteLookup *lookup() const { return m_lookup; }
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QListView *list() const { return m_list; }
    /// How many were found, in the foot.
    [[nodiscard]] QString summary() const;
    void open() override;

Q_SIGNALS:
    /// Something that was found shall be shown: the page and the place there.
    void placeChosen(const QString &pageId, const QUrlQuery &place);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void buildField();
    void buildList();
    QWidget *buildFoot();
    void filter(const QString &text);
    void onLookup();
    void rebuild();
    void addActions();
    void addFound();
    void addMatches();
    void addSkeleton();
    QStandardItem *addRow(int kind, const QIcon &picture, const QString &text, const QString &remark = {});
    [[nodiscard]] bool canBeChosen(int row) const;
    void select(int row);
    void fit();
    void step(int by);
    void enter();
    void run(const QModelIndex &index);
    void openMatch(int number);
    void tellCurrent();

    QList<QPointer<QAction>> m_actions;
    QLineEdit *m_field;
    QListView *m_list;
    QStandardItemModel *m_items;
    Label *m_summary = nullptr;
    PaletteLookup *m_lookup = nullptr;
    QPointer<Dim> m_dim;
    bool m_openOnly = false; ///< Enter was pressed before the answer was there: what is found alone is opened.
};

} // namespace scrip
