// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "ui/grants/grant_dialog.h"
#include "ui/shell/page.h"

#include <QPointer>

class QStackedWidget;

namespace scrip {

class EmptyState;
class GrantActions;
class GrantDetail;
class GrantFilterBar;
class GrantRows;
class GrantsModel;
class GrantsTable;
class InlineMessage;
class Splitter;

/// The credit of all organizations: filtered by state, origin, event, organization and name; below the table (beside
/// it where there is room) one of them with all of its figures and its ledger. Borrows stores and connection, which
/// outlive it.
class GrantsPage : public WindowPage
{
    Q_OBJECT
public:
    GrantsPage(const Stores &stores, ConnectionMonitor &connection, QWidget *parent = nullptr);
    ~GrantsPage() override;

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    /// "status=…", "origin=…", "event=…", "organization=…", "search=…", "grant=…".
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] GrantsTable *table() const { return m_table; }
    [[nodiscard]] GrantsModel *model() const { return m_model; }
    [[nodiscard]] GrantActions *actions() const { return m_actions; }
    [[nodiscard]] GrantDetail *detail() const { return m_detail; }
    [[nodiscard]] GrantFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] InlineMessage *failureStrip() const { return m_failure; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void buildContent();
    QWidget *buildFilters();
    QWidget *buildRows();
    void buildEmpty();
    void connectModel();
    void connectNews();
    void onSession();
    void onNews(const Change &change);
    void onFailure(const Failure &failure);

    void setFilter(const GrantQuery &filter);
    void loadEvents();
    void showState();
    void showSubtitle();
    void showSelection();
    void chooseWanted();
    void arrange();

    void open(DialogFrame *dialog);
    void openCreate();
    void openVoid();
    void openClawBack();
    void openPayment();
    void openVoidMatching();
    void openSettle();
    void filterByOrganization();
    void openEvent();
    [[nodiscard]] bool isDialogOpen() const;
    void showMenu(const QPoint &at);
    [[nodiscard]] GrantPorts ports() const { return {m_stores, m_connection}; }

    void whenLoaded(const std::function<void()> &ready);
    /// Selects the first grant that the predicate takes; false when there is none.
    bool selectFirst(const std::function<bool(const Grant &)> &wanted);
    TourStop tourOf(const QString &name, const std::function<bool(const Grant &)> &wanted,
                    const std::function<void(const std::function<void()> &)> &show);

    Stores m_stores;
    ConnectionMonitor &m_connection;
    GrantsModel *m_model;
    GrantRows *m_rows;
    GrantActions *m_actions;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_tableStack = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_barred = nullptr;
    GrantFilterBar *m_filters = nullptr;
    InlineMessage *m_failure = nullptr;
    Splitter *m_split = nullptr;
    GrantsTable *m_table = nullptr;
    GrantDetail *m_detail = nullptr;
    QPointer<DialogFrame> m_dialog;
    Latest<Page<Event>> m_eventsAsked;
    GrantId m_wanted; ///< To be selected once it is in the list.
    bool m_outdated = true;
    bool m_asked = false;
    bool m_beside = false;
    bool m_moved = false; ///< Somebody chose how high the detail is.
};

} // namespace scrip
