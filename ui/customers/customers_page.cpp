// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together and what it shows. What it does for a customer is in customers_page_actions.cpp.
#include "ui/customers/customers_page.h"

#include "core/text_rules.h"
#include "models/customer_models.h"
#include "ui/claims/claim_rights.h"
#include "ui/customers/customer_actions.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/why_not_panel.h"
#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchWidth = 336;
constexpr int whyNotWidth = 336;
constexpr int listLimit = 1000;

} // namespace

CustomersPage::CustomersPage(const Stores &stores, ConnectionMonitor &connection, QWidget *parent)
    : WindowPage(tr("Customers"), parent)
    , m_stores(stores)
    , m_connection(connection)
    , m_finder(new CustomerFinder(*stores.lookup, this))
    , m_actions(new CustomerActions(this))
    , m_hits(new SourcedList<Match>(std::make_unique<MatchColumns>(), this))
{
    buildSearch();
    buildActions();
    buildContent();
    connectFinder();
    connectNews();
    setHeaderLine(true);
    showRights();
}

void CustomersPage::buildSearch()
{
    m_search = new SearchField(tr("E-mail, code, organization, id, key…"));
    m_search->setFixedWidth(searchWidth);
    addHeaderWidget(m_search);
    // Not while typing: each look-up counts for support, and misses look like somebody who guesses.
    connect(m_search, &QLineEdit::returnPressed, this, &CustomersPage::find);
}

void CustomersPage::buildActions()
{
    addHeaderAction(m_actions->rotateKey);
    addHeaderAction(m_actions->whyNot);
    addPrimaryAction(m_actions->claim);
    addPageSeparator();
    for (QAction *action : {m_actions->reissue, m_actions->openClaims, m_actions->openGrants})
        addPageAction(action);
    addPageSeparator();
    addPageAction(m_actions->find);
    connect(m_actions->claim, &QAction::triggered, this, [this] { openClaim({}); });
    connect(m_actions->rotateKey, &QAction::triggered, this, &CustomersPage::openRotate);
    connect(m_actions->reissue, &QAction::triggered, this, &CustomersPage::openReissue);
    connect(m_actions->openClaims, &QAction::triggered, this, &CustomersPage::openClaims);
    connect(m_actions->openGrants, &QAction::triggered, this, &CustomersPage::openGrants);
    connect(m_actions->find, &QAction::triggered, this, &CustomersPage::focusFilter);
}

void CustomersPage::buildContent()
{
    m_strip = new InlineMessage;
    connect(m_strip, &InlineMessage::buttonClicked, this, &CustomersPage::again);
    body()->addWidget(m_strip);
    m_stack = new QStackedWidget;
    body()->addWidget(m_stack, 1);
    m_empty = new EmptyState(EmptyState::Drawing::Search,
                             tr("Type whatever you have of a customer: an e-mail, a code, an organization, a NEAR "
                                "account, an id, the beginning of an API key."));
    m_empty->setAction(m_actions->find);
    m_none = new EmptyState(EmptyState::Drawing::Search, {});
    m_barred = new EmptyState(EmptyState::Drawing::Offline, {});
    m_hitsTable = new TableView;
    m_hitsTable->setModel(m_hits);
    m_hitsTable->setRowStateRole(RowStateRole);
    m_hitsTable->setAccessibleName(tr("Found"));
    m_hitsTable->setColumnWidths({136, 376, 420});
    connect(m_hitsTable, &TableView::rowActivated, this, [this](const QModelIndex &index) {
        if (const Match *match = m_hits->at(index))
            m_finder->open(*match);
    });
    for (QWidget *one : {static_cast<QWidget *>(m_empty), static_cast<QWidget *>(m_none),
                         static_cast<QWidget *>(m_barred), static_cast<QWidget *>(m_hitsTable), buildCustomer()})
        m_stack->addWidget(one);
    m_shown = m_empty;
}

QWidget *CustomersPage::buildCustomer()
{
    m_view = new CustomerView(m_stores);
    m_whyNot = new WhyNotPanel(*m_stores.claims);
    m_whyNot->setMinimumWidth(whyNotWidth);
    m_whyNot->hide();
    m_split = new Splitter(Qt::Horizontal);
    m_split->addWidget(m_view);
    m_split->addWidget(m_whyNot);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    connect(m_view, &CustomerView::failed, this, &CustomersPage::onFailure);
    connect(m_view, &CustomerView::choiceChanged, this, &CustomersPage::showChoice);
    connect(m_actions->whyNot, &QAction::toggled, m_whyNot, &QWidget::setVisible);
    connect(m_whyNot, &WhyNotPanel::closeRequested, this, [this] { m_actions->whyNot->setChecked(false); });
    connect(m_whyNot, &WhyNotPanel::claimRequested, this, &CustomersPage::openClaim);
    return m_split;
}

void CustomersPage::connectFinder()
{
    connect(m_finder, &CustomerFinder::found, this, &CustomersPage::showFound);
    connect(m_finder, &CustomerFinder::opened, this, [this](const Customer &customer) {
        showCustomer(customer);
        Q_EMIT locationChanged();
    });
    connect(m_finder, &CustomerFinder::openRequested, this, &WindowPage::openRequested);
    connect(m_finder, &CustomerFinder::failed, this, [this](const Failure &failure) {
        m_lookFailed = true;
        onFailure(failure);
    });
    connect(m_finder, &CustomerFinder::lookingChanged, this, [this] {
        if (m_finder->isLooking())
            setSubtitle(tr("Looking…"));
        else if (subtitle() == tr("Looking…"))
            setSubtitle({});
    });
}

void CustomersPage::connectNews()
{
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, &CustomersPage::showClock);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, &CustomersPage::showRights);
    connect(&m_connection, &ConnectionMonitor::changed, this, &CustomersPage::onNews);
    showClock();
}

void CustomersPage::showClock()
{
    const Session &session = m_connection.session();
    const QTimeZone known(session.timeZone.toUtf8());
    m_view->setClock(known.isValid() ? known : QTimeZone::utc(), session.now);
    showRights();
}

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
    if (text.isEmpty())
        showNothing();
    else
        m_finder->find(text);
}

void CustomersPage::showNothing()
{
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
    m_whyNot->setReason(reasonAgainstChecking(m_connection));
    showChoice();
}

void CustomersPage::showChoice()
{
    CustomerChoice choice;
    if (m_customer) {
        choice.customer = &*m_customer;
        choice.key = m_view->key();
        choice.organization = !m_view->organization().isNull();
    }
    m_actions->update(choice, m_connection);
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

void CustomersPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace scrip
