// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_detail.h"

#include "core/text_rules.h"
#include "ui/events/batches_tab.h"
#include "ui/events/details_tab.h"
#include "ui/events/event_actions.h"
#include "ui/events/event_words.h"
#include "ui/events/history_tab.h"
#include "ui/events/redemption_tab.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int headHeight = 44;
constexpr int tabsHeight = 32;
constexpr int mostNameWidth = 360;
/// Below this the buttons leave what is said of the event no room: it goes beside the tabs.
constexpr int roomForSummary = 860;

/// A label that gives way to what stands beside it, but never takes more than its text needs.
class NameLabel : public Label
{
public:
    using Label::Label;
    [[nodiscard]] QSize sizeHint() const override
    {
        return {std::min(Label::sizeHint().width(), mostNameWidth), Label::sizeHint().height()};
    }
};

} // namespace

EventDetail::EventDetail(const Stores &stores, EventActions &actions, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar)
    , m_stack(new QStackedWidget)
    , m_whole(new QStackedWidget)
{
    setPageGround(this);
    auto *pane = new QWidget;
    auto *column = new QVBoxLayout(pane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHead(actions));
    m_tabRow = new QHBoxLayout;
    m_tabRow->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    m_tabRow->setSpacing(space::two);
    m_tabs->setFixedHeight(tabsHeight);
    m_tabs->setDrawBase(false);
    m_tabs->setAccessibleName(tr("About the event"));
    m_tabRow->addWidget(m_tabs);
    m_tabRow->addStretch(0);
    column->addLayout(m_tabRow);
    column->addWidget(new Line);
    column->addWidget(m_stack, 1);
    buildTabs(stores, actions, ports);
    auto *none = Label::muted(tr("Choose an event to see its batches, claims and history."));
    none->setElided();
    none->setAlignment(Qt::AlignCenter);
    m_whole->addWidget(none);
    m_whole->addWidget(pane);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_whole);
}

QWidget *EventDetail::buildHead(EventActions &actions)
{
    auto *head = new QWidget;
    head->setFixedHeight(headHeight);
    auto *row = new QHBoxLayout(head);
    m_headRow = row;
    row->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    row->setSpacing(space::oneAndHalf);
    m_name = new NameLabel({}, Type::Section);
    m_name->setElided();
    row->addWidget(m_name);
    m_pill = new Pill;
    row->addWidget(m_pill);
    m_summary = Label::muted({});
    m_summary->setElided();
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_summary, 1);
    row->addStretch(0);
    const QList<QAction *> buttons{actions.approve, actions.pause, actions.resume, actions.mint, actions.print};
    for (QAction *action : buttons) {
        auto *button = new ActionButton(action, ButtonLook::Secondary, head);
        setSmall(button);
        row->addWidget(button);
    }
    QToolButton *more = makeGlyphButton(Glyph::More, tr("More actions"));
    auto *menu = new QMenu(more);
    menu->addActions({actions.edit, actions.duplicate});
    menu->addSeparator();
    menu->addActions({actions.archive, actions.unarchive});
    menu->setToolTipsVisible(true);
    connect(more, &QToolButton::clicked, menu,
            [menu, more] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
    row->addWidget(more);
    return head;
}

void EventDetail::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < roomForSummary;
    if (narrow == m_narrow)
        return;
    m_narrow = narrow;
    // The layout that has it lets it go.
    if (narrow)
        m_tabRow->addWidget(m_summary, 1);
    else
        m_headRow->insertWidget(m_headRow->indexOf(m_pill) + 1, m_summary, 1);
    m_summary->setAlignment((narrow ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

void EventDetail::buildTabs(const Stores &stores, EventActions &actions, const TablePorts &ports)
{
    m_batches = new BatchesTab(*stores.batches, actions, ports);
    m_redemption = new RedemptionTab(stores.overview);
    m_details = new DetailsTab;
    m_history = new HistoryTab(*stores.events, ports);
    const QStringList titles{tr("Batches"), tr("Redemption"), tr("Details"), tr("History")};
    for (const QString &title : titles)
        m_tabs->addTab(title);
    for (QWidget *tab : {static_cast<QWidget *>(m_batches), static_cast<QWidget *>(m_redemption),
                         static_cast<QWidget *>(m_details), static_cast<QWidget *>(m_history)})
        m_stack->addWidget(tab);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) {
        m_stack->setCurrentIndex(tab);
        fillTab();
    });
    connect(m_batches, &BatchesTab::loaded, this, &EventDetail::ready);
    connect(m_redemption, &RedemptionTab::loaded, this, &EventDetail::ready);
    connect(m_history, &HistoryTab::loaded, this, &EventDetail::ready);
}

void EventDetail::setEvent(const std::optional<Event> &event, const QDateTime &now)
{
    m_event = event;
    m_now = now;
    m_whole->setCurrentIndex(event ? 1 : 0);
    if (!event)
        return;
    m_name->setText(shownText(event->name));
    m_name->updateGeometry();
    m_pill->setLook(statusPill(statusName(event->status)));
    m_summary->setText(summaryOf(*event));
    m_tabs->setTabText(Batches, event->batches > 0 ? QString(tr("Batches") % u' ' % countText(event->batches))
                                                   : tr("Batches"));
    fillTab();
}

void EventDetail::fillTab()
{
    if (!m_event)
        return;
    switch (currentTab()) {
    case Batches:
        m_batches->setEvent(*m_event);
        return;
    case Redemption:
        m_redemption->setEvent(*m_event);
        return;
    case Details:
        m_details->setEvent(*m_event, m_now);
        Q_EMIT ready();
        return;
    case History:
        m_history->setEvent(*m_event, m_now);
        return;
    }
}

void EventDetail::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

EventDetail::Tab EventDetail::currentTab() const
{
    return Tab(m_tabs->currentIndex());
}

} // namespace scrip
