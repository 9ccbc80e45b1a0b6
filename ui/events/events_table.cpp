// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/events_table.h"

#include "models/events_model.h"
#include "ui/events/event_rows.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QHeaderView>
#include <QLocale>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int leastNameWidth = 96;
constexpr int roomyFrom = 1180;
/// Widths by column; the name takes what is left.
constexpr std::array<int, EventColumns::ColumnCount> narrowWidths{148, 160, 78, 140, 104, 186, 118, 124};
constexpr std::array<int, EventColumns::ColumnCount> roomyWidths{158, 180, 84, 212, 112, 192, 150, 118};
constexpr int narrowBar = 30;
constexpr int roomyBar = 80;
constexpr int relativeFrom = 90;
constexpr int besideBar = 34; ///< Margins of the cell, and the gap between bar and figures.

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
    const QDateTime local = inZoneOf(event, until);
    ClockLook look = clockLook(local, now, true, local.date().year() == now.date().year());
    // What is not open yet has no time left, it has a beginning.
    if (event.status == EventStatus::Upcoming)
        look.relative =
            EventsTable::tr("from %1").arg(QLocale().toString(inZoneOf(event, event.startsAt).date(), u"d MMM"_s));
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
    setSortable(EventsModel::isSortable);
    sortByColumn(EventColumns::Status, Qt::AscendingOrder);
    m_fit.setSingleShot(true);
    connect(&m_fit, &QTimer::timeout, this, &EventsTable::fitName);
    const auto later = [this] { m_fit.start(0); };
    connect(&rows, &QAbstractItemModel::dataChanged, this, later);
    connect(&rows, &QAbstractItemModel::rowsInserted, this, later);
    setColumnWidths({narrowWidths.begin(), narrowWidths.end()});
    keepColumns(u"events"_s);
    // The name takes the rest, wherever it stands.
    horizontalHeader()->setStretchLastSection(false);
    setRoomy(false);
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
    const auto claimed = [eventOf](const QModelIndex &index) {
        const Event *event = eventOf(index);
        return event ? claimedLook(*event) : BarLook();
    };
    // Both live as long as the table: it changes from one to the other while it is being shown.
    m_narrowBar = new BarDelegate(this, claimed, narrowBar);
    m_roomyBar = new BarDelegate(this, claimed, roomyBar);
    auto *exposure = new MoneyDelegate(this);
    exposure->setMutedWhen([eventOf](const QModelIndex &index) { return isOver(eventOf(index)); });
    setItemDelegateForColumn(EventColumns::Exposure, exposure);
    buildClocks(now);
}

void EventsTable::buildClocks(const Now &now)
{
    const auto look = [this, now](const std::function<ClockLook(const Event &, const QDateTime &)> &tell) {
        return [this, now, tell](const QModelIndex &index) {
            const Event *event = m_rows.event(index);
            return event ? tell(*event, now()) : ClockLook();
        };
    };
    setItemDelegateForColumn(EventColumns::ClaimUntil, new ClockDelegate(this, look(deadlineLook), relativeFrom));
    const auto expiry = [](const Event &event, const QDateTime &at) {
        return clockLook(inZoneOf(event, event.creditExpiresAt), at, false, false);
    };
    setItemDelegateForColumn(EventColumns::CreditUntil, new ClockDelegate(this, look(expiry), 74));
    const auto zone = [](const Event &event, const QDateTime &at) {
        return ClockLook{zoneText(event.timeZone.toUtf8(), at), {}, Tone::Neutral, true};
    };
    setItemDelegateForColumn(EventColumns::Zone, new ClockDelegate(this, look(zone), 400));
}

void EventsTable::setRoomy(bool roomy)
{
    m_roomy = roomy;
    for (size_t column = 0; column < narrowWidths.size(); ++column) {
        const int now = columnWidth(int(column));
        if (now == narrowWidths.at(column) || now == roomyWidths.at(column))
            setColumnWidth(int(column), roomy ? roomyWidths.at(column) : narrowWidths.at(column));
    }
    setItemDelegateForColumn(EventColumns::Claimed, roomy ? m_roomyBar : m_narrowBar);
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
    const bool roomy = viewport()->width() >= roomyFrom;
    if (roomy != m_roomy)
        setRoomy(roomy);
    fitName();
}

int EventsTable::claimedWidth() const
{
    const QFontMetrics metrics(textFont());
    int widest = 0;
    for (int row = 0; row < m_rows.rowCount(); ++row) {
        const Event *event = m_rows.event(m_rows.index(row, 0));
        const BarLook look = event ? claimedLook(*event) : BarLook();
        widest = std::max(widest, metrics.horizontalAdvance(QString(look.figure % look.of)));
    }
    return widest + besideBar + (m_roomy ? roomyBar : narrowBar);
}

void EventsTable::fitName()
{
    // A count that lost its first digits would be another count.
    if (columnWidth(EventColumns::Claimed) < claimedWidth())
        setColumnWidth(EventColumns::Claimed, claimedWidth());
    int others = 0;
    for (int column = 0; column < EventColumns::ColumnCount; ++column) {
        if (column != EventColumns::Name && !isColumnHidden(column))
            others += columnWidth(column);
    }
    setColumnWidth(EventColumns::Name, std::max(leastNameWidth, viewport()->width() - others));
}

} // namespace scrip
