// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/events_model.h"

#include <QCoreApplication>
#include <QTimeZone>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::EventColumns", text);
}

QString claimedText(const Event &event)
{
    const QString claimed = QString::number(event.claimCount);
    return event.maxClaims ? QString(claimed % u" / "_s % QString::number(*event.maxClaims)) : claimed;
}

/// Names of the contract to sort by; empty where there is none.
QString sortKey(int column)
{
    switch (column) {
    case EventColumns::Status:
        return u"status"_s;
    case EventColumns::Name:
        return u"name"_s;
    case EventColumns::PerCode:
        return u"amount"_s;
    case EventColumns::Claimed:
        return u"claimed"_s;
    case EventColumns::Exposure:
        return u"exposure"_s;
    case EventColumns::ClaimUntil:
        return u"deadline"_s;
    case EventColumns::CreditUntil:
        return u"expiry"_s;
    default:
        return {};
    }
}

} // namespace

QDateTime inZoneOf(const Event &event, const QDateTime &time)
{
    const QTimeZone zone(event.timeZone.toUtf8());
    return time.isValid() && zone.isValid() ? time.toTimeZone(zone) : time;
}

QString EventColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Status"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Event"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Per code"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Claimed of cap"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Exposure"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Claim until"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Credit lasts until"),
        QT_TRANSLATE_NOOP("scrip::EventColumns", "Zone"),
    };
    return words(titles[column]);
}

QString EventColumns::text(const Event &event, int column) const
{
    switch (column) {
    case Status:
        return statusName(event.status);
    case Name:
        return event.name;
    case PerCode:
        return event.amount.toText();
    case Claimed:
        return claimedText(event);
    case Exposure:
        return event.exposure.toText();
    case ClaimUntil:
        return event.claimDeadline.isValid() ? plainTime(inZoneOf(event, event.claimDeadline)) : dash();
    case CreditUntil:
        return plainTime(inZoneOf(event, event.creditExpiresAt));
    case Zone:
        return event.timeZone;
    default:
        return {};
    }
}

QVariant EventColumns::raw(const Event &event, int column) const
{
    switch (column) {
    case PerCode:
        return event.amount.nano();
    case Claimed:
        return event.claimCount;
    case Exposure:
        return event.exposure.nano();
    case ClaimUntil:
        return inZoneOf(event, event.claimDeadline);
    case CreditUntil:
        return inZoneOf(event, event.creditExpiresAt);
    default:
        return text(event, column);
    }
}

bool EventColumns::isFigure(int column) const
{
    return column == PerCode || column == Exposure;
}

EventsModel::EventsModel(EventStore &store, QObject *parent)
    : ListModel(std::make_unique<EventColumns>(), parent)
    , m_store(store)
{
}

void EventsModel::setQuery(const EventQuery &query)
{
    const QString sort = query.sort.isEmpty() ? m_query.sort : query.sort;
    m_query = query;
    m_query.sort = sort;
    markOutdated();
    reload();
}

void EventsModel::sort(int column, Qt::SortOrder order)
{
    const QString key = sortKey(column);
    const QString wanted = key.isEmpty() || order == Qt::AscendingOrder ? key : QString(u'-' % key);
    if ((key.isEmpty() && column >= 0) || wanted == m_query.sort)
        return;
    m_query.sort = wanted;
    // Before somebody looks there is nothing to put in another order.
    if (!isLoaded() && !isLoading())
        return;
    markOutdated();
    reload();
}

bool EventsModel::isSortable(int column)
{
    return !sortKey(column).isEmpty();
}

Answer<Page<Event>> EventsModel::ask(const QString &after)
{
    EventQuery query = m_query;
    query.after = after;
    return m_store.page(query);
}

} // namespace scrip
