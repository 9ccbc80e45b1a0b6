// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/table/table_page.h"

namespace scrip {

class ClaimActions;
class ClaimDetail;
class ClaimFilterBar;
class ClaimsModel;
class ClaimsTable;

/// All claims, newest first: filtered by state, event, period and text, released and exported. Owned by the window;
/// borrows stores and ports, which outlive it.
class ClaimsPage : public TablePage
{
    Q_OBJECT
public:
    ClaimsPage(const Stores &stores, const TablePorts &ports, QWidget *parent);

    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] ClaimsTable *table() const { return m_table; }
    [[nodiscard]] ClaimsModel *model() const { return m_model; }
    [[nodiscard]] ClaimFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] ClaimActions *actions() const { return m_actions; }
    [[nodiscard]] ClaimDetail *detail() const { return m_detail; }

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

private:
    void buildActions();
    [[nodiscard]] EmptyState *makeEmpty();
    [[nodiscard]] const Claim *selected() const;

    void openRelease();
    void tellReleased(const ReleaseOutcome &outcome, bool slot, bool freed);
    void openReissue();
    void openCustomer();
    void openGrant();
    void openEvent();
    void tellDoubt();
    void selectRow(int row);

    Stores m_stores;
    ClaimsModel *m_model;
    ClaimActions *m_actions;
    ClaimFilterBar *m_filters;
    ClaimsTable *m_table;
    ClaimDetail *m_detail;
    QList<Event> m_events;
};

} // namespace scrip
