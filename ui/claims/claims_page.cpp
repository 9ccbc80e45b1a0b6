// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together. What it asks for is in claims_page_loading.cpp, what it does with claims in
// claims_page_actions.cpp.
#include "ui/claims/claims_page.h"

#include "models/claims_model.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_detail.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claims_table.h"
#include "ui/events/event_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// From this width on a claim is shown beside the table.
constexpr int roomForDetail = 1500;
constexpr int detailWidth = 392;

} // namespace

ClaimsPage::ClaimsPage(const ClaimPorts &ports, QWidget *parent)
    : WindowPage(tr("Claims"), parent)
    , m_stores(ports.stores)
    , m_connection(ports.connection)
    , m_jobs(ports.jobs)
    , m_prompts(ports.prompts)
    , m_model(new ClaimsModel(*ports.stores.claims, this))
    , m_actions(new ClaimActions(this))
{
    buildActions();
    m_stack = new QStackedWidget;
    body()->addWidget(m_stack, 1);
    buildContent();
    buildEmpty();
    connectActions();
    connectModel();
    connectNews();
    showSelection();
}

void ClaimsPage::buildActions()
{
    addHeaderAction(m_actions->exportAll);
    addHeaderAction(m_actions->openCustomer);
    addHeaderAction(m_actions->release);
    addPageSeparator();
    for (QAction *action : {m_actions->reissue, m_actions->openGrant, m_actions->openEvent})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action : {m_actions->copy, m_actions->detail, m_actions->clearFilters})
        addPageAction(action);
}

void ClaimsPage::connectActions()
{
    connect(m_actions->release, &QAction::triggered, this, &ClaimsPage::openRelease);
    connect(m_actions->reissue, &QAction::triggered, this, &ClaimsPage::openReissue);
    connect(m_actions->openCustomer, &QAction::triggered, this, &ClaimsPage::openCustomer);
    connect(m_actions->openGrant, &QAction::triggered, this, &ClaimsPage::openGrant);
    connect(m_actions->openEvent, &QAction::triggered, this, &ClaimsPage::openEvent);
    connect(m_actions->exportAll, &QAction::triggered, this, &ClaimsPage::exportAll);
    connect(m_actions->copy, &QAction::triggered, m_table, &TableView::copySelection);
    connect(m_actions->detail, &QAction::toggled, m_detail, &QWidget::setVisible);
    connect(m_actions->clearFilters, &QAction::triggered, this, [this] {
        setFilter({});
        Q_EMIT locationChanged();
    });
}

void ClaimsPage::buildContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_filters = new ClaimFilterBar;
    QToolButton *columns = makeGlyphButton(Glyph::Columns, tr("Columns"));
    connect(columns, &QToolButton::clicked, this,
            [this, columns] { m_table->columnMenu()->popup(columns->mapToGlobal(QPoint(0, columns->height()))); });
    m_filters->chips()->addRight(columns);
    connect(m_filters, &ClaimFilterBar::filterChanged, this, [this](const ClaimQuery &filter) {
        setFilter(filter);
        Q_EMIT locationChanged();
    });
    m_strip = new InlineMessage;
    connect(m_strip, &InlineMessage::buttonClicked, this, &ClaimsPage::refresh);
    column->addWidget(m_filters);
    column->addWidget(m_strip);
    column->addWidget(new Line);
    column->addWidget(buildRows(), 1);
    m_stack->addWidget(content);
}

QWidget *ClaimsPage::buildRows()
{
    m_table = new ClaimsTable(m_model);
    m_rows = new QStackedWidget;
    m_rows->addWidget(m_table);
    auto *none = new EmptyState(EmptyState::Drawing::Search, tr("No claim is left by these filters."));
    none->setAction(m_actions->clearFilters);
    m_rows->addWidget(none);
    m_detail = new ClaimDetail(m_stores);
    m_detail->setMinimumWidth(detailWidth);
    m_detail->hide();
    m_split = new Splitter(Qt::Horizontal);
    m_split->addWidget(m_rows);
    m_split->addWidget(m_detail);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setSizes({roomForDetail - detailWidth, detailWidth});
    return m_split;
}

void ClaimsPage::buildEmpty()
{
    auto *empty = new EmptyState(EmptyState::Drawing::Codes,
                                 tr("Nobody has claimed yet. A claim turns a code into credit of an organization."));
    auto *toCodes = makeAction(this, tr("Go to the codes"), Glyph::Code);
    connect(toCodes, &QAction::triggered, this, [this] { Q_EMIT openRequested(u"codes"_s, {}); });
    empty->setAction(toCodes);
    m_stack->addWidget(empty);
}

void ClaimsPage::connectModel()
{
    connect(m_model, &ListModelBase::failed, this, &ClaimsPage::onFailure);
    connect(m_model, &ListModelBase::loaded, this, &ClaimsPage::onLoaded);
    connect(m_table, &TableView::selectionChangedByRow, this, &ClaimsPage::showSelection);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
    connect(m_table, &TableView::rowActivated, m_actions->detail, &QAction::toggle);
}

void ClaimsPage::connectNews()
{
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, &ClaimsPage::showClock);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, &ClaimsPage::showSelection);
    connect(&m_connection, &ConnectionMonitor::changed, this, &ClaimsPage::onNews);
    showClock();
}

void ClaimsPage::showClock()
{
    const Session &session = m_connection.session();
    const QTimeZone zone = zoneOrUtc(session.timeZone);
    m_model->setZone(zone);
    m_table->setNow(session.now);
    m_filters->setClock(zone, session.now);
    m_detail->setClock(zone, session.now);
    showSelection();
}

void ClaimsPage::focusFilter()
{
    m_filters->search()->setFocus(Qt::ShortcutFocusReason);
    m_filters->search()->selectAll();
}

void ClaimsPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const bool room = width() >= roomForDetail;
    if (room != (event->oldSize().width() >= roomForDetail))
        m_actions->detail->setChecked(room);
}

} // namespace scrip
