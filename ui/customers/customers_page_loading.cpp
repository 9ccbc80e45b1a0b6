// SPDX-License-Identifier: GPL-3.0-or-later
// What the page looks for, whom it shows then, and what the login and the connection allow.
#include "core/text_rules.h"
#include "models/customer_models.h"
#include "ui/claims/claim_rights.h"
#include "ui/customers/customer_actions.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/customers_page.h"
#include "ui/customers/why_not_panel.h"
#include "ui/mint/code_words.h"
#include "ui/table/detail_table.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int listLimit = 1000;

} // namespace

void CustomersPage::onNews(const Change &change)
{
    const QSet<QString> ours{u"event"_s, u"claim"_s, u"claims"_s, u"grant"_s, u"organization"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    m_outdated = true;
    if (isVisible())
        activate();
}

void CustomersPage::onFailure(const Failure &failure)
{
    m_strip->setButton(tr("Try again"));
    m_strip->show(Tone::Bad, tr("Not loaded."), codeFailureWords(failure));
    m_strip->setHelp(failure.name);
}

void CustomersPage::again()
{
    m_strip->clear();
    if (std::exchange(m_lookFailed, false))
        find();
    else
        refresh();
}

void CustomersPage::activate()
{
    if (m_shown == m_empty || !isAncestorOf(QApplication::focusWidget()))
        m_search->setFocus(Qt::OtherFocusReason);
    if (!m_outdated)
        return;
    m_outdated = false;
    loadEvents();
    if (m_customer)
        m_view->reload();
}

void CustomersPage::refresh()
{
    m_strip->clear();
    m_outdated = true;
    activate();
}

void CustomersPage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showRights();
    if (connected && isVisible())
        activate();
}

void CustomersPage::find()
{
    const QString text = m_search->text().trimmed();
    m_strip->clear();
    m_lookFailed = false;
    if (text.isEmpty()) {
        showNothing();
    } else if (text.size() > longestLookup) {
        m_strip->setButton({});
        m_strip->show(Tone::Bad, {}, tr("At most %1 characters can be looked for.").arg(longestLookup));
    } else {
        m_finder->find(text);
    }
}

void CustomersPage::showNothing()
{
    m_finder->forget();
    m_customer.reset();
    m_view->clear();
    m_whyNot->setPerson({});
    m_actions->whyNot->setChecked(false);
    setSubtitle({});
    m_shown = m_empty;
    showRights();
}

void CustomersPage::showFound(const LookupResult &result, const QString &text)
{
    showNothing();
    m_hits->setSource({});
    m_hits->setRows(result.matches);
    if (result.matches.isEmpty()) {
        m_none->setSentence(tr("Nothing is called “%1”. Codes, accounts and keys are found whole, names by a part.")
                                .arg(shownText(text)));
        m_shown = m_none;
    } else {
        setSubtitle(tr("%n found; choose one", nullptr, int(result.matches.size())));
        m_shown = m_hitsTable;
        m_hitsTable->setFocus(Qt::OtherFocusReason);
    }
    showRights();
}

void CustomersPage::showCustomer(const Customer &customer)
{
    m_customer = customer;
    m_strip->clear();
    m_outdated = false;
    const bool person = customer.kind == Customer::Kind::Person;
    if (!person)
        m_actions->whyNot->setChecked(false);
    setSubtitle(kindText(person ? u"user"_s : customer.match.kind));
    m_view->showCustomer(customer);
    m_whyNot->setPerson(customer.person);
    m_shown = m_split;
    if (m_events.isEmpty())
        loadEvents();
    showRights();
}

void CustomersPage::showRights()
{
    const bool there = m_connection.state() == ConnectionState::Connected;
    const QString reason = reasonAgainstLooking(m_connection);
    // What is shown stays while the connection is gone.
    const bool barred = there && !reason.isEmpty();
    m_barred->setSentence(reason);
    m_stack->setCurrentWidget(barred ? m_barred : m_shown);
    m_search->setEnabled(reason.isEmpty());
    m_search->setToolTip(reason);
    setHeaderActionsVisible(!barred);
    showChoice();
}

void CustomersPage::showChoice()
{
    CustomerChoice choice;
    choice.looking = m_finder->isLooking();
    if (m_customer) {
        choice.customer = &*m_customer;
        choice.key = m_view->key();
        choice.organization = !m_view->organization().isNull();
    }
    m_actions->update(choice, m_connection);
    const QString barred = reasonAgainstChecking(m_connection);
    m_whyNot->setReason(barred.isEmpty() && choice.looking ? CustomerActions::reasonWhileLooking() : barred);
}

void CustomersPage::loadEvents()
{
    EventQuery query;
    query.limit = listLimit;
    m_eventsAsked.ask(this, m_stores.events->page(query), [this](const Result<Page<Event>> &answer) {
        if (!answer)
            return;
        m_events = answer->items;
        m_whyNot->setEvents(m_events);
    });
}

QUrlQuery CustomersPage::location() const
{
    return m_customer ? m_customer->place() : QUrlQuery();
}

void CustomersPage::goTo(const QUrlQuery &location)
{
    if (m_customer && location == m_customer->place())
        return;
    const UserId user = UserId::fromText(location.queryItemValue(u"user"_s));
    const QString organization = location.queryItemValue(u"organization"_s);
    const QString code = location.queryItemValue(u"code"_s);
    m_search->clear();
    if (!user.isNull())
        m_finder->openUser(user);
    else if (!organization.isEmpty() || !code.isEmpty())
        m_finder->openById(organization.isEmpty() ? code : organization);
    else
        showNothing();
}

} // namespace scrip
