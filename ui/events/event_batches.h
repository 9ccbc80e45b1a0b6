// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "models/list_model.h"

#include <QTimeZone>

namespace scrip {

/// The cells of a batch in the detail pane of its event. Times are told in the event's zone.
class EventBatchColumns : public Columns<Batch>
{
public:
    enum Column { Number, Codes, Printed, HandedOver, Claimed, State, Created, ColumnCount };

    /// The zone belongs to the model, which changes it with the event.
    explicit EventBatchColumns(std::shared_ptr<const QTimeZone> zone)
        : m_zone(std::move(zone))
    {
    }

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Batch &batch, int column) const override;
    [[nodiscard]] QVariant raw(const Batch &batch, int column) const override;
    [[nodiscard]] QString id(const Batch &batch) const override { return batch.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override { return column >= Codes && column <= Claimed; }

private:
    std::shared_ptr<const QTimeZone> m_zone;
};

/// The batches of one event, newest first as the store lists them. Borrows the store; owned by the detail pane.
class EventBatches : public ListModel<Batch>
{
    Q_OBJECT
public:
    explicit EventBatches(BatchStore &store, QObject *parent = nullptr);

    /// Shows the batches of that event: another one takes the rows away first.
    void setEvent(const EventId &event, const QTimeZone &zone);
    [[nodiscard]] qint64 handedOver() const;

protected:
    Answer<Page<Batch>> ask(const QString &after) override;

private:
    EventBatches(BatchStore &store, const std::shared_ptr<QTimeZone> &zone, QObject *parent);

    BatchStore &m_store;
    EventId m_event;
    std::shared_ptr<QTimeZone> m_zone;
};

} // namespace scrip
