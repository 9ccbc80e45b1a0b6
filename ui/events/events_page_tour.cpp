// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the page of events and its dialogs.
#include "ui/events/events_page.h"

#include "ui/events/event_actions.h"
#include "ui/events/event_detail.h"
#include "ui/events/events_table.h"
#include "ui/mint/mint_dialog.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/reason_dialog.h"

#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int longerThanATour = 3'600'000;

} // namespace

TourStop EventsPage::tourOfTab(const QString &name, int tab)
{
    TourStop stop = stopOf(name, [this, tab](const std::function<void()> &ready) {
        if (!m_table->currentIndex().isValid() && m_model->filledRows() > 0)
            m_table->setCurrentIndex(m_table->model()->index(0, EventColumns::Name));
        connect(m_detail, &EventDetail::ready, this, ready, Qt::SingleShotConnection);
        // A tab that is shown already asks once more, so that there is an answer to wait for.
        if (m_detail->currentTab() == tab)
            showChosen();
        m_detail->showTab(EventDetail::Tab(tab));
    });
    stop.finish = [this] { m_detail->showTab(EventDetail::Batches); };
    return stop;
}

TourStop EventsPage::tourOfDialog(const QString &name, const std::function<QWidget *()> &open)
{
    auto opened = std::make_shared<QPointer<QWidget>>();
    TourStop stop = stopOf(name, [open, opened](const std::function<void()> &ready) {
        *opened = open();
        ready();
    });
    stop.finish = [opened] {
        if (*opened)
            (*opened)->close();
    };
    return stop;
}

/// As it is when the answer got lost; nothing is sent.
QWidget *EventsPage::openInDoubt()
{
    ReasonDialog *dialog = m_actions->openPause();
    if (!dialog)
        return nullptr;
    dialog->reasonField()->edit()->setPlainText(tr("A photo of one sheet is going around"));
    auto *write = new DialogWriteBase(
        dialog, tr("Pausing…"), [](DialogWriteBase &own) { own.fail(Failure::named(u"unknown_outcome"_s, {})); });
    write->setResolveAfter(longerThanATour);
    write->start();
    return dialog;
}

TourStop EventsPage::tourOfEmpty()
{
    TourStop stop = stopOf(u"events-empty"_s, [this](const std::function<void()> &ready) {
        showEmpty();
        ready();
    });
    stop.finish = [this] {
        showState();
        showSubtitle();
    };
    return stop;
}

QList<TourStop> EventsPage::tourStops()
{
    return {tourOfTab(u"events"_s, EventDetail::Batches),
            tourOfTab(u"event-redemption"_s, EventDetail::Redemption),
            tourOfTab(u"event-details"_s, EventDetail::Details),
            tourOfTab(u"event-history"_s, EventDetail::History),
            tourOfDialog(u"new-event"_s, [this] { return m_actions->openNew(); }),
            tourOfDialog(u"edit-event"_s, [this] { return m_actions->openEdit(); }),
            tourOfDialog(u"pause-event"_s, [this] { return m_actions->openPause(); }),
            tourOfDialog(u"unknown-resolving"_s, [this] { return openInDoubt(); }),
            tourOfDialog(u"archive-event"_s, [this] { return m_actions->openArchive(); }),
            tourOfDialog(u"approve-event"_s, [this] { return m_actions->openApprove(); }),
            tourOfEmpty()};
}

} // namespace scrip
