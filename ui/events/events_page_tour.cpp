// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the page of events and its dialogs.
#include "ui/events/events_page.h"

#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/events_table.h"
#include "ui/mint/mint_dialog.h"
#include "ui/widgets/reason_dialog.h"

#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Calls once, at the next emission only.
template <typename Sender, typename Signal>
void once(Sender *sender, Signal signal, QObject *context, const std::function<void()> &call)
{
    QObject::connect(sender, signal, context, call, Qt::SingleShotConnection);
}

} // namespace

void EventsPage::whenLoaded(std::function<void()> then)
{
    if (m_model->isLoaded() && !m_model->isLoading() && m_counts)
        then();
    else
        once(m_model, &ListModelBase::loaded, this, then);
}

TourStop EventsPage::tourOfTable()
{
    return tourOfTab(u"events"_s, EventDetail::Batches);
}

TourStop EventsPage::tourOfTab(const QString &name, int tab)
{
    TourStop stop;
    stop.name = name;
    stop.prepare = [this, tab](const std::function<void()> &ready) {
        whenLoaded([this, tab, ready] {
            if (!m_table->currentIndex().isValid() && m_model->filledRows() > 0)
                m_table->setCurrentIndex(m_table->model()->index(0, EventColumns::Name));
            once(m_detail, &EventDetail::ready, this, ready);
            // A tab that is shown already asks once more, so that there is an answer to wait for.
            if (m_detail->currentTab() == tab)
                showChosen();
            m_detail->showTab(EventDetail::Tab(tab));
        });
    };
    stop.finish = [this] { m_detail->showTab(EventDetail::Batches); };
    return stop;
}

TourStop EventsPage::tourOfDialog(const QString &name, std::function<QWidget *()> open)
{
    TourStop stop;
    stop.name = name;
    auto opened = std::make_shared<QPointer<QWidget>>();
    stop.prepare = [this, open, opened](const std::function<void()> &ready) {
        whenLoaded([open, opened, ready] {
            *opened = open();
            ready();
        });
    };
    stop.finish = [opened] {
        if (*opened)
            (*opened)->close();
    };
    return stop;
}

TourStop EventsPage::tourOfEmpty()
{
    TourStop stop;
    stop.name = u"events-empty"_s;
    stop.prepare = [this](const std::function<void()> &ready) {
        whenLoaded([this, ready] {
            showState(NoEvents);
            ready();
        });
    };
    stop.finish = [this] {
        if (m_counts)
            showCounts(*m_counts);
    };
    return stop;
}

QList<TourStop> EventsPage::tourStops()
{
    return {tourOfTable(),
            tourOfTab(u"event-redemption"_s, EventDetail::Redemption),
            tourOfTab(u"event-details"_s, EventDetail::Details),
            tourOfTab(u"event-history"_s, EventDetail::History),
            tourOfDialog(u"new-event"_s, [this] { return m_actions->openNew(); }),
            tourOfDialog(u"edit-event"_s, [this] { return m_actions->openEdit(); }),
            tourOfDialog(u"pause-event"_s, [this] { return m_actions->openPause(); }),
            tourOfEmpty()};
}

} // namespace scrip
