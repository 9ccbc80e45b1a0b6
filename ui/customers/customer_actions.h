// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/customers/customer.h"

#include <QObject>

class QAction;

namespace scrip {

class ConnectionMonitor;

/// What is chosen on the page, for what can be done with it.
struct CustomerChoice
{
    const Customer *customer = nullptr; ///< Null: nobody is shown.
    const PersonKey *key = nullptr;     ///< Null: none is chosen.
    bool organization = false;          ///< One is chosen.
    bool looking = false;               ///< A look-up runs: who is shown is not who will be.
};

/// What can be done for a customer, one action each, with the reason why not. Owned by the page, which connects them.
class CustomerActions : public QObject
{
    Q_OBJECT
public:
    explicit CustomerActions(QObject *page);

    void update(const CustomerChoice &choice, const ConnectionMonitor &connection);
    /// Why nothing is done for whoever is still shown while another is looked up.
    [[nodiscard]] static QString reasonWhileLooking();

    QAction *claim;
    QAction *whyNot; ///< Checkable: the pane beside the customer.
    QAction *rotateKey;
    QAction *grant; ///< A new grant for the organization that is chosen.
    QAction *reissue;
    QAction *openClaims;
    QAction *openGrants;
    QAction *exportTimeline;
    QAction *exportGrants;
    QAction *find; ///< Ctrl+F: the search box.
};

} // namespace scrip
