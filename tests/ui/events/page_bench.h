// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/fake_ports.h"
#include "ui/testing.h"

#include "core/text_rules.h"
#include "ui/events/batches_tab.h"
#include "ui/events/details_tab.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_batches.h"
#include "ui/events/event_detail.h"
#include "ui/events/events_page.h"
#include "ui/events/events_table.h"
#include "ui/events/history_tab.h"
#include "ui/shell/jobs.h"
#include "ui/table/detail_table.h"
#include "ui/table/table_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QHeaderView>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTabBar>

namespace scrip::testing {

using namespace Qt::StringLiterals;

/// The page of events over ports in memory.
struct PageBench
{
    FakeEventStore events;
    FakeBatchStore batches;
    FakeAdministration administration;
    FakeMonitor monitor;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<QWidget> window;
    EventsPage *page = nullptr;

    Stores stores() { return {&events, &batches, nullptr, &administration}; }
    void fill();
    void show(const QSize &size = {1232, 796});
    [[nodiscard]] EventsTable *table() const { return page->table(); }
    [[nodiscard]] QStringList names() const;
};

inline void PageBench::fill()
{
    using enum EventStatus;
    Event &devcon = events.add(u"Devcon Singapore"_s, Active);
    devcon.claimCount = 3184;
    devcon.maxClaims = 5000;
    devcon.codes = {5000, 1804, 3184, 12, 0};
    devcon.exposure = Money(4988 * 25 * Money::unit, Currency(u"USD"_s));
    devcon.tags = {u"conference"_s, u"apac"_s};
    devcon.maxPerOrganization = 2;
    devcon.batches = 3;
    devcon.printed = 4520;
    devcon.version = 7;
    devcon.notes = u"Cards lie in the box at the desk."_s;
    devcon.budget = Money(100'000 * Money::unit, Currency(u"USD"_s));
    const EventId id = devcon.id;
    const struct
    {
        QString name;
        EventStatus status;
        qint64 amount, claimed, cap;
        QString zone;
        int deadlineHours;
    } rows[] = {{u"Internal Hackathon Q4"_s, Active, 100, 96, 150, u"Europe/Berlin"_s, 34},
                {u"Builders Autumn Mailing"_s, Active, 5, 21460, 40000, u"UTC"_s, 225},
                {u"University Tour · Delft"_s, Paused, 20, 311, 800, u"Europe/Amsterdam"_s, 657},
                {u"AI Summit Tokyo"_s, AwaitingApproval, 40, 0, 3000, u"Asia/Tokyo"_s, 506},
                {u"EthDenver 2027"_s, Upcoming, 50, 0, 8000, u"America/Denver"_s, 2545},
                {u"NEAR Horizon Day"_s, Exhausted, 50, 1200, 1200, u"Europe/Lisbon"_s, 137},
                {u"Token2049 Booth"_s, Ended, 25, 1942, 2500, u"Asia/Singapore"_s, -495},
                {u"Docs Bounty October"_s, Ended, 75, 187, 200, u"UTC"_s, -487},
                {u"Protocol Meetup Nairobi"_s, Ended, 15, 268, 300, u"Africa/Nairobi"_s, -1234}};
    for (const auto &row : rows) {
        Event &event = events.add(row.name, row.status);
        event.amount = Money(row.amount * Money::unit, Currency(u"USD"_s));
        event.claimCount = row.claimed;
        event.maxClaims = row.cap;
        event.timeZone = row.zone;
        event.claimDeadline = monitor.who.now.addSecs(qint64(row.deadlineHours) * 3600);
        event.creditExpiresAt = event.claimDeadline.addDays(90);
        event.exposure = Money(row.cap * row.amount * Money::unit, Currency(u"USD"_s));
        if (row.status == Upcoming)
            event.startsAt = QDateTime({2027, 2, 24}, {7, 0}, QTimeZone::utc());
    }
    const struct
    {
        qint64 count, printed, handed, claimed;
    } batchRows[] = {{3000, 3000, 2600, 2214}, {1520, 1520, 1520, 970}, {480, 0, 0, 0}};
    int number = 0;
    for (const auto &row : batchRows) {
        Batch &batch = batches.add(id, ++number, row.count);
        batch.printed = row.printed;
        batch.handedOver = row.handed;
        batch.codes.claimed = row.claimed;
    }
    AuditEntry made;
    made.id = 1;
    made.at = QDateTime({2026, 11, 1}, {2, 0}, QTimeZone::utc());
    made.login = u"mara"_s;
    made.action = u"create_event"_s;
    made.after = QJsonObject{{u"name"_s, u"Devcon"_s}, {u"max_claims"_s, 4000}, {u"amount"_s, u"25.00"_s}};
    AuditEntry edited = made;
    edited.id = 2;
    edited.at = QDateTime({2026, 11, 9}, {4, 30}, QTimeZone::utc());
    edited.action = u"edit_event"_s;
    edited.before = QJsonObject{{u"name"_s, u"Devcon"_s}, {u"max_claims"_s, 4000}, {u"exposure"_s, u"100000.00"_s}};
    edited.after =
        QJsonObject{{u"name"_s, u"Devcon Singapore"_s}, {u"max_claims"_s, 5000}, {u"exposure"_s, u"125000.00"_s}};
    events.audit = {edited, made};
}

inline void PageBench::show(const QSize &size)
{
    window = std::make_unique<QWidget>();
    auto *column = new QVBoxLayout(window.get());
    column->setContentsMargins(0, 0, 0, 0);
    page = new EventsPage(stores(), {monitor, jobs, prompts});
    column->addWidget(page);
    showOnScreen(window.get(), size);
    page->activate();
    QTRY_VERIFY(!page->model().isLoading());
}

inline QStringList PageBench::names() const
{
    QStringList found;
    for (int row = 0; row < table()->model()->rowCount(); ++row)
        found << table()->model()->index(row, EventColumns::Name).data().toString();
    return found;
}

} // namespace scrip::testing
