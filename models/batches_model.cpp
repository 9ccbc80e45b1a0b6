// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/batches_model.h"

#include <QCoreApplication>

namespace scrip {

QString BatchColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::BatchColumns", "#"),       QT_TRANSLATE_NOOP("scrip::BatchColumns", "Codes"),
        QT_TRANSLATE_NOOP("scrip::BatchColumns", "Printed"), QT_TRANSLATE_NOOP("scrip::BatchColumns", "Handed over"),
        QT_TRANSLATE_NOOP("scrip::BatchColumns", "Claimed"),
    };
    return QCoreApplication::translate("scrip::BatchColumns", titles[column]);
}

QString BatchColumns::text(const Batch &batch, int column) const
{
    const qint64 count = raw(batch, column).toLongLong();
    return count == 0 && column != Codes ? dash() : QString::number(count);
}

QVariant BatchColumns::raw(const Batch &batch, int column) const
{
    switch (column) {
    case Number:
        return qint64(batch.number);
    case Codes:
        return batch.count;
    case Printed:
        return batch.printed;
    case HandedOver:
        return batch.handedOver;
    case Claimed:
        return batch.codes.claimed;
    default:
        return {};
    }
}

BatchesModel::BatchesModel(BatchStore &store, QObject *parent)
    : ListModel(std::make_unique<BatchColumns>(), parent)
    , m_store(store)
{
}

void BatchesModel::setEvent(const EventId &event)
{
    m_event = event;
    clearRows();
    reload();
}

qint64 BatchesModel::sum(int column) const
{
    qint64 total = 0;
    for (const Batch &batch : rows())
        total += column == BatchColumns::Number ? 0 : columns().raw(batch, column).toLongLong();
    return total;
}

Answer<Page<Batch>> BatchesModel::ask(const QString &after)
{
    BatchQuery query;
    query.event = m_event;
    query.after = after;
    return m_store.page(query);
}

} // namespace scrip
