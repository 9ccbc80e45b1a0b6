// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_dialog.h"

#include "ui/shell/key_cap.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QBoxLayout>
#include <QGridLayout>
#include <QPushButton>

namespace scrip {

namespace {

constexpr int dialogWidth = 1000;
constexpr int columnsEach = 3; ///< Text, key and the gap to the next half.

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : DialogFrame(tr("Keyboard shortcuts"), dialogWidth, parent)
{
    QList<const QAction *> shown;
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty() && action->isVisible())
            shown << action;
    }
    // In two halves: on a page with many of its own one list would be taller than the window.
    const int rows = int(shown.size() + 1) / 2;
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(0);
    grid->setVerticalSpacing(2);
    grid->setColumnMinimumWidth(2, space::three);
    for (int i = 0; i < shown.size(); ++i) {
        const int column = i / rows * columnsEach;
        grid->setColumnStretch(column, 1);
        grid->addWidget(new Label(shown.at(i)->iconText()), i % rows, column);
        grid->addWidget(new KeyCap(shown.at(i)->shortcut().toString(QKeySequence::NativeText), this), i % rows,
                        column + 1);
    }
    content()->addLayout(grid);
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

} // namespace scrip
