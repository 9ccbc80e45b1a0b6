// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/sheets_page.h"

#include "core/ports/connection.h"
#include "ui/codes/code_rights.h"
#include "ui/sheets/checks_panel.h"
#include "ui/sheets/preview_panel.h"
#include "ui/sheets/prints_panel.h"
#include "ui/sheets/serials_panel.h"
#include "ui/sheets/sheet_rights.h"
#include "ui/sheets/sheet_subject.h"
#include "ui/sheets/sheet_words.h"
#include "ui/sheets/stock_panel.h"
#include "ui/sheets/subject_bar.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QBoxLayout>
#include <QStackedWidget>

namespace scrip {

using namespace Qt::StringLiterals;

SheetsPage::SheetsPage(const SheetPorts &ports, QWidget *parent)
    : WindowPage(tr("Sheets"), parent)
    , m_ports(ports)
    , m_subject(new SheetSubject(m_ports.stores, this))
    , m_judge(new StockJudge(this))
    , m_actions(new SheetActions(m_ports, this))
    , m_bar(new SubjectBar(*m_subject))
    , m_mint(makeAction(this, tr("&Mint codes"), Glyph::Barcode))
    , m_again(makeAction(this, tr("&Try again"), Glyph::Refresh))
    , m_stack(new QStackedWidget)
{
    addHeaderWidget(m_bar);
    setHeaderLine(true);
    buildPanes();
    buildActions();
    body()->addWidget(m_stack);
    connectParts();
    m_clock.set(m_ports.monitor.session().now);
    follow();
}

void SheetsPage::buildActions()
{
    addHeaderAction(m_actions->verify);
    addHeaderAction(m_actions->savePdf);
    addPrimaryAction(m_actions->print);
    addPageSeparator();
    addPageAction(m_preview->revealAction());
    connect(m_mint, &QAction::triggered, this, [this] {
        QUrlQuery where;
        if (const auto &event = m_subject->event())
            where.addQueryItem(u"event"_s, event->id.toText());
        Q_EMIT openRequested(u"events"_s, where);
    });
    connect(m_again, &QAction::triggered, this, &SheetsPage::refresh);
}

void SheetsPage::buildPanes()
{
    m_stocks = new StockPanel;
    m_preview = new PreviewPanel;
    m_preview->setCodeStore(m_ports.stores.codes);
    auto *splitter = new Splitter(Qt::Horizontal);
    splitter->addWidget(m_stocks);
    splitter->addWidget(m_preview);
    splitter->addWidget(buildRight());
    m_stocks->setMinimumWidth(248);
    m_preview->setMinimumWidth(440);
    splitter->setSizes({276, 612, 344});
    splitter->setStretchFactor(0, 0);
    splitter->setStretchFactor(1, 1);
    splitter->setStretchFactor(2, 0);
    splitter->keepSizes(u"sheets"_s);
    m_empty = new EmptyState(EmptyState::Drawing::Sheet, {});
    m_empty->setAction(m_mint);
    m_offline = new EmptyState(EmptyState::Drawing::Offline, {});
    m_offline->setAction(m_again);
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_offline);
    m_barred = new EmptyState(EmptyState::Drawing::Offline, {});
    m_stack->addWidget(m_barred);
}

QWidget *SheetsPage::buildRight()
{
    auto *side = new QWidget;
    setPageGround(side);
    side->setMinimumWidth(320);
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_serials = new SerialsPanel;
    m_checks = new ChecksPanel;
    m_prints = new PrintsPanel(*m_ports.stores.batches);
    column->addWidget(m_serials);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(m_checks);
    column->addWidget(new Line(Qt::Horizontal));
    column->addWidget(m_prints, 1);
    return side;
}

void SheetsPage::connectParts()
{
    connect(m_subject, &SheetSubject::changed, this, &SheetsPage::onSubject);
    connect(m_subject, &SheetSubject::failed, this, &SheetsPage::onFailed);
    connect(m_bar, &SubjectBar::chosen, this, [this] {
        m_startAt = 1;
        Q_EMIT locationChanged();
    });
    connect(m_stocks, &StockPanel::stockChosen, this, [this] {
        m_startAt = 1;
        follow();
    });
    connect(m_judge, &StockJudge::judged, m_stocks, &StockPanel::setFits);
    connect(m_preview, &PreviewPanel::startChosen, this, &SheetsPage::setStart);
    connect(m_preview, &PreviewPanel::revealFailed, this, &SheetsPage::onRevealFailed);
    connect(m_serials, &SerialsPanel::rangeChanged, this, &SheetsPage::follow);
    connect(m_prints, &PrintsPanel::changed, this, &SheetsPage::follow);
    connect(m_prints, &PrintsPanel::runChosen, this, &SheetsPage::chooseRun);
    connect(m_actions, &SheetActions::printsChanged, m_subject, &SheetSubject::reload);
    connect(m_actions, &SheetActions::printsChanged, this, [this] { askPrints(); });
    const ConnectionMonitor &monitor = m_ports.monitor;
    connect(&monitor, &ConnectionMonitor::changed, this, &SheetsPage::onChange);
    connect(&monitor, &ConnectionMonitor::sessionChanged, this, [this](const Session &session) {
        m_clock.set(session.now);
        // A login that was barred until now sees the sheets at once.
        if (m_stack->currentWidget() == m_barred && isVisible() && !showBarred())
            refresh();
        follow();
    });
    connect(&monitor, &ConnectionMonitor::stateChanged, this, &SheetsPage::follow);
}

void SheetsPage::activate()
{
    if (showBarred())
        return;
    if (!std::exchange(m_asked, true) || std::exchange(m_outdated, false))
        m_subject->reload();
}

void SheetsPage::refresh()
{
    if (showBarred())
        return;
    m_asked = true;
    m_outdated = false;
    m_subject->reload();
    askPrints();
}

void SheetsPage::setConnected(bool connected)
{
    const bool back = connected && !isConnected();
    WindowPage::setConnected(connected);
    if (!connected)
        m_preview->hideCodes();
    if (back && m_asked)
        refresh();
    follow();
}

void SheetsPage::focusFilter()
{
    m_stocks->searchField()->setFocus(Qt::ShortcutFocusReason);
    m_stocks->searchField()->selectAll();
}

QUrlQuery SheetsPage::location() const
{
    QUrlQuery where;
    if (const auto &batch = m_subject->batch())
        where.addQueryItem(u"batch"_s, batch->id.toText());
    else if (const auto &event = m_subject->event())
        where.addQueryItem(u"event"_s, event->id.toText());
    return where;
}

void SheetsPage::goTo(const QUrlQuery &location)
{
    if (location.hasQueryItem(u"batch"_s))
        m_subject->chooseBatch(BatchId::fromText(location.queryItemValue(u"batch"_s)));
    else if (location.hasQueryItem(u"event"_s))
        m_subject->chooseEvent(EventId::fromText(location.queryItemValue(u"event"_s)));
}

bool SheetsPage::isEmpty() const
{
    return m_stack->currentWidget() == m_empty;
}

void SheetsPage::onSubject()
{
    if (!m_subject->isSettled())
        return;
    if (m_subject->batch())
        showBatch();
    else
        showEmpty();
    follow();
}

void SheetsPage::showEmpty()
{
    m_shown = {};
    m_prints->clear();
    m_preview->clear();
    m_mint->setText(m_subject->event() ? tr("&Mint codes") : tr("&Go to the events"));
    m_mint->setIconText(m_subject->event() ? tr("Mint codes") : tr("Go to the events"));
    m_empty->setSentence(m_subject->event() ? tr("This event has no codes yet. Mint a batch, and print it here.")
                                            : tr("There are no codes yet. Mint a batch, and print it here."));
    m_stack->setCurrentWidget(m_empty);
    m_bar->setVisible(m_subject->event().has_value());
    setHeaderActionsVisible(false);
}

void SheetsPage::showBatch()
{
    const Batch &batch = *m_subject->batch();
    m_stack->setCurrentIndex(0);
    m_bar->show();
    setHeaderActionsVisible(true);
    m_serials->setBatch(batch);
    if (m_shown != batch.id || m_prints->runs().size() != batch.prints)
        askPrints();
    m_shown = batch.id;
    askFits();
}

void SheetsPage::askPrints()
{
    const auto &event = m_subject->event();
    const auto &batch = m_subject->batch();
    if (event && batch)
        m_prints->setBatch(batch->id, event->timeZone);
}

bool SheetsPage::showBarred()
{
    const QString reason = reasonAgainstSeeingCodes(m_ports.monitor);
    if (reason.isEmpty() || m_ports.monitor.state() != ConnectionState::Connected)
        return false;
    m_barred->setSentence(reason);
    m_stack->setCurrentWidget(m_barred);
    m_bar->hide();
    setHeaderActionsVisible(false);
    return true;
}

void SheetsPage::onFailed(const Failure &failure)
{
    if (showBarred())
        return;
    if (!m_subject->batch()) {
        m_offline->setSentence(sheetFailureWords(failure));
        m_offline->setHelp(failure.name);
        m_stack->setCurrentWidget(m_offline);
        setHeaderActionsVisible(false);
        return;
    }
    Toast::show(this, Tone::Bad, tr("Not up to date. %1").arg(sheetFailureWords(failure)),
                {tr("Try again"), [this] { refresh(); }});
}

void SheetsPage::onChange(const Change &change)
{
    static const QSet<QString> ours{u"event"_s, u"batch"_s, u"code"_s, u"claims"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    if (isVisible() && m_asked)
        refresh();
    else
        m_outdated = true;
}

void SheetsPage::onRevealFailed(const Failure &failure)
{
    Toast::show(this, Tone::Bad, tr("Not revealed. %1").arg(sheetFailureWords(failure)), {}, failure.name);
}

void SheetsPage::setStart(int startAt)
{
    if (startAt == m_startAt)
        return;
    m_startAt = startAt;
    follow();
}

void SheetsPage::chooseRun(const PrintRecord &run)
{
    m_stocks->choose(run.templateId);
    m_startAt = run.startAt;
    m_serials->setRange(run.from, run.to);
}

void SheetsPage::askFits()
{
    const Event &event = *m_subject->event();
    const Batch &batch = *m_subject->batch();
    const QString about = u"%1 %2 %3"_s.arg(event.id.toText(), QString::number(event.version), batch.id.toText());
    if (about == m_fitted)
        return;
    m_fitted = about;
    SheetWish whole = wish();
    whole.startAt = 1;
    whole.leftOut.clear();
    whole.from = 1;
    whole.to = std::max(1, int(batch.count));
    const auto plan = SheetPlan::make(whole);
    if (!plan)
        return;
    m_judge->ask(plan->job(), plan->sample());
}

SheetWish SheetsPage::wish() const
{
    SheetWish wish;
    wish.event = *m_subject->event();
    wish.batch = *m_subject->batch();
    wish.stock = m_stocks->stock();
    wish.from = m_serials->from();
    wish.to = m_serials->to();
    wish.startAt = std::min(m_startAt, wish.stock.perPage());
    wish.leftOut = m_subject->leftOut();
    return wish;
}

void SheetsPage::follow()
{
    m_plan.reset();
    QList<PrintRecord> onPaper;
    if (m_subject->isSettled() && m_subject->event() && m_subject->batch()) {
        SheetWish wanted = wish();
        onPaper = runsWithin(m_prints->runs(), wanted.from, wanted.to);
        wanted.reprint = int(onPaper.size());
        auto plan = SheetPlan::make(wanted);
        if (plan)
            m_plan = std::move(plan).value();
        else
            m_preview->setRefusal(plan.failure().message, plan.failure().name);
    }
    showPlan(onPaper);
    showSummary();
    const QString right = reasonAgainstPlainCodes(m_ports.monitor);
    const QString nothing = m_preview->isShowing() ? QString() : tr("There is no sheet to show");
    setReasonAgainst(m_preview->revealAction(), right.isEmpty() ? nothing : right);
}

void SheetsPage::showPlan(const QList<PrintRecord> &onPaper)
{
    m_actions->setBatch(m_subject->batch() ? m_subject->batch()->id : BatchId());
    if (!m_plan) {
        m_checks->setLines({});
        m_actions->setPlan(m_plan, onPaper, {});
        return;
    }
    const StockFit fit = fitOf(m_plan->job(), m_plan->sample());
    if (fit.usable)
        m_preview->setPlan(*m_plan);
    else
        m_preview->setRefusal(fit.reason, fit.refusal);
    m_checks->setLines(checksOf(*m_plan, fit, m_clock.now(), onPaper));
    QString obstacle = fit.usable ? QString() : fit.reason;
    for (const CheckLine &line : m_checks->lines()) {
        if (line.tone == Tone::Bad && obstacle.isEmpty())
            obstacle = line.text;
    }
    m_actions->setPlan(m_plan, onPaper, obstacle);
}

void SheetsPage::showSummary()
{
    if (!m_plan) {
        setSubtitle({});
        return;
    }
    const QString sheets = sheetsText(m_plan->pages());
    setSubtitle(m_plan->pages() == 1 ? tr("%1, %2").arg(sheets, labelsText(m_plan->labels()))
                                     : tr("%1, %2 on the last").arg(sheets, labelsText(m_plan->labelsOnLast())));
}

} // namespace scrip
