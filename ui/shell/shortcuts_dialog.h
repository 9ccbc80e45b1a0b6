// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialog_frame.h"

namespace scrip {

/// The keys of the window and of the page one is on. Deletes itself.
class ShortcutsDialog : public DialogFrame
{
    Q_OBJECT
public:
    ShortcutsDialog(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace scrip
