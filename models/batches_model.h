// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/batch_store.h"
#include "models/list_model.h"

namespace scrip {

/// The cells of a batch.
class BatchColumns : public Columns<Batch>
{
public:
    enum Column { Number, Codes, Printed, HandedOver, Claimed, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Batch &batch, int column) const override;
    /// The count as qint64.
    [[nodiscard]] QVariant raw(const Batch &batch, int column) const override;
    [[nodiscard]] QString id(const Batch &batch) const override { return batch.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override { return column != Number; }
};

/// The batches of an event (or of all), as the store lists them. Borrows the store.
class BatchesModel : public ListModel<Batch>
{
    Q_OBJECT
public:
    explicit BatchesModel(BatchStore &store, QObject *parent = nullptr);

    /// Shows the batches of another event: takes the rows away and asks at once. A null id: of all events.
    void setEvent(const EventId &event);
    [[nodiscard]] const EventId &event() const { return m_event; }

    [[nodiscard]] const Batch *batch(const QModelIndex &index) const { return at(index); }
    [[nodiscard]] int rowOf(const BatchId &id) const { return rowOfId(id.toText()); }
    /// What the rows add up to in a column, for a line below the table. 0 for the number.
    [[nodiscard]] qint64 sum(int column) const;

protected:
    Answer<Page<Batch>> ask(const QString &after) override;

private:
    BatchStore &m_store;
    EventId m_event;
};

} // namespace scrip
