// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "ui/shell/page.h"
#include "ui/table/export_source.h"

#include <QPointer>

class QStackedWidget;

namespace scrip {

class ClaimActions;
class ClaimDetail;
class ClaimFilterBar;
class ClaimsModel;
class ClaimsTable;
class DialogFrame;
class InlineMessage;
class Jobs;
class Prompts;
class Splitter;

/// What the claims page works on, borrowed.
struct ClaimPorts
{
    Stores stores;
    ConnectionMonitor &connection;
    Jobs &jobs;
    Prompts &prompts;
};

/// All claims, newest first: filtered by state, event, period and text, released and exported. Owned by the window;
/// borrows its ports, which outlive it.
class ClaimsPage : public WindowPage
{
    Q_OBJECT
public:
    ClaimsPage(const ClaimPorts &ports, QWidget *parent);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] ClaimsTable *table() const { return m_table; }
    [[nodiscard]] ClaimsModel *model() const { return m_model; }
    [[nodiscard]] ClaimFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] ClaimActions *actions() const { return m_actions; }
    [[nodiscard]] ClaimDetail *detail() const { return m_detail; }
    [[nodiscard]] InlineMessage *strip() const { return m_strip; }
    /// All claims that the filters leave.
    [[nodiscard]] ExportSource exportSource();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildActions();
    void connectActions();
    void buildContent();
    QWidget *buildRows();
    void buildEmpty();
    void connectModel();
    void connectNews();
    void onNews(const Change &change);
    void onFailure(const Failure &failure);
    void onLoaded();

    void setFilter(const ClaimQuery &filter);
    void loadEvents();
    void reloadRows();
    void showClock();
    void showSubtitle();
    void showState();
    void showSelection();
    [[nodiscard]] const Claim *selected() const;
    [[nodiscard]] bool isFiltered() const;

    [[nodiscard]] bool isAsking() const;
    void openRelease();
    void tellReleased(const ReleaseOutcome &outcome, bool slot, bool freed);
    void openReissue();
    void openCustomer();
    void openGrant();
    void openEvent();
    void exportAll();
    void showMenu(const QPoint &at);
    void tellDoubt();
    void whenLoaded(const std::function<void()> &ready);
    void selectRow(int row);

    Stores m_stores;
    ConnectionMonitor &m_connection;
    Jobs &m_jobs;
    Prompts &m_prompts;
    ClaimsModel *m_model;
    ClaimActions *m_actions;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_rows = nullptr;
    ClaimFilterBar *m_filters = nullptr;
    InlineMessage *m_strip = nullptr;
    Splitter *m_split = nullptr;
    ClaimsTable *m_table = nullptr;
    ClaimDetail *m_detail = nullptr;
    QPointer<DialogFrame> m_dialog;
    QList<Event> m_events;
    Latest<Page<Event>> m_eventsAsked;
    bool m_outdated = true;
    bool m_failed = false;
};

} // namespace scrip
