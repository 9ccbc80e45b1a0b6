// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/codes/code_selection.h"

#include <QObject>

class QAction;

namespace scrip {

class ConnectionMonitor;

/// What can be done with codes, one action each, with the reason why not. Owned by the page, which connects them.
class CodeActions : public QObject
{
    Q_OBJECT
public:
    explicit CodeActions(QObject *page);

    /// Enables what the selection, the login and the connection allow. `batch` is what the filter leaves, for
    /// printing without a selection; `mintable` whether an event is there to mint for.
    void update(const CodeSelection &selection, const BatchId &batch, bool mintable,
                const ConnectionMonitor &connection);
    /// Why the selected rows cannot be copied as they are; empty: they can.
    [[nodiscard]] QString reasonAgainstCopy(const CodeSelection &selection) const;
    /// Why printing is off though something is selected; for the line below the table.
    [[nodiscard]] QString remark() const;

    QAction *mint;
    QAction *reveal;
    QAction *disable;
    QAction *enable;
    QAction *reissue; ///< Of one code; its successor is shown once.
    QAction *print;
    QAction *goToEvent;
};

} // namespace scrip
