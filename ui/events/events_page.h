// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"
#include "models/events_model.h"
#include "ui/events/database_clock.h"
#include "ui/shell/page.h"

#include <QTimer>

class QStackedWidget;

namespace scrip {

class EmptyState;
class EventActions;
class EventDetail;
class EventRows;
class EventsTable;
class FilterChips;
class InlineMessage;
class ListExport;
class SearchField;
class Splitter;
class TableCommands;
struct ExportSource;
struct TablePorts;

/// The credit events: a table filtered by status and text, and below it (beside it where there is room) what one of
/// them is about. Follows the change feed while it is the visible page; the choice is kept by id. Owned by the
/// window; borrows stores and ports, which outlive it.
class EventsPage : public WindowPage
{
    Q_OBJECT
public:
    EventsPage(const Stores &stores, const TablePorts &ports, QWidget *parent = nullptr);

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void focusFilter() override;
    [[nodiscard]] QUrlQuery location() const override;
    /// "event=…", "status=…"; "new=1" begins a new one.
    void goTo(const QUrlQuery &location) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] EventActions &actions() const { return *m_actions; }
    [[nodiscard]] EventsTable *table() const { return m_table; }
    [[nodiscard]] TableCommands *commands() const { return m_commands; }
    /// Writes all that the filter leaves to a file.
    [[nodiscard]] ListExport *exports() const { return m_export; }
    [[nodiscard]] ExportSource exportSource() const;
    [[nodiscard]] EventDetail *detail() const { return m_detail; }
    [[nodiscard]] EventsModel &model() const { return *m_model; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum State { Content, NoEvents, NoMatch, NotLoaded };

    void buildActions();
    void buildFilter();
    void buildContent();
    void buildStates();
    void connectParts();
    void reload();
    void askCounts();
    void showCounts(const EventCounts &counts);
    void applyFilter();
    [[nodiscard]] bool isFiltered() const;
    void clearFilter();
    void onLoaded();
    void onFailed(const Failure &failure);
    void onChanged(const Change &change);
    void chooseWanted();
    void lookForWanted();
    void showChosen();
    void showState(State state);
    void openMenu(const QModelIndex &index, const QPoint &at);
    void onWritten(const Event &event);

    TourStop tourOfTable();
    TourStop tourOfTab(const QString &name, int tab);
    TourStop tourOfDialog(const QString &name, std::function<QWidget *()> open);
    TourStop tourOfEmpty();
    void whenLoaded(std::function<void()> then);

    Stores m_stores;
    ConnectionMonitor &m_monitor;
    DatabaseClock m_clock;
    EventsModel *m_model;
    EventRows *m_rows;
    EventActions *m_actions;
    Latest<EventCounts> m_countsAsked;
    std::optional<EventCounts> m_counts;

    FilterChips *m_chips = nullptr;
    SearchField *m_search = nullptr;
    InlineMessage *m_failure = nullptr;
    EventsTable *m_table = nullptr;
    TableCommands *m_commands = nullptr;
    ListExport *m_export = nullptr;
    EventDetail *m_detail = nullptr;
    Splitter *m_splitter = nullptr;
    QStackedWidget *m_states = nullptr;
    EmptyState *m_notLoaded = nullptr;
    QAction *m_tryAgain = nullptr;
    QAction *m_showAll = nullptr;

    EventId m_wanted; ///< To be chosen once it is in the list.
    bool m_lookedFor = false;
    EventId m_shown; ///< In the detail pane.
    bool m_outdated = true;
    bool m_arranged = false; ///< The splitter got its first sizes.
    QTimer m_minute;         ///< Relative times grow old.
};

} // namespace scrip
