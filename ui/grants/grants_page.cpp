// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together and what it asks for. What it does with grants is in grants_page_actions.cpp.
#include "ui/grants/grants_page.h"

#include "ui/events/event_words.h"
#include "ui/grants/grant_actions.h"
#include "ui/grants/grant_detail.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/grants/grant_rights.h"
#include "ui/grants/grant_words.h"
#include "ui/grants/grants_table.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QAction>
#include <QApplication>
#include <QMenu>
#include <QResizeEvent>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// From this width on a grant is shown beside the table.
constexpr int roomBeside = 1500;
constexpr int besideWidth = 540;
constexpr int leastDetail = 210;
constexpr int listLimit = 1000;

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

QWidget *legend()
{
    auto *box = new QWidget;
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::half);
    const auto add = [row](const BarPart &part, const QString &name) {
        auto *swatch = new Bar(nullptr, space::one);
        swatch->setParts({part});
        swatch->setFixedSize(space::one, space::one);
        row->addWidget(swatch);
        row->addWidget(Label::muted(name, Type::Caption));
        row->addSpacing(space::half);
    };
    add({1.0, Tone::Neutral, false}, GrantsPage::tr("consumed"));
    add({1.0, Tone::Accent, false}, GrantsPage::tr("available"));
    add({1.0, Tone::Bad, true}, GrantsPage::tr("forfeited"));
    return box;
}

} // namespace

GrantsPage::GrantsPage(const Stores &stores, ConnectionMonitor &connection, QWidget *parent)
    : WindowPage(tr("Grants"), parent)
    , m_stores(stores)
    , m_connection(connection)
    , m_model(new GrantsModel(*stores.grants, this))
    , m_rows(new GrantRows(*m_model, this))
    , m_actions(new GrantActions(this))
{
    buildActions();
    m_stack = new QStackedWidget;
    body()->addWidget(m_stack, 1);
    buildContent();
    buildEmpty();
    connectModel();
    connectNews();
    showSelection();
}

GrantsPage::~GrantsPage()
{
    // The models go before the table, which tells then that nothing is selected any more.
    m_table->disconnect(this);
    delete m_dialog;
}

void GrantsPage::buildActions()
{
    addHeaderAction(m_actions->settle);
    addHeaderAction(m_actions->voidOne);
    addPrimaryAction(m_actions->create);
    addPageSeparator();
    for (QAction *action : {m_actions->payment, m_actions->voidMatching, m_actions->clawBack})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action :
         {m_actions->onlyOrganization, m_actions->goToEvent, m_actions->copy, m_actions->clearFilters})
        addPageAction(action);
    connect(m_actions->create, &QAction::triggered, this, &GrantsPage::openCreate);
    connect(m_actions->voidOne, &QAction::triggered, this, &GrantsPage::openVoid);
    connect(m_actions->clawBack, &QAction::triggered, this, &GrantsPage::openClawBack);
    connect(m_actions->payment, &QAction::triggered, this, &GrantsPage::openPayment);
    connect(m_actions->voidMatching, &QAction::triggered, this, &GrantsPage::openVoidMatching);
    connect(m_actions->settle, &QAction::triggered, this, &GrantsPage::openSettle);
    connect(m_actions->onlyOrganization, &QAction::triggered, this, &GrantsPage::filterByOrganization);
    connect(m_actions->goToEvent, &QAction::triggered, this, &GrantsPage::openEvent);
    connect(m_actions->copy, &QAction::triggered, this, [this] { m_table->copySelection(); });
    connect(m_actions->clearFilters, &QAction::triggered, this, [this] {
        setFilter({});
        Q_EMIT locationChanged();
    });
}

void GrantsPage::buildContent()
{
    auto *content = new QWidget;
    QVBoxLayout *column = columnOf(content);
    m_failure = new InlineMessage;
    connect(m_failure, &InlineMessage::buttonClicked, this, &GrantsPage::refresh);
    column->addWidget(buildFilters());
    column->addWidget(m_failure);
    column->addWidget(new Line);
    column->addWidget(buildRows(), 1);
    m_stack->addWidget(content);
}

QWidget *GrantsPage::buildFilters()
{
    m_filters = new GrantFilterBar;
    m_filters->chips()->addRight(legend());
    QToolButton *columns = makeGlyphButton(Glyph::Columns, tr("Columns"));
    connect(columns, &QToolButton::clicked, this,
            [this, columns] { m_table->columnMenu()->popup(columns->mapToGlobal(QPoint(0, columns->height()))); });
    m_filters->chips()->addRight(columns);
    connect(m_filters, &GrantFilterBar::filterChanged, this, [this](const GrantQuery &filter) {
        setFilter(filter);
        Q_EMIT locationChanged();
    });
    return m_filters;
}

QWidget *GrantsPage::buildRows()
{
    m_table = new GrantsTable(*m_rows);
    m_tableStack = new QStackedWidget;
    m_tableStack->addWidget(m_table);
    auto *none = new EmptyState(EmptyState::Drawing::Search, tr("No grant is left by these filters."));
    none->setAction(m_actions->clearFilters);
    m_tableStack->addWidget(none);
    m_detail = new GrantDetail(*m_stores.grants);
    m_split = new Splitter(Qt::Vertical);
    m_split->addWidget(m_tableStack);
    m_split->addWidget(m_detail);
    m_split->setStretchFactor(0, 1);
    m_split->setStretchFactor(1, 0);
    m_split->setCollapsible(0, false);
    connect(m_split, &QSplitter::splitterMoved, this, [this] { m_moved = true; });
    return m_split;
}

void GrantsPage::buildEmpty()
{
    m_empty = new EmptyState(EmptyState::Drawing::Codes,
                             tr("A grant is credit of one organization: claims make them, and so do you."));
    m_empty->setAction(m_actions->create);
    m_stack->addWidget(m_empty);
    m_barred = new EmptyState(EmptyState::Drawing::Offline, {});
    m_stack->addWidget(m_barred);
}

void GrantsPage::connectModel()
{
    connect(m_model, &ListModelBase::failed, this, &GrantsPage::onFailure);
    connect(m_model, &ListModelBase::loaded, this, [this] {
        m_failure->clear();
        chooseWanted();
        showState();
        showSubtitle();
        showSelection();
    });
    connect(m_table, &TableView::selectionChangedByRow, this, [this] {
        showSelection();
        if (!m_table->selectedRowIndexes().isEmpty())
            m_wanted = {};
    });
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
}

void GrantsPage::connectNews()
{
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, &GrantsPage::onSession);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, &GrantsPage::showSelection);
    connect(&m_connection, &ConnectionMonitor::changed, this, &GrantsPage::onNews);
    onSession();
}

void GrantsPage::onSession()
{
    const Session &session = m_connection.session();
    const QTimeZone zone = zoneOrUtc(session.timeZone);
    m_model->setZone(zone);
    m_detail->setClock(zone, session.now);
    m_table->setNow(session.now);
    showState();
    showSelection();
}

void GrantsPage::onNews(const Change &change)
{
    const QSet<QString> ours{u"grant"_s, u"claim"_s, u"claims"_s, u"organization"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    m_outdated = true;
    if (isVisible())
        activate();
}

void GrantsPage::onFailure(const Failure &failure)
{
    m_failure->setButton(tr("Try again"));
    m_failure->show(Tone::Bad, tr("Not loaded."), grantFailureWords(failure));
    // What was never read may come after a change of roles or of the connection.
    m_outdated = true;
}

void GrantsPage::activate()
{
    if (!reasonAgainstSeeingGrants(m_connection).isEmpty())
        return;
    if (!isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
    if (!m_outdated)
        return;
    m_outdated = false;
    loadEvents();
    if (m_asked)
        m_model->reload();
    else
        m_model->setQuery(m_filters->filter());
    m_asked = true;
    m_detail->reload();
}

void GrantsPage::refresh()
{
    m_outdated = true;
    activate();
}

void GrantsPage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showSelection();
    if (connected && isVisible())
        activate();
}

void GrantsPage::setFilter(const GrantQuery &filter)
{
    m_filters->setFilter(filter);
    m_failure->clear();
    m_asked = true;
    m_outdated = false;
    m_model->setQuery(filter);
    showState();
    showSelection();
}

void GrantsPage::loadEvents()
{
    EventQuery query;
    query.archived = true; // their grants are in the table as well
    query.limit = listLimit;
    m_eventsAsked.ask(this, m_stores.events->page(query), [this](const Result<Page<Event>> &answer) {
        if (answer)
            m_filters->setEvents(answer->items);
    });
}

void GrantsPage::showState()
{
    const QString barred = reasonAgainstSeeingGrants(m_connection);
    const bool none = m_model->isLoaded() && m_model->filledRows() == 0;
    const bool filtered = m_filters->isFiltered();
    if (!barred.isEmpty() && m_connection.state() == ConnectionState::Connected) {
        m_barred->setSentence(barred);
        m_stack->setCurrentWidget(m_barred);
    } else {
        m_stack->setCurrentWidget(none && !filtered ? static_cast<QWidget *>(m_empty) : m_stack->widget(0));
    }
    m_tableStack->setCurrentIndex(none && filtered ? 1 : 0);
    const bool content = m_stack->currentIndex() == 0;
    m_detail->setVisible(!none && content);
    setHeaderActionsVisible(content);
    setHeaderLine(!content);
}

void GrantsPage::showSubtitle()
{
    const int rows = m_model->filledRows();
    const QString count = m_model->hasMore() ? QString(countText(rows) % u'+') : countText(rows);
    setSubtitle(rows == 0 ? QString() : tr("%1 grant(s)", nullptr, rows).arg(count));
    if (rows > 0 && !m_filters->filter().organization.isNull())
        m_filters->setOrganizationName(m_model->rows().first().organizationName);
}

void GrantsPage::showSelection()
{
    const Grant *grant = m_table->chosen();
    m_actions->update(grant, m_filters->filter(), m_connection);
    setReasonAgainst(m_actions->copy,
                     m_table->selectedRowIndexes().isEmpty() ? tr("Select grants first") : QString());
    if (grant)
        m_detail->showGrant(*grant);
    else
        m_detail->clear();
}

void GrantsPage::chooseWanted()
{
    if (!m_wanted.isNull() && m_table->select(m_wanted))
        m_wanted = {};
    if (m_table->selectedRowIndexes().isEmpty() && m_model->filledRows() > 0 && m_wanted.isNull())
        m_table->selectRow(0);
}

void GrantsPage::focusFilter()
{
    m_filters->openName();
}

QUrlQuery GrantsPage::location() const
{
    const GrantQuery &filter = m_filters->filter();
    QUrlQuery query;
    if (filter.depleted || filter.status)
        query.addQueryItem(u"status"_s, filter.depleted ? u"depleted"_s : grantStatusName(*filter.status));
    if (filter.origin)
        query.addQueryItem(u"origin"_s, grantOriginName(*filter.origin));
    if (!filter.event.isNull())
        query.addQueryItem(u"event"_s, filter.event.toText());
    if (!filter.organization.isNull())
        query.addQueryItem(u"organization"_s, filter.organization.toText());
    if (!filter.search.isEmpty())
        query.addQueryItem(u"search"_s, filter.search);
    return query;
}

void GrantsPage::goTo(const QUrlQuery &location)
{
    GrantQuery filter;
    const QString status = location.queryItemValue(u"status"_s);
    filter.depleted = status == "depleted"_L1;
    filter.status = grantStatusFromName(status);
    filter.origin = grantOriginFromName(location.queryItemValue(u"origin"_s));
    filter.event = EventId::fromText(location.queryItemValue(u"event"_s));
    filter.organization = OrganizationId::fromText(location.queryItemValue(u"organization"_s));
    filter.search = location.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    m_wanted = GrantId::fromText(location.queryItemValue(u"grant"_s));
    if (!sameFilter(filter, m_filters->filter()) || !m_asked)
        setFilter(filter);
    else
        chooseWanted();
}

void GrantsPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const bool beside = width() >= roomBeside;
    if (beside == m_beside && m_moved)
        return;
    m_beside = beside;
    m_moved = false;
    arrange();
}

void GrantsPage::arrange()
{
    m_split->setOrientation(m_beside ? Qt::Horizontal : Qt::Vertical);
    m_detail->setMinimumSize(m_beside ? besideWidth : 0, m_beside ? 0 : leastDetail);
    const int whole = m_beside ? width() : height();
    const int second = m_beside ? besideWidth : std::max(leastDetail, height() * 2 / 5);
    m_split->setSizes({whole - second, second});
}

} // namespace scrip
