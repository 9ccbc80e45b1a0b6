// SPDX-License-Identifier: GPL-3.0-or-later
// What the page is made of and what it asks for. What it does with codes is in codes_page_actions.cpp.
#include "ui/codes/codes_page.h"

#include "models/codes_model.h"
#include "ui/codes/code_actions.h"
#include "ui/codes/code_detail.h"
#include "ui/codes/code_filter_bar.h"
#include "ui/codes/code_rights.h"
#include "ui/codes/codes_table.h"
#include "ui/mint/code_words.h"
#include "ui/table/exported_lists.h"
#include "ui/table/place.h"
#include "ui/table/table_footer.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr CodeState states[] = {CodeState::Available, CodeState::Claimed, CodeState::Disabled, CodeState::Reissued};
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

} // namespace

CodesPage::CodesPage(const Stores &stores, const TablePorts &ports, QWidget *parent)
    : TablePage(tr("Codes"), ports, parent)
    , m_stores(stores)
    , m_model(new CodesModel(*stores.codes, QTimeZone::utc(), this))
    , m_actions(new CodeActions(this))
    , m_filters(new CodeFilterBar)
    , m_table(new CodesTable(m_model))
    , m_detail(new CodeDetail(*stores.codes, ports))
{
    for (const CodeState state : states)
        m_countsAsked.insert(state, std::make_shared<Latest<RowCount>>());
    buildActions();
    m_filters->chips()->addRight(maskedNote());
    connect(m_filters, &CodeFilterBar::filterChanged, this, &CodesPage::onFilterChosen);
    auto *empty = new EmptyState(EmptyState::Drawing::Codes,
                                 tr("Codes are minted in batches for an event; sheets are printed from them."));
    empty->setAction(m_actions->mint);
    assemble({u"codes"_s,
              m_model,
              m_table,
              m_filters,
              m_filters->chips(),
              m_detail,
              {detailWidth, 0},
              {u"event"_s, u"batch"_s, u"code"_s, u"claims"_s},
              tr("No code is left by these filters."),
              empty});
    for (QAction *action : {m_actions->disable, m_actions->enable, m_actions->reissue, m_actions->print})
        footer()->addAction(action);
    connect(m_model, &TableModelBase::loaded, this, &CodesPage::chooseWanted);
    connect(m_model, &PagedTableBase::countChanged, this, &CodesPage::chooseWanted);
    showSelection();
}

void CodesPage::buildActions()
{
    addHeaderAction(m_actions->reveal);
    addHeaderAction(exportAction());
    addPrimaryAction(m_actions->mint);
    addPageSeparator();
    for (QAction *action :
         {m_actions->disable, m_actions->enable, m_actions->reissue, m_actions->print, m_actions->goToEvent})
        addPageAction(action);
    connect(m_actions->mint, &QAction::triggered, this, &CodesPage::openMint);
    connect(m_actions->reveal, &QAction::triggered, this, &CodesPage::openReveal);
    connect(m_actions->disable, &QAction::triggered, this, [this] { openChange(CodeChange::Kind::Disable); });
    connect(m_actions->enable, &QAction::triggered, this, [this] { openChange(CodeChange::Kind::Enable); });
    connect(m_actions->reissue, &QAction::triggered, this, &CodesPage::openReissue);
    connect(m_actions->print, &QAction::triggered, this, &CodesPage::openSheets);
    connect(m_actions->goToEvent, &QAction::triggered, this, &CodesPage::openEvent);
}

void CodesPage::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_model->setZone(zone);
    m_detail->setClock(zone, now);
    m_table->setNow(now);
}

QString CodesPage::reasonAgainstSeeing() const
{
    return reasonAgainstSeeingCodes(connection());
}

QString CodesPage::failureText(const Failure &failure) const
{
    return codeFailureWords(failure);
}

void CodesPage::ask()
{
    m_wanted.reset();
    m_codeAsked.forget();
    m_model->setFilter(m_filters->filter());
    loadCounts();
}

ExportSource CodesPage::exportOfAll() const
{
    return exportOfCodes(*m_stores.codes, {m_model->filter(), m_model->sortName(), {}, {}, {}});
}

void CodesPage::readAgain()
{
    TablePage::readAgain();
    m_detail->reload();
    loadCounts();
}

void CodesPage::loadLists()
{
    askEvents(*m_stores.events, [this](const QList<Event> &events) {
        m_events = events;
        m_filters->setEvents(m_events);
        showSubtitle();
        showSelection();
    });
    loadBatches();
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

QString CodesPage::subtitleText() const
{
    qint64 codes = 0;
    int events = 0;
    for (const Event &event : m_events) {
        codes += event.codes.total;
        events += event.codes.total > 0 ? 1 : 0;
    }
    return codes == 0 ? QString() : tr("%1 codes in %n event(s)", nullptr, events).arg(countText(codes));
}

CodeSelection CodesPage::selection() const
{
    return selectionOf(*m_model, *m_table->selectionModel());
}

void CodesPage::showChosen()
{
    m_selected = selection();
    m_actions->update(m_selected, m_filters->filter().batch, !mintable().isEmpty(), connection());
    if (m_selected.rows == 1 && m_selected.codes.size() == 1)
        m_detail->showCode(m_selected.codes.first());
    else
        m_detail->clear();
}

QString CodesPage::reasonAgainstCopy() const
{
    return m_actions->reasonAgainstCopy(m_selected);
}

QString CodesPage::selectionRemark() const
{
    return m_actions->remark();
}

void CodesPage::focusFilter()
{
    m_filters->openPrefix();
}

QUrlQuery CodesPage::location() const
{
    const CodeFilter &filter = m_filters->filter();
    QUrlQuery place;
    addIdTo(place, u"event"_s, filter.event);
    addIdTo(place, u"batch"_s, filter.batch);
    addTo(place, u"state"_s, filter.state ? codeStateName(*filter.state) : QString());
    addTo(place, u"prefix"_s, filter.prefix);
    return place;
}

bool CodesPage::setPlace(const QUrlQuery &place)
{
    CodeFilter filter;
    filter.event = idOf<EventId>(place, u"event"_s);
    filter.batch = idOf<BatchId>(place, u"batch"_s);
    filter.state = codeStateFromName(textOf(place, u"state"_s));
    filter.prefix = textOf(place, u"prefix"_s);
    const bool moved = filter != m_filters->filter();
    m_filters->setFilter(filter);
    return moved;
}

} // namespace scrip
