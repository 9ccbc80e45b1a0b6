// SPDX-License-Identifier: GPL-3.0-or-later
// How the page is put together and what it asks for. What it does with codes is in codes_page_actions.cpp.
#include "ui/codes/codes_page.h"

#include "models/codes_model.h"
#include "ui/codes/code_actions.h"
#include "ui/codes/code_detail.h"
#include "ui/codes/code_filter_bar.h"
#include "ui/codes/codes_footer.h"
#include "ui/codes/codes_table.h"
#include "ui/events/event_words.h"
#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QMenu>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr CodeState states[] = {CodeState::Available, CodeState::Claimed, CodeState::Disabled, CodeState::Reissued};
/// From this width on a code is shown beside the table.
constexpr int roomForDetail = 1500;
constexpr int detailWidth = 400;
constexpr int listLimit = 1000;

QWidget *maskedNote()
{
    auto *note = new QWidget;
    auto *row = new QHBoxLayout(note);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::half);
    row->addWidget(new GlyphMark(Glyph::Lock, Tone::Neutral, note, 14));
    auto *text = Label::muted(CodesPage::tr("masked; reveal is audited"), Type::Caption, note);
    text->setElided();
    row->addWidget(text);
    return note;
}

QVBoxLayout *columnOf(QWidget *widget)
{
    auto *column = new QVBoxLayout(widget);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    return column;
}

} // namespace

CodesPage::CodesPage(const Stores &stores, ConnectionMonitor &connection, Jobs &jobs, QWidget *parent)
    : WindowPage(tr("Codes"), parent)
    , m_stores(stores)
    , m_connection(connection)
    , m_jobs(jobs)
    , m_model(new CodesModel(*stores.codes, QTimeZone::utc(), this))
    , m_actions(new CodeActions(this))
{
    for (const CodeState state : states)
        m_countsAsked.insert(state, std::make_shared<Latest<RowCount>>());
    buildActions();
    m_stack = new QStackedWidget;
    body()->addWidget(m_stack, 1);
    buildContent();
    buildEmpty();
    connectModel();
    connectNews();
    showSelection();
}

void CodesPage::buildActions()
{
    addHeaderAction(m_actions->reveal);
    addPrimaryAction(m_actions->mint);
    addPageSeparator();
    for (QAction *action : {m_actions->disable, m_actions->enable, m_actions->print})
        addPageAction(action);
    addPageSeparator();
    for (QAction *action : {m_actions->copy, m_actions->goToEvent, m_actions->clearFilters})
        addPageAction(action);
    connect(m_actions->mint, &QAction::triggered, this, &CodesPage::openMint);
    connect(m_actions->reveal, &QAction::triggered, this, &CodesPage::openReveal);
    connect(m_actions->disable, &QAction::triggered, this, [this] { openChange(CodeChange::Kind::Disable); });
    connect(m_actions->enable, &QAction::triggered, this, [this] { openChange(CodeChange::Kind::Enable); });
    connect(m_actions->print, &QAction::triggered, this, &CodesPage::openSheets);
    connect(m_actions->copy, &QAction::triggered, this, &CodesPage::copySelection);
    connect(m_actions->goToEvent, &QAction::triggered, this, &CodesPage::openEvent);
    connect(m_actions->clearFilters, &QAction::triggered, this, [this] {
        setFilter({});
        Q_EMIT locationChanged();
    });
}

void CodesPage::buildContent()
{
    auto *content = new QWidget;
    QVBoxLayout *column = columnOf(content);
    m_failure = new InlineMessage;
    connect(m_failure, &InlineMessage::buttonClicked, this, &CodesPage::refresh);
    column->addWidget(buildFilters());
    column->addWidget(m_failure);
    column->addWidget(new Line);
    column->addWidget(buildRows(), 1);
    column->addWidget(new Line);
    column->addWidget(buildFooter());
    m_stack->addWidget(content);
}

QWidget *CodesPage::buildFilters()
{
    m_filters = new CodeFilterBar;
    m_filters->chips()->addRight(maskedNote());
    QToolButton *columns = makeGlyphButton(Glyph::Columns, tr("Columns"));
    connect(columns, &QToolButton::clicked, this,
            [this, columns] { m_table->columnMenu()->popup(columns->mapToGlobal(QPoint(0, columns->height()))); });
    m_filters->chips()->addRight(columns);
    connect(m_filters, &CodeFilterBar::filterChanged, this, [this](const CodeFilter &filter) {
        setFilter(filter);
        Q_EMIT locationChanged();
    });
    return m_filters;
}

QWidget *CodesPage::buildRows()
{
    m_table = new CodesTable(m_model);
    m_rows = new QStackedWidget;
    m_rows->addWidget(m_table);
    auto *none = new EmptyState(EmptyState::Drawing::Search, tr("No code is left by these filters."));
    none->setAction(m_actions->clearFilters);
    m_rows->addWidget(none);
    m_detail = new CodeDetail(*m_stores.codes);
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

QWidget *CodesPage::buildFooter()
{
    m_footer = new CodesFooter;
    for (QAction *action : {m_actions->disable, m_actions->enable, m_actions->print})
        m_footer->addAction(action);
    return m_footer;
}

void CodesPage::buildEmpty()
{
    m_empty = new EmptyState(EmptyState::Drawing::Codes,
                             tr("Codes are minted in batches for an event; sheets are printed from them."));
    m_empty->setAction(m_actions->mint);
    m_stack->addWidget(m_empty);
}

void CodesPage::connectModel()
{
    connect(m_model, &PagedTableBase::failed, this, &CodesPage::onFailure);
    connect(m_model, &PagedTableBase::countChanged, this, [this] {
        showState();
        showPlace();
    });
    connect(m_model, &PagedTableBase::loaded, this, [this] {
        if (!m_model->hasFailed())
            m_failure->clear();
        showSelection();
    });
    connect(m_table, &TableView::selectionChangedByRow, this, &CodesPage::showSelection);
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &, const QPoint &at) { showMenu(at); });
    connect(m_table, &TableView::rowActivated, this, [this] { m_detail->setVisible(!m_detail->isVisible()); });
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, this, &CodesPage::showPlace);
    connect(m_footer, &CodesFooter::pageRequested, this, [this](int page) {
        m_table->scrollToRow(page * PageCache<Code>::pageRows);
        m_table->setFocus(Qt::OtherFocusReason);
    });
}

void CodesPage::connectNews()
{
    const auto onSession = [this] {
        const Session &session = m_connection.session();
        const QTimeZone zone = zoneOrUtc(session.timeZone);
        m_model->setZone(zone);
        m_detail->setClock(zone, session.now);
        m_table->setNow(session.now);
        showSelection();
    };
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, onSession);
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, [this] { showSelection(); });
    connect(&m_connection, &ConnectionMonitor::changed, this, &CodesPage::onNews);
    onSession();
}

void CodesPage::onNews(const Change &change)
{
    const QSet<QString> ours{u"event"_s, u"batch"_s, u"code"_s, u"claims"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    m_outdated = true;
    if (isVisible())
        activate();
}

void CodesPage::onFailure(const Failure &failure)
{
    m_failure->setButton(tr("Try again"));
    m_failure->show(Tone::Bad, tr("Not loaded."), codeFailureWords(failure));
    // What was never read may come after a change of roles or of the connection.
    m_outdated = true;
}

void CodesPage::activate()
{
    if (!isAncestorOf(QApplication::focusWidget()))
        m_table->setFocus(Qt::OtherFocusReason);
    if (!m_outdated)
        return;
    m_outdated = false;
    loadLists();
    reloadRows();
}

void CodesPage::refresh()
{
    m_outdated = true;
    activate();
}

void CodesPage::reloadRows()
{
    if (m_model->rowCount() == 0 && !m_model->isCountKnown())
        m_model->setFilter(m_filters->filter());
    else
        m_model->reload();
    m_detail->reload();
    loadCounts();
}

void CodesPage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showSelection();
    if (connected && isVisible())
        activate();
}

void CodesPage::setFilter(const CodeFilter &filter)
{
    m_filters->setFilter(filter);
    m_failure->clear();
    m_model->setFilter(filter);
    m_outdated = false;
    m_table->scrollToTop();
    loadCounts();
    showState();
    showPlace();
    showSelection();
}

void CodesPage::loadLists()
{
    loadEvents();
    loadBatches();
}

void CodesPage::loadEvents()
{
    EventQuery query;
    query.archived = true; // its codes are in the table as well
    query.limit = listLimit;
    m_eventsAsked.ask(this, m_stores.events->page(query), [this](const Result<Page<Event>> &answer) {
        if (!answer)
            return;
        m_events = answer->items;
        m_eventsKnown = true;
        m_filters->setEvents(m_events);
        showSubtitle();
        showSelection();
    });
}

void CodesPage::loadBatches()
{
    BatchQuery query;
    query.limit = listLimit;
    m_batchesAsked.ask(this, m_stores.batches->page(query), [this](const Result<Page<Batch>> &answer) {
        if (answer)
            m_filters->setBatches(answer->items);
    });
}

void CodesPage::loadCounts()
{
    for (const CodeState state : states) {
        CodeFilter filter = m_filters->filter();
        filter.state = state;
        m_countsAsked.value(state)->ask(this, m_stores.codes->count(filter),
                                        [this, state](const Result<RowCount> &answer) {
                                            if (answer)
                                                m_filters->setCount(state, *answer);
                                        });
    }
}

void CodesPage::showSubtitle()
{
    qint64 codes = 0;
    int events = 0;
    for (const Event &event : std::as_const(m_events)) {
        codes += event.codes.total;
        events += event.codes.total > 0 ? 1 : 0;
    }
    setSubtitle(codes == 0 ? QString() : tr("%1 codes in %n event(s)", nullptr, events).arg(countText(codes)));
}

void CodesPage::showState()
{
    const bool none = m_model->isCountKnown() && m_model->count() == 0 && !m_model->hasFailed();
    const bool filtered = m_filters->filter() != CodeFilter{};
    m_stack->setCurrentWidget(none && !filtered ? static_cast<QWidget *>(m_empty) : m_stack->widget(0));
    m_rows->setCurrentIndex(none && filtered ? 1 : 0);
    m_footer->setVisible(!none);
    setHeaderActionsVisible(!none || filtered);
    setHeaderLine(none && !filtered);
}

void CodesPage::showPlace()
{
    m_footer->setPlace(m_table->topRow() / PageCache<Code>::pageRows, m_model->count(),
                       m_model->isCountKnown() && !m_model->isCountExact());
}

CodeSelection CodesPage::selection() const
{
    return selectionOf(*m_model, *m_table->selectionModel());
}

void CodesPage::showSelection()
{
    const CodeSelection selected = selection();
    m_actions->update(selected, m_filters->filter().batch, !mintable().isEmpty(), m_connection);
    setReasonAgainst(m_actions->clearFilters,
                     m_filters->filter() == CodeFilter{} ? tr("Nothing is filtered") : QString());
    m_footer->setSelected(selected.rows, selected.rows > 0 ? m_actions->remark() : QString());
    showDetail(selected);
}

void CodesPage::showDetail(const CodeSelection &selection)
{
    if (selection.rows == 1 && selection.codes.size() == 1)
        m_detail->showCode(selection.codes.first());
    else
        m_detail->clear();
}

void CodesPage::focusFilter()
{
    m_filters->openPrefix();
}

QUrlQuery CodesPage::location() const
{
    const CodeFilter &filter = m_filters->filter();
    QUrlQuery query;
    if (!filter.event.isNull())
        query.addQueryItem(u"event"_s, filter.event.toText());
    if (!filter.batch.isNull())
        query.addQueryItem(u"batch"_s, filter.batch.toText());
    if (filter.state)
        query.addQueryItem(u"state"_s, codeStateName(*filter.state));
    if (!filter.prefix.isEmpty())
        query.addQueryItem(u"prefix"_s, filter.prefix);
    return query;
}

void CodesPage::goTo(const QUrlQuery &location)
{
    CodeFilter filter;
    filter.event = EventId::fromText(location.queryItemValue(u"event"_s));
    filter.batch = BatchId::fromText(location.queryItemValue(u"batch"_s));
    filter.state = codeStateFromName(location.queryItemValue(u"state"_s));
    filter.prefix = location.queryItemValue(u"prefix"_s, QUrl::FullyDecoded);
    if (filter != m_filters->filter() || m_model->rowCount() == 0)
        setFilter(filter);
}

void CodesPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    const bool room = width() >= roomForDetail;
    if (room != (event->oldSize().width() >= roomForDetail))
        m_detail->setVisible(room);
}

} // namespace scrip
