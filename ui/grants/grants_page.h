// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"
#include "ui/table/table_page.h"

namespace scrip {

class GrantActions;
class GrantDetail;
class GrantFilterBar;
class GrantRows;
class GrantsModel;
class GrantsTable;

/// The credit of all organizations: filtered by state, origin, event, organization and name; below the table (beside
/// it where there is room) one of them with all of its figures and its ledger. Borrows stores and ports, which
/// outlive it.
class GrantsPage : public TablePage
{
    Q_OBJECT
public:
    GrantsPage(const Stores &stores, const TablePorts &ports, QWidget *parent = nullptr);

    void focusFilter() override;
    /// "status=…", "origin=…", "event=…", "organization=…", "search=…"; goTo() also takes "grant=…".
    [[nodiscard]] QUrlQuery location() const override;
    void goTo(const QUrlQuery &place) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] GrantsTable *table() const { return m_table; }
    [[nodiscard]] GrantsModel *model() const { return m_model; }
    [[nodiscard]] GrantActions *actions() const { return m_actions; }
    [[nodiscard]] GrantDetail *detail() const { return m_detail; }
    [[nodiscard]] GrantFilterBar *filterBar() const { return m_filters; }

protected:
    bool setPlace(const QUrlQuery &place) override;
    [[nodiscard]] QUrlQuery chosenPlace() const override;
    void ask() override;
    void readAgain() override;
    void loadLists() override;
    void showChosen() override;
    void setClock(const QTimeZone &zone, const QDateTime &now) override;
    void onArrived() override;
    [[nodiscard]] QString subtitleText() const override;
    void fillMenu(QMenu *menu) override;
    [[nodiscard]] ExportSource exportOfAll() const override;
    [[nodiscard]] QString reasonAgainstSeeing() const override;
    [[nodiscard]] QString selectionRemark() const override;
    [[nodiscard]] QString failureText(const Failure &failure) const override;

private:
    void buildActions();
    void chooseWanted();

    void openCreate();
    void openVoid();
    void openClawBack();
    void openPayment();
    void openVoidMatching();
    void openSettle();
    void filterBy(const GrantQuery &filter);
    void filterByOrganization();
    void openEvent();
    /// Opens a dialog that writes, and reads anew when it did.
    void openWriting(GrantDialog *dialog);
    [[nodiscard]] GrantPorts ports() const { return {m_stores, connection()}; }

    /// Selects the first grant that the predicate takes; false when there is none.
    bool selectFirst(const std::function<bool(const Grant &)> &wanted);
    TourStop tourOf(const QString &name, const std::function<bool(const Grant &)> &wanted,
                    const std::function<void(const std::function<void()> &)> &show);

    Stores m_stores;
    GrantsModel *m_model;
    GrantRows *m_rows;
    GrantActions *m_actions;
    GrantFilterBar *m_filters;
    GrantsTable *m_table;
    GrantDetail *m_detail;
    GrantId m_wanted; ///< To be selected once it is in the list.
};

} // namespace scrip
