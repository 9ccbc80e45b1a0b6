// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/claim.h"

#include <QObject>

class QAction;

namespace scrip {

class ConnectionMonitor;

/// What can be done with claims, one action each, with the reason why not. Owned by the page, which connects them.
class ClaimActions : public QObject
{
    Q_OBJECT
public:
    explicit ClaimActions(QObject *page);

    /// Enables what the selection, the login and the connection allow. `claim` is the one that is selected, null for
    /// none or several.
    void update(const Claim *claim, const ConnectionMonitor &connection);

    QAction *release;
    QAction *reissue;
    QAction *openCustomer;
    QAction *openGrant;
    QAction *openEvent;
};

} // namespace scrip
