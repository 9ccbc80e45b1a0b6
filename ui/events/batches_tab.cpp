// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/batches_tab.h"

#include "core/ports/connection.h"
#include "ui/codes/code_rights.h"
#include "ui/events/code_funnel.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_batches.h"
#include "ui/events/event_words.h"
#include "ui/events/side_pane.h"
#include "ui/settings/shown_zone.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/table/table_page.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int funnelWidth = 312;
constexpr int widthForHandedOver = 720;

} // namespace

BatchesTab::BatchesTab(BatchStore &store, EventActions &actions, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_actions(actions)
    , m_connection(ports.connection)
    , m_model(new EventBatches(store, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    buildTable(ports);
    QWidget *list = buildList(actions);
    row->addWidget(new SidePane(list, buildFunnel(), funnelWidth));
    connect(m_model, &ListModelBase::loaded, this, &BatchesTab::showState);
    connect(m_model, &ListModelBase::failed, this, [this](const Failure &failure) {
        m_stack->setCurrentIndex(0);
        m_failure->setButton(tr("Try again"));
        m_failure->show(Tone::Bad, tr("Batches not loaded."), failureWords(failure));
        m_failure->setHelp(failure.name);
        Q_EMIT loaded();
    });
    connect(m_failure, &InlineMessage::buttonClicked, this, &BatchesTab::reload);
}

void BatchesTab::buildTable(const TablePorts &ports)
{
    m_table = new DetailTable(u"event-batches"_s, tr("Batches"));
    m_table->setRows(m_model, {50, 92, 92, 102, 92, 110, 140}, EventBatchColumns::Created);
    // What is handed over stands in the funnel as well; a count that is cut would be another one.
    m_table->addOptional(EventBatchColumns::HandedOver, widthForHandedOver);
    m_table->setItemDelegateForColumn(EventBatchColumns::State,
                                      new PillDelegate(m_table, [](const QModelIndex &index) {
                                          return statusPill(index.data(RawRole).toString());
                                      }));
    m_table->setMenu([this](QMenu *menu, const QModelIndex &index) { fillMenu(menu, index); });
    m_table->offerExport(
        [this] {
            BatchQuery query;
            query.event = m_event.id;
            return exportOfBatches(m_store, query);
        },
        ports);
    connect(m_table, &TableView::rowActivated, this, [this](const QModelIndex &index) {
        if (const Batch *batch = m_model->at(index))
            Q_EMIT m_actions.batchRequested(batch->id);
    });
}

QWidget *BatchesTab::buildList(EventActions &actions)
{
    auto *side = new QWidget;
    auto *column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    m_failure = new InlineMessage;
    strip->addWidget(m_failure);
    column->addLayout(strip);
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_table);
    m_none = new QWidget;
    auto *none = new QVBoxLayout(m_none);
    none->addStretch(1);
    auto *sentence = Label::muted(tr("No codes yet: the first batch makes this event claimable."));
    sentence->setAlignment(Qt::AlignCenter);
    sentence->setElided();
    none->addWidget(sentence);
    none->addSpacing(space::one);
    none->addWidget(new ActionButton(actions.mint, ButtonLook::Secondary), 0, Qt::AlignHCenter);
    none->addStretch(1);
    m_stack->addWidget(m_none);
    m_barred = Label::muted({});
    m_barred->setAlignment(Qt::AlignCenter);
    m_barred->setWordWrap(true);
    m_stack->addWidget(m_barred);
    column->addWidget(m_stack, 1);
    return side;
}

QWidget *BatchesTab::buildFunnel()
{
    auto *panel = new Panel(tr("Codes"));
    m_funnel = new CodeFunnel;
    panel->body()->addWidget(m_funnel);
    return panel;
}

void BatchesTab::fillMenu(QMenu *menu, const QModelIndex &index)
{
    const Batch *batch = m_model->at(index);
    if (!batch)
        return;
    QAction *open = menu->addAction(icon(Glyph::Code), tr("Show its codes"));
    connect(open, &QAction::triggered, this, [this, id = batch->id] { Q_EMIT m_actions.batchRequested(id); });
    QAction *print = menu->addAction(icon(Glyph::Print), tr("Print its sheet"));
    print->setEnabled(batch->count > 0);
    connect(print, &QAction::triggered, this, [this, id = batch->id] { Q_EMIT m_actions.batchPrintRequested(id); });
    if (batch->state != BatchState::Complete) {
        QAction *finish = menu->addAction(icon(Glyph::Mint), tr("Finish minting"));
        setReasonAgainst(finish, m_actions.reasonAgainstFinish(*batch));
        connect(finish, &QAction::triggered, this,
                [this, unfinished = *batch] { m_actions.finishMinting(unfinished); });
    }
}

void BatchesTab::setEvent(const Event &event)
{
    const bool another = event.id != m_event.id;
    m_event = event;
    if (another)
        m_failure->clear();
    if (showBarred()) {
        m_funnel->setFigures(event, std::nullopt);
        Q_EMIT loaded();
        return;
    }
    m_model->setEvent(event.id, shownZoneFor(event.timeZone));
    m_stack->setCurrentIndex(event.batches == 0 ? 1 : 0);
    m_funnel->setFigures(event, another ? std::nullopt : std::optional(m_model->handedOver()));
}

void BatchesTab::reload()
{
    if (!showBarred())
        m_model->reload();
}

bool BatchesTab::showBarred()
{
    const QString reason = reasonAgainstSeeingCodes(m_connection);
    if (reason.isEmpty() || m_connection.state() != ConnectionState::Connected)
        return false;
    m_failure->clear();
    m_barred->setText(reason);
    m_stack->setCurrentWidget(m_barred);
    return true;
}

void BatchesTab::showState()
{
    m_failure->clear();
    m_stack->setCurrentIndex(m_model->filledRows() == 0 ? 1 : 0);
    m_funnel->setFigures(m_event, m_model->handedOver());
    Q_EMIT loaded();
}

} // namespace scrip
