// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialog_frame.h"

namespace scrip {

/// What this is, which version, under which licence. Deletes itself.
class AboutDialog : public DialogFrame
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget *parent);
};

} // namespace scrip
