// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks for, and what it shows of the answers.
#include "models/claims_model.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_detail.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claim_rights.h"
#include "ui/claims/claims_page.h"
#include "ui/claims/claims_table.h"
#include "ui/mint/code_words.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int listLimit = 1000;
/// A list read on further than this is not read anew at each claim made elsewhere.
constexpr int freshRows = 1000;

} // namespace

void ClaimsPage::onNews(const Change &change)
{
    const QSet<QString> ours{u"event"_s, u"claim"_s, u"claims"_s, u"grant"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    m_outdated = true;
    if (!isVisible())
        return;
    if (m_model->filledRows() <= freshRows) {
        activate();
        return;
    }
    m_strip->setButton(tr("Show"));
    m_strip->show(Tone::Info, {}, tr("There are newer claims than these."));
}

void ClaimsPage::onFailure(const Failure &failure)
{
    m_failed = true;
    m_strip->setButton(tr("Try again"));
    m_strip->show(Tone::Bad, tr("Not loaded."), codeFailureWords(failure));
    // What was never read may come after a change of roles or of the connection.
    m_outdated = true;
    showState();
}

void ClaimsPage::onLoaded()
{
    if (m_failed)
        m_strip->clear();
    m_failed = false;
    if (m_model->filledRows() > 0) {
        const Claim &first = m_model->rows().constFirst();
        m_filters->setNames(first.email, first.organizationName);
    }
    showState();
    showSubtitle();
    showSelection();
}

void ClaimsPage::activate()
{
    if (!isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
    if (!m_outdated)
        return;
    m_outdated = false;
    loadEvents();
    reloadRows();
}

void ClaimsPage::refresh()
{
    m_strip->clear();
    m_outdated = true;
    activate();
}

void ClaimsPage::reloadRows()
{
    if (m_model->isLoaded())
        m_model->reload();
    else
        m_model->setFilter(m_filters->filter());
    m_detail->reload();
}

void ClaimsPage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showSelection();
    if (connected && isVisible())
        activate();
}

void ClaimsPage::setFilter(const ClaimQuery &filter)
{
    m_filters->setFilter(filter);
    m_strip->clear();
    m_failed = false;
    m_model->setFilter(filter);
    m_table->scrollToTop();
    showState();
    showSubtitle();
    showSelection();
}

void ClaimsPage::loadEvents()
{
    EventQuery query;
    query.archived = true; // their claims are in the table as well
    query.limit = listLimit;
    m_eventsAsked.ask(this, m_stores.events->page(query), [this](const Result<Page<Event>> &answer) {
        if (!answer)
            return;
        m_events = answer->items;
        m_filters->setEvents(m_events);
        showSubtitle();
    });
}

bool ClaimsPage::isFiltered() const
{
    return m_filters->filter() != ClaimQuery{};
}

void ClaimsPage::showSubtitle()
{
    const int shown = m_model->filledRows();
    const bool more = m_model->canFetchMore({});
    qint64 all = 0;
    int events = 0;
    for (const Event &event : std::as_const(m_events)) {
        all += event.claimCount;
        events += event.claimCount > 0 ? 1 : 0;
    }
    if (!m_model->isLoaded())
        setSubtitle({});
    else if (!isFiltered() && all > 0)
        setSubtitle(tr("%1 claims count in %n event(s)", nullptr, events).arg(countText(all)));
    else if (more)
        setSubtitle(tr("the latest %1 shown, more below").arg(countText(shown)));
    else
        setSubtitle(shown == 0 ? QString() : tr("%1 claim(s)", nullptr, shown).arg(countText(shown)));
}

void ClaimsPage::showState()
{
    const bool none = m_model->isLoaded() && m_model->filledRows() == 0 && !m_failed;
    const bool empty = none && !isFiltered();
    m_stack->setCurrentIndex(empty ? 1 : 0);
    m_rows->setCurrentIndex(none && !empty ? 1 : 0);
    setHeaderActionsVisible(!empty);
    setHeaderLine(empty);
}

const Claim *ClaimsPage::selected() const
{
    const QModelIndexList rows = m_table->selectedRowIndexes();
    return rows.size() == 1 ? m_model->at(rows.constFirst()) : nullptr;
}

void ClaimsPage::showSelection()
{
    const Claim *claim = selected();
    m_actions->update(claim, int(m_table->selectedRowIndexes().size()), m_model->filledRows(), m_connection);
    setReasonAgainst(m_actions->clearFilters, isFiltered() ? QString() : tr("Nothing is filtered"));
    m_detail->setReasonAgainstLooking(reasonAgainstLooking(m_connection));
    if (claim)
        m_detail->showClaim(*claim);
    else
        m_detail->clear();
}

} // namespace scrip
