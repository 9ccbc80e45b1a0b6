// SPDX-License-Identifier: GPL-3.0-or-later
// How the page of events comes by what it shows: filter, answers, places, and what is chosen.
#include "ui/events/events_page.h"

#include "core/text_rules.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/event_words.h"
#include "ui/events/events_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/place.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QAction>

using namespace Qt::StringLiterals;

namespace scrip {

void EventsPage::setClock(const QTimeZone &, const QDateTime &now)
{
    // Events tell their times in zones of their own.
    m_clock.set(now);
}

void EventsPage::ask()
{
    EventQuery query;
    if (const auto status = statusFromName(m_chips->chosen()))
        query.statuses = {*status};
    query.search = m_search->text().trimmed();
    m_model->setQuery(query);
}

/// The counts of the chips come from all events, whatever is shown.
void EventsPage::loadLists()
{
    m_countsAsked.ask(this, m_stores.events->counts(), [this](const Result<EventCounts> &counts) {
        if (counts)
            showCounts(*counts);
    });
}

void EventsPage::showCounts(const EventCounts &counts)
{
    m_counts = counts;
    m_chips->setCount(u"all"_s, counts.all);
    for (const EventStatus status : allEventStatuses())
        m_chips->setCount(statusName(status), counts.byStatus.value(status));
    showState();
    showSubtitle();
}

QString EventsPage::subtitleText() const
{
    if (!m_counts || (m_counts->all == 0 && !hasArchive()))
        return {};
    return tr("%1 active · exposure %2 · %3 claimed in all")
        .arg(m_counts->byStatus.value(EventStatus::Active))
        .arg(moneyText(m_counts->exposure), moneyText(m_counts->claimedAmount));
}

bool EventsPage::hasArchive() const
{
    return m_counts && m_counts->byStatus.value(EventStatus::Archived) > 0;
}

ExportSource EventsPage::exportOfAll() const
{
    return exportOfEvents(*m_stores.events, m_model->query());
}

QString EventsPage::failureText(const Failure &failure) const
{
    return failureWords(failure);
}

void EventsPage::onArrived()
{
    chooseWanted();
}

void EventsPage::onWritten(const Event &event)
{
    m_wanted = event.id;
    m_lookedFor = false;
    refresh();
}

void EventsPage::chooseWanted()
{
    if (!m_wanted.isNull() && m_table->select(m_wanted))
        m_wanted = {};
    else if (!m_wanted.isNull() && !m_lookedFor)
        lookForWanted();
    if (isFirstAnswer() && !m_table->currentIndex().isValid() && m_model->filledRows() > 0)
        m_table->setCurrentIndex(m_table->model()->index(0, EventColumns::Name));
}

/// It is not among what the filter leaves (or lies beyond the first page): go where it is.
void EventsPage::lookForWanted()
{
    m_lookedFor = true;
    onDone(this, m_stores.events->event(m_wanted), [this](const Result<Event> &event) {
        if (!event) {
            m_wanted = {};
            Toast::show(this, Tone::Bad, tr("That event cannot be shown. %1").arg(failureWords(event.failure())), {},
                        event.failure().name);
            return;
        }
        // By status alone when that is enough; by its id when it lies further down.
        const bool further = m_model->query().statuses == QList{event->status};
        m_lookedFor = further;
        QUrlQuery place;
        addTo(place, u"status"_s, statusName(event->status));
        addTo(place, u"search"_s, further ? event->id.toText() : QString());
        TablePage::goTo(place);
    });
}

void EventsPage::showChosen()
{
    const Event *event = m_table->currentEvent();
    m_actions->setEvent(event ? std::optional(*event) : std::nullopt);
    if (event || m_model->isLoaded())
        m_detail->setEvent(event ? std::optional(*event) : std::nullopt, m_clock.now());
    const EventId now = event ? event->id : EventId();
    if (now == m_shown)
        return;
    const bool first = m_shown.isNull();
    m_shown = now;
    if (!first)
        Q_EMIT locationChanged();
}

QString EventsPage::statusChosen() const
{
    return m_chips->chosen() == "all"_L1 ? QString() : m_chips->chosen();
}

QUrlQuery EventsPage::filterPlace() const
{
    QUrlQuery place;
    addTo(place, u"status"_s, statusChosen());
    addTo(place, u"search"_s, m_search->text().trimmed());
    return place;
}

QUrlQuery EventsPage::location() const
{
    QUrlQuery place = filterPlace();
    addIdTo(place, u"event"_s, m_shown);
    return place;
}

bool EventsPage::setPlace(const QUrlQuery &place)
{
    const QUrlQuery before = filterPlace();
    const auto status = statusFromName(textOf(place, u"status"_s));
    m_chips->setChosen(status ? statusName(*status) : u"all"_s);
    m_search->setSearch(textOf(place, u"search"_s));
    return filterPlace() != before;
}

void EventsPage::goTo(const QUrlQuery &place)
{
    if (place.hasQueryItem(u"new"_s)) {
        m_actions->create->trigger(); // does nothing where it is not allowed
        return;
    }
    m_wanted = idOf<EventId>(place, u"event"_s);
    m_lookedFor = false;
    TablePage::goTo(place);
    if (m_model->isLoaded() && !m_model->isLoading())
        chooseWanted();
}

} // namespace scrip
