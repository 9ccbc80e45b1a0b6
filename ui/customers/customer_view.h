// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "models/customer_models.h"
#include "ui/customers/customer.h"

#include <QTimeZone>
#include <QWidget>

class QBoxLayout;

namespace scrip {

class CustomerHead;
class DetailTable;
class Label;
class SinceDelegate;
class TableView;
class TimelineModel;

using BalancesModel = SourcedList<BalanceRow>;
using CreditsModel = SourcedList<Grant>;
using PersonKeysModel = SourcedList<PersonKey>;

/// All about one customer: balances, the grants of the organization chosen there, what happened, API keys by their
/// beginnings. Owned by the page; borrows the stores.
class CustomerView : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerView(const Stores &stores, QWidget *parent = nullptr);

    void setClock(const QTimeZone &zone, const QDateTime &now);
    /// Asks for everything about the customer.
    void showCustomer(const Customer &customer);
    /// Asks once more for what is booked and what happened; not for who it is.
    void reload();
    void clear();

    /// The organization whose grants are shown; null for none.
    [[nodiscard]] OrganizationId organization() const;
    /// The key that is selected, or the only one that can be rotated; null for none.
    [[nodiscard]] const PersonKey *key() const;
    [[nodiscard]] CustomerHead *head() const { return m_head; }
    [[nodiscard]] BalancesModel *balances() const { return m_balances; }
    [[nodiscard]] CreditsModel *grants() const { return m_grants; }
    [[nodiscard]] TimelineModel *timeline() const { return m_timeline; }
    [[nodiscard]] PersonKeysModel *keys() const { return m_keys; }
    /// Puts them into the menus of these tables.
    void offerExports(QAction *timeline, QAction *grants);

    [[nodiscard]] DetailTable *balancesTable() const { return m_balancesTable; }
    [[nodiscard]] DetailTable *keysTable() const { return m_keysTable; }
    [[nodiscard]] DetailTable *grantsTable() const { return m_grantsTable; }

Q_SIGNALS:
    void failed(const scrip::Failure &failure);
    /// Which organization or key is chosen.
    void choiceChanged();
    /// Everything that was asked for is here.
    void loaded();

private:
    QWidget *section(const QString &title, Label **caption, TableView *table);
    void buildTables();
    void buildGrants();
    void buildTimeline();
    void buildKeys();
    void placeParts();
    void watchModels();
    void askBalances();
    void takeBalance(const Membership &membership, const Result<Balance> &answer, int asking);
    void showBalances();
    void askGrants();
    void tellLoaded();

    Stores m_stores;
    Customer m_customer;
    QHash<OrganizationId, Balance> m_known;
    int m_asking = 0; ///< Counts the askings; answers to an earlier one are dropped.
    int m_awaited = 0;
    OrganizationId m_grantsOf;
    QDateTime m_now;
    BalancesModel *m_balances;
    CreditsModel *m_grants;
    TimelineModel *m_timeline;
    PersonKeysModel *m_keys;
    CustomerHead *m_head;
    DetailTable *m_balancesTable;
    DetailTable *m_grantsTable;
    DetailTable *m_timelineTable;
    DetailTable *m_keysTable;
    Label *m_grantsCaption = nullptr;
    Label *m_timelineCaption = nullptr;
    QWidget *m_balancesPart = nullptr;
    QWidget *m_grantsPart = nullptr;
    QWidget *m_keysPart = nullptr;
    QList<SinceDelegate *> m_moments;
};

} // namespace scrip
