// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/batches_model.h"
#include "models/events_model.h"
#include "ui/sheets/left_out_codes.h"

namespace scrip {

struct Stores;

/// Which batch of which event is on the page: loads both lists, chooses the newest batch at first, and follows what
/// the person or another page chooses. Owned by the page; borrows the stores.
class SheetSubject : public QObject
{
    Q_OBJECT
public:
    explicit SheetSubject(const Stores &stores, QObject *parent = nullptr);

    /// Asks for everything once more; what is there stays until the answers arrive.
    void reload();
    void chooseEvent(const EventId &event);
    void chooseBatch(const BatchId &batch);

    /// True once it is known which batch there is, or that there is none.
    [[nodiscard]] bool isSettled() const { return m_settled; }
    /// Those to choose from, newest first; the chosen one is among them even when it is archived.
    [[nodiscard]] QList<Event> events() const;
    [[nodiscard]] QList<Batch> batches() const { return m_batches->rows(); }
    /// The chosen ones, as last heard of, if there are any.
    [[nodiscard]] const std::optional<Event> &event() const { return m_event; }
    [[nodiscard]] const std::optional<Batch> &batch() const { return m_batch; }
    [[nodiscard]] const QList<int> &leftOut() const { return m_leftOut->serials(); }

Q_SIGNALS:
    /// Lists or choice changed, or what is known of them.
    void changed();
    /// Something could not be read; what is shown stays.
    void failed(const scrip::Failure &failure);

private:
    void onEvents();
    void onBatches();
    void findNewestBatch();
    [[nodiscard]] const Batch &likeliest(const QList<Batch> &batches) const;
    void takeBatch(const Batch &batch);
    void takeEvent(const EventId &event);
    void settle();

    const Stores &m_stores;
    EventsModel *m_events;
    BatchesModel *m_batches;
    LeftOutCodes *m_leftOut;
    Latest<Page<Batch>> m_newest;
    Latest<Batch> m_asked;
    Latest<Event> m_askedEvent;
    EventId m_eventId;
    BatchId m_batchId; ///< Wanted; may not be in the list yet.
    std::optional<Event> m_event;
    std::optional<Batch> m_batch;
    bool m_settled = false;
};

} // namespace scrip
