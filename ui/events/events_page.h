// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "models/events_model.h"
#include "ui/events/database_clock.h"
#include "ui/table/table_page.h"

#include <QTimer>

namespace scrip {

class EventActions;
class EventDetail;
class EventRows;
class EventsTable;
class SearchField;

/// The credit events: a table filtered by status and text, and below it (beside it where there is room) what one of
/// them is about. The choice is kept by id, and is a place like the filter. Borrows stores and ports, which outlive
/// it.
class EventsPage : public TablePage
{
    Q_OBJECT
public:
    EventsPage(const Stores &stores, const TablePorts &ports, QWidget *parent = nullptr);

    void focusFilter() override;
    /// "event=…", "status=…", "search=…".
    [[nodiscard]] QUrlQuery location() const override;
    /// "new=1" begins a new one.
    void goTo(const QUrlQuery &place) override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] EventActions &actions() const { return *m_actions; }
    [[nodiscard]] EventsTable *table() const { return m_table; }
    [[nodiscard]] EventDetail *detail() const { return m_detail; }
    [[nodiscard]] EventsModel &model() const { return *m_model; }

protected:
    bool setPlace(const QUrlQuery &place) override;
    [[nodiscard]] QUrlQuery filterPlace() const override;
    [[nodiscard]] bool hasArchive() const override;
    void ask() override;
    void loadLists() override;
    void showChosen() override;
    void setClock(const QTimeZone &zone, const QDateTime &now) override;
    void onArrived() override;
    [[nodiscard]] QString subtitleText() const override;
    void fillMenu(QMenu *menu) override;
    [[nodiscard]] ExportSource exportOfAll() const override;
    [[nodiscard]] QString failureText(const Failure &failure) const override;

private:
    void buildActions();
    void buildFilter();
    EmptyState *makeEmpty();
    void connectParts();
    void connectPlaces();
    void showCounts(const EventCounts &counts);
    [[nodiscard]] QString statusChosen() const;
    void chooseWanted();
    void lookForWanted();
    void onWritten(const Event &event);

    TourStop tourOfTab(const QString &name, int tab);
    TourStop tourOfDialog(const QString &name, const std::function<QWidget *()> &open);
    TourStop tourOfEmpty();
    QWidget *openInDoubt();

    Stores m_stores;
    DatabaseClock m_clock;
    EventsModel *m_model;
    EventRows *m_rows;
    EventActions *m_actions;
    Latest<EventCounts> m_countsAsked;
    std::optional<EventCounts> m_counts;

    FilterChips *m_chips = nullptr;
    SearchField *m_search = nullptr;
    EventsTable *m_table = nullptr;
    EventDetail *m_detail = nullptr;

    EventId m_wanted; ///< To be chosen once it is in the list.
    bool m_lookedFor = false;
    EventId m_shown; ///< In the detail pane.
    QTimer m_minute; ///< Relative times grow old.
};

} // namespace scrip
