// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/event_store.h"
#include "models/list_model.h"

namespace scrip {

/// The cells of an event. Times are told in the event's own zone, as text without it: the zone has a column.
class EventColumns : public Columns<Event>
{
public:
    enum Column { Status, Name, PerCode, Claimed, Exposure, ClaimUntil, CreditUntil, Zone, ColumnCount };

    [[nodiscard]] int count() const override { return ColumnCount; }
    [[nodiscard]] QString title(int column) const override;
    [[nodiscard]] QString text(const Event &event, int column) const override;
    /// Status: name of the contract; amounts: nano-units as qint64; counts: qint64; times: QDateTime in the event's
    /// zone; otherwise the text.
    [[nodiscard]] QVariant raw(const Event &event, int column) const override;
    [[nodiscard]] QString id(const Event &event) const override { return event.id.toText(); }
    [[nodiscard]] bool isFigure(int column) const override;
};

/// A time of an event as its people see it.
[[nodiscard]] QDateTime inZoneOf(const Event &event, const QDateTime &time);

/// The events that a query leaves, sorted by the database. Borrows the store.
class EventsModel : public ListModel<Event>
{
    Q_OBJECT
public:
    explicit EventsModel(EventStore &store, QObject *parent = nullptr);

    /// Shows what another query leaves: asks at once; what is shown stays until then. The sort is kept unless the
    /// query has one of its own.
    void setQuery(const EventQuery &query);
    [[nodiscard]] const EventQuery &query() const { return m_query; }

    [[nodiscard]] const Event *event(const QModelIndex &index) const { return at(index); }
    [[nodiscard]] int rowOf(const EventId &id) const { return rowOfId(id.toText()); }

    /// By the column's key in the database; columns without one leave the order as it is. -1: newest first.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;
    [[nodiscard]] static bool isSortable(int column);

protected:
    Answer<Page<Event>> ask(const QString &after) override;

private:
    EventStore &m_store;
    EventQuery m_query;
};

} // namespace scrip
