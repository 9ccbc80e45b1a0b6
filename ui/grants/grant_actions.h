// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"

#include <QObject>

class QAction;

namespace scrip {

class ConnectionMonitor;

/// What can be done with grants, one action each, with the reason why not. Owned by the page, which connects them.
class GrantActions : public QObject
{
    Q_OBJECT
public:
    explicit GrantActions(QObject *page);

    /// Enables what the chosen grant (null: none or several), the filter, the login and the connection allow.
    void update(const Grant *grant, const GrantQuery &filter, const ConnectionMonitor &connection);

    QAction *create;
    QAction *voidOne;
    QAction *voidMatching;
    QAction *clawBack;
    QAction *payment;
    QAction *settle;
    QAction *onlyOrganization;
    QAction *goToEvent;
};

/// Which of all grants a bulk void would meet under this filter; nothing when it says more than a void understands.
[[nodiscard]] std::optional<VoidFilter> voidFilterOf(const GrantQuery &filter);

} // namespace scrip
