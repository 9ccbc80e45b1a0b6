// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_batches.h"

#include "core/text_rules.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

QString EventBatchColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::EventBatches", "#"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "Codes"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "Printed"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "Handed over"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "Claimed"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "State"),
        QT_TRANSLATE_NOOP("scrip::EventBatches", "Created, %1"),
    };
    const QString title = QCoreApplication::translate("scrip::EventBatches", titles[column]);
    return column == Created ? title.arg(offsetText(*m_zone)) : title;
}

QString EventBatchColumns::text(const Batch &batch, int column) const
{
    switch (column) {
    case Number:
        return QString::number(batch.number);
    case State:
        return statusPill(batchStateName(batch.state)).text;
    case Created:
        return QString(momentText(batch.createdAt.toTimeZone(*m_zone), QDateTime::currentDateTimeUtc()) % u" · "_s %
                       shownText(batch.createdBy));
    default: {
        const qint64 figure = raw(batch, column).toLongLong();
        return figure == 0 && column != Codes ? dash() : countText(figure);
    }
    }
}

QVariant EventBatchColumns::raw(const Batch &batch, int column) const
{
    switch (column) {
    case Codes:
        return batch.count;
    case Printed:
        return batch.printed;
    case HandedOver:
        return batch.handedOver;
    case Claimed:
        return batch.codes.claimed;
    case State:
        return batchStateName(batch.state);
    case Created:
        return batch.createdAt;
    default:
        return batch.number;
    }
}

EventBatches::EventBatches(BatchStore &store, QObject *parent)
    : EventBatches(store, std::make_shared<QTimeZone>(QTimeZone::utc()), parent)
{
}

EventBatches::EventBatches(BatchStore &store, const std::shared_ptr<QTimeZone> &zone, QObject *parent)
    : ListModel(std::make_unique<EventBatchColumns>(zone), parent)
    , m_store(store)
    , m_zone(zone)
{
    setPlaceholderRows(3);
}

void EventBatches::setEvent(const EventId &event, const QTimeZone &zone)
{
    *m_zone = zone;
    Q_EMIT headerDataChanged(Qt::Horizontal, EventBatchColumns::Created, EventBatchColumns::Created);
    if (event != m_event)
        clearRows();
    m_event = event;
    reload();
}

qint64 EventBatches::handedOver() const
{
    qint64 sum = 0;
    for (const Batch &batch : rows())
        sum += batch.handedOver;
    return sum;
}

Answer<Page<Batch>> EventBatches::ask(const QString &after)
{
    BatchQuery query;
    query.event = m_event;
    query.after = after;
    return m_store.page(query);
}

} // namespace scrip
