// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheet_subject.h"

#include "core/ports/stores.h"

#include <algorithm>

namespace scrip {

namespace {

constexpr int mostEvents = 2000;  // a combo box is no place for more; another page leads to the rest
constexpr int recentBatches = 50; // among which the first subject is looked for

} // namespace

SheetSubject::SheetSubject(const Stores &stores, QObject *parent)
    : QObject(parent)
    , m_stores(stores)
    , m_events(new EventsModel(*stores.events, this))
    , m_batches(new BatchesModel(*stores.batches, this))
    , m_leftOut(new LeftOutCodes(*stores.codes, this))
{
    connect(m_events, &ListModelBase::loaded, this, &SheetSubject::onEvents);
    connect(m_batches, &ListModelBase::loaded, this, &SheetSubject::onBatches);
    connect(m_leftOut, &LeftOutCodes::changed, this, &SheetSubject::changed);
    connect(m_events, &ListModelBase::failed, this, &SheetSubject::failed);
    connect(m_batches, &ListModelBase::failed, this, &SheetSubject::failed);
}

void SheetSubject::reload()
{
    m_events->reload();
    if (!m_eventId.isNull())
        m_batches->reload();
}

QList<Event> SheetSubject::events() const
{
    QList<Event> events = m_events->rows();
    if (m_event && m_events->rowOf(m_event->id) < 0)
        events.prepend(*m_event);
    return events;
}

void SheetSubject::chooseEvent(const EventId &event)
{
    if (event.isNull() || event == m_eventId)
        return;
    m_batchId = {};
    takeEvent(event);
}

void SheetSubject::chooseBatch(const BatchId &batch)
{
    if (batch.isNull() || batch == m_batchId)
        return;
    m_batchId = batch;
    if (const int row = m_batches->rowOf(batch); row >= 0) {
        takeBatch(*m_batches->at(row));
        settle();
        return;
    }
    m_asked.ask(this, m_stores.batches->batch(batch), [this](const Result<Batch> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.failure());
            return;
        }
        if (answer->eventId != m_eventId)
            takeEvent(answer->eventId);
        else
            m_batches->reload();
    });
}

void SheetSubject::takeEvent(const EventId &event)
{
    m_newest.forget();
    m_eventId = event;
    m_event.reset();
    m_batch.reset();
    onEvents();
    m_batches->setEvent(event);
}

void SheetSubject::onEvents()
{
    if (m_events->canFetchMore({}) && m_events->filledRows() < mostEvents)
        m_events->fetchMore({});
    if (m_eventId.isNull()) {
        if (m_batchId.isNull())
            findNewestBatch();
        return;
    }
    if (const int row = m_events->rowOf(m_eventId); row >= 0) {
        m_event = *m_events->at(row);
        settle();
        return;
    }
    m_askedEvent.ask(this, m_stores.events->event(m_eventId), [this](const Result<Event> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.failure());
            return;
        }
        m_event = *answer;
        settle();
    });
}

void SheetSubject::findNewestBatch()
{
    BatchQuery query;
    query.limit = recentBatches;
    m_newest.ask(this, m_stores.batches->page(query), [this](const Result<Page<Batch>> &answer) {
        if (!answer) {
            Q_EMIT failed(answer.failure());
            return;
        }
        if (!answer->items.isEmpty()) {
            const Batch &batch = likeliest(answer->items);
            m_batchId = batch.id;
            takeEvent(batch.eventId);
            return;
        }
        // No batch anywhere. An event may still be there to mint one for.
        m_settled = true;
        Q_EMIT changed();
    });
}

/// The newest batch that somebody could still claim from; nobody comes here to print for an event that is over.
const Batch &SheetSubject::likeliest(const QList<Batch> &batches) const
{
    const auto live = std::find_if(batches.begin(), batches.end(), [this](const Batch &batch) {
        const int row = m_events->rowOf(batch.eventId);
        const Event *event = row >= 0 ? m_events->at(row) : nullptr;
        return event != nullptr && event->status != EventStatus::Ended && event->status != EventStatus::Archived;
    });
    return live == batches.end() ? batches.first() : *live;
}

void SheetSubject::onBatches()
{
    if (m_batches->rows().isEmpty()) {
        m_batch.reset();
        settle();
        return;
    }
    const int row = m_batches->rowOf(m_batchId);
    takeBatch(*m_batches->at(std::max(0, row)));
    settle();
}

void SheetSubject::takeBatch(const Batch &batch)
{
    m_batch = batch;
    m_batchId = batch.id;
    m_leftOut->ask(batch);
}

void SheetSubject::settle()
{
    m_settled = m_event && m_batches->isLoaded();
    Q_EMIT changed();
}

} // namespace scrip
