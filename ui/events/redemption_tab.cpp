// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/redemption_tab.h"

#include "ui/charts/chart_card.h"
#include "ui/charts/event_charts.h"
#include "ui/events/event_words.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

#include <QHBoxLayout>

namespace scrip {

namespace {

constexpr int codesWidth = 320;
/// With less room, as beside the table, the charts stand one below the other.
constexpr int roomForRow = 820;
constexpr QSize leastSize(360, 240);
/// Up to this many days the line is drawn by the hour.
constexpr qsizetype daysByHour = 14;
constexpr int mostHours = 72;
constexpr int mostDays = 366;

} // namespace

RedemptionTab::RedemptionTab(OverviewStore *store, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_cumulative(new ChartCard(tr("Claims against cap")))
    , m_claims(new ChartCard(tr("Claims")))
    , m_codes(new ChartCard(tr("Codes")))
    , m_buckets(new Segments({tr("Hours"), tr("Days")}))
{
    buildCharts();
    for (const ChartCard *card : {m_cumulative, m_claims, m_codes})
        connect(card, &ChartCard::retryRequested, this, &RedemptionTab::reload);
    connect(m_buckets, &Segments::currentChanged, this, &RedemptionTab::showClaims);
}

void RedemptionTab::buildCharts()
{
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    m_lines = {new Line(Qt::Vertical), new Line(Qt::Vertical)};
    m_row->addWidget(m_cumulative, 4);
    m_row->addWidget(m_lines.at(0));
    m_row->addWidget(m_claims, 3);
    m_row->addWidget(m_lines.at(1));
    m_codes->setFixedWidth(codesWidth);
    m_row->addWidget(m_codes);
    m_buckets->setAccessibleName(tr("Claims by hour or by day"));
    m_claims->addHeadWidget(m_buckets);
    m_cumulative->setRowAction(tr("Show these claims"));
    m_claims->setRowAction(tr("Show these claims"));
    m_codes->setRowAction(tr("Show these codes"));
    for (const ChartCard *card : {m_cumulative, m_claims})
        connect(card, &ChartCard::rowActivated, this, [this, card](int place) { openRows(card, place); });
    connect(m_codes, &ChartCard::rowActivated, this, [this](int state) {
        if (!m_event.isNull())
            Q_EMIT codesRequested(m_event, allChartStates().value(state));
    });
}

QSize RedemptionTab::minimumSizeHint() const
{
    return leastSize;
}

void RedemptionTab::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const bool inRow = width() >= roomForRow;
    m_row->setDirection(inRow ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    for (Line *line : std::as_const(m_lines))
        line->setVisible(inRow);
    m_codes->setMinimumWidth(inRow ? codesWidth : 0);
    m_codes->setMaximumWidth(inRow ? codesWidth : QWIDGETSIZE_MAX);
}

void RedemptionTab::setEvent(const Event &event)
{
    if (event.id != m_event) {
        m_event = event.id;
        m_days.reset();
        m_hours.reset();
        for (ChartCard *card : {m_cumulative, m_claims, m_codes})
            card->setLoading();
    }
    // The event tells its codes itself.
    if (event.codes.total > 0)
        m_codes->setContent(codesChart(event.codes));
    else
        m_codes->setNothing(tr("No codes yet."));
    reload();
}

void RedemptionTab::reload()
{
    if (m_event.isNull())
        return;
    if (!m_store) {
        Q_EMIT loaded();
        return;
    }
    m_daysAsked.ask(this, m_store->series(m_event, SeriesBucket::Day, {}), [this](const Result<EventSeries> &days) {
        if (!days) {
            fail(days.failure());
            return;
        }
        m_days = *days;
        askHours();
    });
}

/// The hours of the last days; of a young event all there are.
void RedemptionTab::askHours()
{
    const qsizetype first = std::max<qsizetype>(0, m_days->points.size() - daysByHour);
    const QDateTime from = m_days->points.isEmpty() ? QDateTime() : m_days->points.at(first).at;
    m_hoursAsked.ask(this, m_store->series(m_event, SeriesBucket::Hour, from),
                     [this](const Result<EventSeries> &hours) {
                         if (!hours) {
                             fail(hours.failure());
                             return;
                         }
                         m_hours = *hours;
                         showCharts();
                         Q_EMIT loaded();
                     });
}

void RedemptionTab::fail(const Failure &failure)
{
    m_cumulative->setFailure(tr("Not loaded."), failureWords(failure), failure.name);
    if (!m_days || !m_hours)
        m_claims->setFailure(tr("Not loaded."), failureWords(failure), failure.name);
    Q_EMIT loaded();
}

void RedemptionTab::showCharts()
{
    const bool none = m_days->claimCount == 0 && m_days->points.size() <= 1;
    if (none) {
        m_cumulative->setNothing(tr("Nobody has claimed yet."));
        m_claims->setNothing(tr("Nobody has claimed yet."));
        return;
    }
    const bool byHour = m_days->points.size() <= daysByHour;
    m_cumulative->setContent(cumulativeChart(byHour ? *m_hours : *m_days, forecastOf(*m_days)));
    showClaims();
}

void RedemptionTab::showClaims()
{
    if (!m_days || !m_hours)
        return;
    const bool hours = m_buckets->current() == 0;
    m_claims->setContent(hours ? claimsChart(*m_hours, mostHours) : claimsChart(*m_days, mostDays));
}

void RedemptionTab::openRows(const ChartCard *card, int row)
{
    const Series &series = card->model().series();
    if (row < 0 || row >= series.rows.size())
        return;
    Q_EMIT claimsRequested(m_event, series.rows.at(row).from, series.rows.at(row).to);
}

} // namespace scrip
