// SPDX-License-Identifier: GPL-3.0-or-later
// How the page of events comes by what it shows: filter, answers, failures, news, and what is chosen.
#include "ui/events/events_page.h"

#include "core/text_rules.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/event_words.h"
#include "ui/events/events_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/list_export.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QSignalBlocker>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

bool concernsEvents(const Change &change)
{
    static const QSet<QString> ours{u"event"_s, u"batch"_s, u"code"_s, u"claims"_s, u"print"_s};
    return change.everything || change.kinds.intersects(ours);
}

} // namespace

void EventsPage::activate()
{
    if (m_outdated || !m_model->isLoaded())
        reload();
}

void EventsPage::refresh()
{
    reload();
}

void EventsPage::setConnected(bool connected)
{
    const bool back = connected && !isConnected();
    WindowPage::setConnected(connected);
    m_actions->judge();
    if (back && isVisible())
        reload();
    m_outdated = m_outdated || back;
}

void EventsPage::reload()
{
    m_outdated = false;
    m_model->reload();
    askCounts();
}

void EventsPage::askCounts()
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
    setSubtitle(tr("%1 active · exposure %2 · %3 claimed")
                    .arg(counts.byStatus.value(EventStatus::Active))
                    .arg(moneyText(counts.exposure), moneyText(counts.claimedAmount)));
    if (m_model->isLoaded())
        onLoaded();
}

bool EventsPage::isFiltered() const
{
    return m_chips->chosen() != "all"_L1 || !m_search->text().trimmed().isEmpty();
}

void EventsPage::applyFilter()
{
    EventQuery query;
    if (const auto status = statusFromName(m_chips->chosen()))
        query.statuses = {*status};
    query.search = m_search->text().trimmed();
    m_model->setQuery(query);
    Q_EMIT locationChanged();
}

ExportSource EventsPage::exportSource() const
{
    ExportSource source = exportOfEvents(*m_stores.events, m_model->query());
    // Archived ones are not among all of them.
    source.filtered = isFiltered() || (m_counts && m_counts->byStatus.value(EventStatus::Archived) > 0);
    const TableCount count = m_model->rowsInAll();
    if (count.certainty == TableCount::Certainty::Exact)
        source.count = RowCount{count.rows, true};
    return source;
}

void EventsPage::clearFilter()
{
    const QSignalBlocker quiet(m_search);
    m_search->clear();
    m_chips->setChosen(u"all"_s);
    applyFilter();
}

void EventsPage::onLoaded()
{
    m_failure->clear();
    if (m_model->filledRows() > 0)
        showState(Content);
    else if (isFiltered())
        showState(NoMatch);
    else if (m_counts)
        showState(m_counts->byStatus.value(EventStatus::Archived) > 0 ? NoMatch : NoEvents);
    setReasonAgainst(m_export->action(), m_model->filledRows() > 0 ? QString() : tr("There is nothing to export"));
    chooseWanted();
    showChosen();
}

void EventsPage::onFailed(const Failure &failure)
{
    const QString what = failureWords(failure);
    if (!m_model->isLoaded()) {
        m_notLoaded->setSentence(tr("The events could not be loaded. %1 Nothing was changed.").arg(what));
        showState(NotLoaded);
        return;
    }
    m_outdated = true;
    m_failure->setButton(tr("Try again"));
    m_failure->show(Tone::Bad, tr("Not loaded anew."),
                    tr("%1 What you see is the last that was read; nothing was changed.").arg(what));
}

void EventsPage::onChanged(const Change &change)
{
    if (!concernsEvents(change))
        return;
    if (isVisible()) {
        reload();
        return;
    }
    m_outdated = true;
    m_model->markOutdated();
}

void EventsPage::showState(State state)
{
    m_states->setCurrentIndex(state);
    // Where there is nothing to filter and one thing to do, only that is shown.
    const bool bare = state == NoEvents || state == NotLoaded;
    m_chips->setVisible(!bare);
    setHeaderActionsVisible(!bare);
    setHeaderLine(bare);
    if (bare)
        setSubtitle({});
}

void EventsPage::onWritten(const Event &event)
{
    m_wanted = event.id;
    m_lookedFor = false;
    reload();
}

void EventsPage::chooseWanted()
{
    if (!m_wanted.isNull() && m_table->select(m_wanted)) {
        m_wanted = {};
        return;
    }
    if (!m_wanted.isNull() && !m_lookedFor)
        lookForWanted();
    if (!m_table->currentIndex().isValid() && m_model->filledRows() > 0)
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
        const QSignalBlocker quiet(m_search);
        m_search->clear();
        m_chips->setChosen(statusName(event->status));
        EventQuery query;
        query.statuses = {event->status};
        query.search = event->id.toText();
        // By status alone when that is enough; by its id when it lies further down.
        if (m_model->query().statuses != QList{event->status})
            query.search.clear();
        m_lookedFor = !query.search.isEmpty();
        m_model->setQuery(query);
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

QUrlQuery EventsPage::location() const
{
    QUrlQuery query;
    if (!m_shown.isNull())
        query.addQueryItem(u"event"_s, m_shown.toText());
    if (m_chips->chosen() != "all"_L1)
        query.addQueryItem(u"status"_s, m_chips->chosen());
    return query;
}

void EventsPage::goTo(const QUrlQuery &location)
{
    if (location.hasQueryItem(u"new"_s)) {
        m_actions->create->trigger(); // does nothing where it is not allowed
        return;
    }
    const QString status = location.queryItemValue(u"status"_s);
    const QString wanted = status.isEmpty() ? u"all"_s : status;
    m_wanted = EventId::fromText(location.queryItemValue(u"event"_s));
    m_lookedFor = false;
    if (wanted != m_chips->chosen()) {
        m_chips->setChosen(wanted);
        applyFilter();
    } else if (m_model->isLoaded()) {
        chooseWanted();
    }
}

} // namespace scrip
