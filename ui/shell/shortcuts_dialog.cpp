// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shortcuts_dialog.h"

#include "ui/shell/key_cap.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QBoxLayout>
#include <QPushButton>

namespace scrip {

ShortcutsDialog::ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent)
    : DialogFrame(tr("Keyboard shortcuts"), 480, parent)
{
    content()->setSpacing(2);
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty())
            continue;
        auto *row = new QHBoxLayout;
        row->addWidget(new Label(action->iconText()), 1);
        auto *cap = new KeyCap(action->shortcut().toString(QKeySequence::NativeText), this);
        row->addWidget(cap);
        content()->addLayout(row);
    }
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

} // namespace scrip
