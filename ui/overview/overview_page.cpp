// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_page.h"

#include "ui/charts/chart_card.h"
#include "ui/overview/books_panel.h"
#include "ui/overview/exposure_table.h"
#include "ui/overview/figure_cell.h"
#include "ui/overview/matter_list.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// The words of an event and its zone; of a narrow page the tables at the left need more.
constexpr int rightWidth = 416;
constexpr int narrowRightWidth = 384;
constexpr int roomForRight = 1160;
constexpr int todayHeight = 232;
constexpr int expiryHeight = 176;
constexpr int minuteMs = 60'000;

} // namespace

OverviewPage::OverviewPage(OverviewStore &store, Administration &administration, ConnectionMonitor &connection,
                           QWidget *parent)
    : WindowPage(tr("Overview"), parent)
    , m_store(store)
    , m_administration(administration)
    , m_connection(connection)
{
    setHeaderLine(true);
    buildActions();
    m_faces = new QStackedWidget;
    body()->addWidget(m_faces, 1);
    buildContent();
    buildEmpty();
    connectParts();
    judge();
}

void OverviewPage::buildActions()
{
    m_check = makeAction(this, tr("&Run the checks"), Glyph::Shield);
    m_newEvent = makeAction(this, tr("&New event…"), Glyph::Plus);
    m_tryAgain = makeAction(this, tr("Try again"), Glyph::Refresh);
    addHeaderAction(m_check);
    addPageAction(m_newEvent);
    connect(m_check, &QAction::triggered, this, &OverviewPage::runChecks);
    connect(m_newEvent, &QAction::triggered, this, [this] {
        Q_EMIT openRequested(u"events"_s, QUrlQuery({{u"new"_s, u"1"_s}}));
    });
    connect(m_tryAgain, &QAction::triggered, this, &OverviewPage::refresh);
}

void OverviewPage::buildContent()
{
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_strip = new InlineMessage;
    m_strip->setButton(tr("Try again"));
    column->addWidget(m_strip);
    column->addWidget(buildFigures());
    column->addWidget(new Line);
    auto *parts = new QWidget;
    setPageGround(parts);
    auto *row = new QHBoxLayout(parts);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(buildLeft(), 1);
    row->addWidget(new Line(Qt::Vertical));
    row->addWidget(buildRight());
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(parts);
    column->addWidget(scroll, 1);
    m_faces->addWidget(content);
}

QWidget *OverviewPage::buildFigures()
{
    auto *strip = new QWidget;
    auto *row = new QHBoxLayout(strip);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_claimsFigure = new FigureCell(tr("Claims today"));
    m_exposureFigure = new FigureCell(tr("Exposure"));
    m_expiryFigure = new FigureCell(tr("Expires within 30 days"));
    m_riskFigure = new FigureCell(tr("At risk until settled"));
    for (FigureCell *cell : {m_claimsFigure, m_exposureFigure, m_expiryFigure, m_riskFigure}) {
        if (row->count() > 0)
            row->addWidget(new Line(Qt::Vertical));
        row->addWidget(cell, 1);
    }
    return strip;
}

QWidget *OverviewPage::buildLeft()
{
    auto *left = new QWidget;
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_today = new ChartCard(tr("Claims by hour"));
    m_today->setRowAction(tr("Show these claims"));
    m_today->setMinimumHeight(todayHeight);
    m_expiry = new ChartCard(tr("Credit expiring, next 30 days"));
    m_expiry->setRowAction(tr("Show these grants"));
    m_expiry->setMinimumHeight(expiryHeight);
    column->addWidget(m_today, 3);
    column->addWidget(new Line);
    column->addWidget(m_expiry, 2);
    column->addWidget(new Line);
    auto *title = new Label(tr("Exposure by status"), Type::Section);
    title->setContentsMargins(space::pageLeft, space::one, 0, space::one);
    column->addWidget(title);
    m_exposure = new ExposureTable;
    column->addWidget(m_exposure);
    return left;
}

QWidget *OverviewPage::buildRight()
{
    m_right = new QWidget;
    m_right->setFixedWidth(rightWidth);
    auto *column = new QVBoxLayout(m_right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_active = new MatterList(tr("Active events"), tr("No event can be claimed now."));
    m_matters = new MatterList(tr("Needs a person"), tr("Nothing does."));
    m_books = new BooksPanel;
    column->addWidget(m_active);
    column->addWidget(m_matters);
    column->addWidget(m_books);
    column->addStretch(1);
    return m_right;
}

void OverviewPage::resizeEvent(QResizeEvent *event)
{
    WindowPage::resizeEvent(event);
    m_right->setFixedWidth(width() < roomForRight ? narrowRightWidth : rightWidth);
}

void OverviewPage::buildEmpty()
{
    auto *none = new EmptyState(EmptyState::Drawing::Sheet,
                                tr("Nothing runs here yet. The first event sets the credit, the dates and the cap."));
    none->setAction(m_newEvent);
    m_faces->addWidget(none);
    m_notLoaded = new EmptyState(EmptyState::Drawing::Offline, {});
    m_notLoaded->setAction(m_tryAgain);
    m_faces->addWidget(m_notLoaded);
}

void OverviewPage::connectParts()
{
    const auto open = [this](const QString &page, const QUrlQuery &place) { Q_EMIT openRequested(page, place); };
    connect(m_active, &MatterList::openRequested, this, open);
    connect(m_matters, &MatterList::openRequested, this, open);
    connect(m_exposure, &ExposureTable::statusRequested, this, [this](const QString &status) {
        Q_EMIT openRequested(u"events"_s, status.isEmpty() ? QUrlQuery() : QUrlQuery({{u"status"_s, status}}));
    });
    connect(m_claimsFigure, &QAbstractButton::clicked, this, [this] { openClaims(-1); });
    connect(m_exposureFigure, &QAbstractButton::clicked, this, [this] { Q_EMIT openRequested(u"events"_s, {}); });
    for (const FigureCell *cell : {m_expiryFigure, m_riskFigure})
        connect(cell, &QAbstractButton::clicked, this, [this] {
            Q_EMIT openRequested(u"grants"_s, QUrlQuery({{u"status"_s, u"active"_s}}));
        });
    connect(m_today, &ChartCard::rowActivated, this, &OverviewPage::openClaims);
    connect(m_expiry, &ChartCard::rowActivated, this, &OverviewPage::openExpiring);
    for (const ChartCard *card : {m_today, m_expiry})
        connect(card, &ChartCard::retryRequested, this, &OverviewPage::refresh);
    connect(m_books, &BooksPanel::verifyRequested, this, [this] {
        Q_EMIT openRequested(u"audit"_s, QUrlQuery({{u"verify"_s, u"1"_s}}));
    });
    connect(m_strip, &InlineMessage::buttonClicked, this, &OverviewPage::refresh);
    connect(&m_connection, &ConnectionMonitor::changed, this, &OverviewPage::onChanged);
    connect(&m_connection, &ConnectionMonitor::sessionChanged, this, [this] {
        judge();
        m_outdated = true;
        if (isVisible())
            activate();
    });
    connect(&m_connection, &ConnectionMonitor::stateChanged, this, &OverviewPage::judge);
    m_minute.setInterval(minuteMs);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_outdated = true;
        if (isVisible() && isConnected())
            activate();
    });
    m_minute.start();
}

} // namespace scrip
