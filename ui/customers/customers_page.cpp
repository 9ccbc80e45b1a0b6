// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together. What it looks for is in customers_page_loading.cpp, what it does for a customer in
// customers_page_actions.cpp.
#include "ui/customers/customers_page.h"

#include "models/customer_models.h"
#include "ui/customers/customer_actions.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/why_not_panel.h"
#include "ui/events/event_words.h"
#include "ui/settings/shown_zone.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/list_export.h"
#include "ui/table/table_page.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int searchWidth = 336;
constexpr int whyNotWidth = 336;

} // namespace

CustomersPage::CustomersPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : WindowPage(tr("Customers"), parent)
    , m_stores(stores)
    , m_connection(ports.connection)
    , m_prompts(ports.prompts)
    , m_finder(new CustomerFinder(*stores.lookup, this))
    , m_actions(new CustomerActions(this))
    , m_hits(new SourcedList<Match>(std::make_unique<MatchColumns>(), this))
{
    buildSearch();
    buildActions();
    buildContent();
    buildExports(ports);
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
    addHeaderAction(m_actions->grant);
    addPrimaryAction(m_actions->claim);
    addPageSeparator();
    for (QAction *action : {m_actions->reissue, m_actions->openClaims, m_actions->openGrants})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action : {m_actions->exportTimeline, m_actions->exportGrants, m_actions->find})
        addPageAction(action);
    connect(m_actions->claim, &QAction::triggered, this, [this] { openClaim({}); });
    connect(m_actions->rotateKey, &QAction::triggered, this, &CustomersPage::openRotate);
    connect(m_actions->grant, &QAction::triggered, this, &CustomersPage::openGrant);
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
    m_hitsTable = new DetailTable(u"customer-found"_s, tr("Found"));
    m_hitsTable->setRows(m_hits, {136, 376, 420}, MatchColumns::ColumnCount - 1);
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
    connectRemedies();
    return m_split;
}

void CustomersPage::buildExports(const TablePorts &ports)
{
    m_timelineExport = new ListExport(
        m_actions->exportTimeline,
        [this] { return exportOfTimeline(*m_stores.lookup, m_customer->timeline(), m_customer->title()); }, ports,
        this);
    m_grantsExport = new ListExport(
        m_actions->exportGrants,
        [this] {
            QList<OrganizationId> organizations;
            for (const Membership &one : m_customer->organizations())
                organizations << one.organization;
            return exportOfGrants(*m_stores.grants, organizations, m_customer->title());
        },
        ports, this);
    m_view->offerExports(m_actions->exportTimeline, m_actions->exportGrants);
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
        showChoice();
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
    m_view->setClock(shownZoneFor(session.timeZone), session.now);
    showRights();
}

void CustomersPage::focusFilter()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

} // namespace scrip
