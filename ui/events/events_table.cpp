// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/events_table.h"

#include "models/events_model.h"
#include "ui/events/event_rows.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int leastNameWidth = 132;
constexpr int leastZoneWidth = 100;

Tone barTone(EventStatus status)
{
    switch (status) {
    case EventStatus::Paused:
    case EventStatus::AwaitingApproval:
        return Tone::Warn;
    case EventStatus::Ended:
    case EventStatus::Archived:
        return Tone::Neutral;
    default:
        return Tone::Accent;
    }
}

BarLook claimedLook(const Event &event)
{
    const QString of = event.maxClaims ? QString(u" / "_s % countText(*event.maxClaims)) : QString();
    const qint64 most = event.maxClaims.value_or(event.codes.available + event.codes.claimed);
    return {{BarPart{shareOf(event.claimCount, most), barTone(event.status)}}, countText(event.claimCount), of};
}

bool isOver(const Event *event)
{
    return event && (event->status == EventStatus::Ended || event->status == EventStatus::Archived);
}

ClockLook deadlineLook(const Event &event, const QDateTime &now)
{
    const QDateTime until = event.claimDeadline.isValid() ? event.claimDeadline : event.creditExpiresAt;
    ClockLook look = clockLook(inZoneOf(event, until), now, true);
    // What is not open yet has no time left, it has a beginning.
    if (event.status == EventStatus::Upcoming)
        look.relative = EventsTable::tr("from %1").arg(momentText(inZoneOf(event, event.startsAt), now, false));
    if (event.status != EventStatus::Active)
        look.tone = Tone::Neutral;
    return look;
}

} // namespace

EventsTable::EventsTable(EventRows &rows, Now now, QWidget *parent)
    : TableView(parent)
    , m_rows(rows)
{
    setAccessibleName(tr("Events"));
    setRowStateRole(RowStateRole);
    setModel(&rows);
    setSelectionMode(SingleSelection);
    buildDelegates(now);
    horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    setSortingEnabled(true);
    setColumnWidths({142, 180, 84, 176, 110, 196, 150, leastZoneWidth});
    keepColumns(u"events"_s);
}

void EventsTable::buildDelegates(const Now &now)
{
    const auto eventOf = [this](const QModelIndex &index) { return m_rows.event(index); };
    setItemDelegateForColumn(EventColumns::Status, new PillDelegate(this, [eventOf](const QModelIndex &index) {
                                 const Event *event = eventOf(index);
                                 return event ? statusPill(statusName(event->status)) : PillLook();
                             }));
    auto *name = new RowDelegate(this);
    name->setStrong(true);
    setItemDelegateForColumn(EventColumns::Name, name);
    setItemDelegateForColumn(EventColumns::PerCode, new MoneyDelegate(this));
    setItemDelegateForColumn(EventColumns::Claimed, new BarDelegate(this, [eventOf](const QModelIndex &index) {
                                 const Event *event = eventOf(index);
                                 return event ? claimedLook(*event) : BarLook();
                             }));
    auto *exposure = new MoneyDelegate(this);
    exposure->setMutedWhen([eventOf](const QModelIndex &index) { return isOver(eventOf(index)); });
    setItemDelegateForColumn(EventColumns::Exposure, exposure);
    setItemDelegateForColumn(EventColumns::ClaimUntil, new ClockDelegate(
                                                           this,
                                                           [eventOf, now](const QModelIndex &index) {
                                                               const Event *event = eventOf(index);
                                                               return event ? deadlineLook(*event, now())
                                                                            : ClockLook();
                                                           },
                                                           104));
    setItemDelegateForColumn(
        EventColumns::CreditUntil,
        new ClockDelegate(
            this,
            [eventOf, now](const QModelIndex &index) {
                const Event *event = eventOf(index);
                return event ? clockLook(inZoneOf(*event, event->creditExpiresAt), now(), false, false) : ClockLook();
            },
            74));
    auto *zone = new ClockDelegate(
        this,
        [eventOf, now](const QModelIndex &index) {
            const Event *event = eventOf(index);
            ClockLook look;
            look.muted = true;
            if (event)
                look.absolute = zoneText(event->timeZone.toUtf8(), now());
            return look;
        },
        160);
    setItemDelegateForColumn(EventColumns::Zone, zone);
}

const Event *EventsTable::currentEvent() const
{
    return m_rows.event(currentIndex());
}

bool EventsTable::select(const EventId &id)
{
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        const QModelIndex index = m_rows.index(row, EventColumns::Name);
        if (const Event *event = m_rows.event(index); event && event->id == id) {
            setCurrentIndex(index);
            scrollTo(index);
            return true;
        }
    }
    return false;
}

void EventsTable::resizeEvent(QResizeEvent *event)
{
    TableView::resizeEvent(event);
    fitName();
}

void EventsTable::fitName()
{
    int others = 0;
    for (int column = 0; column < EventColumns::ColumnCount; ++column) {
        if (column != EventColumns::Name && !isColumnHidden(column))
            others += column == EventColumns::Zone ? leastZoneWidth : columnWidth(column);
    }
    setColumnWidth(EventColumns::Name, std::max(leastNameWidth, viewport()->width() - others));
}

} // namespace scrip
