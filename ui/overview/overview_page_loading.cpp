// SPDX-License-Identifier: GPL-3.0-or-later
// What the overview asks for, what it shows of the answers, and where it leads.
#include "core/ports/administration.h"
#include "ui/charts/chart_card.h"
#include "ui/events/event_words.h"
#include "ui/overview/books_panel.h"
#include "ui/overview/exposure_table.h"
#include "ui/overview/figure_cell.h"
#include "ui/overview/overview_charts.h"
#include "ui/overview/overview_page.h"
#include "ui/overview/overview_words.h"
#include "ui/shell/write_rights.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/relative_time.h"

#include <QAction>
#include <QLocale>
#include <QStackedWidget>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int horizonDays = 30;
constexpr int mostActive = 6;
/// What expires is asked anew no more often: it changes by the day, and costs what expires.
constexpr qint64 expiringMs = 30'000;

QString isoText(const QDateTime &when)
{
    return when.toUTC().toString(Qt::ISODate);
}

} // namespace

void OverviewPage::activate()
{
    if (!m_outdated)
        return;
    m_outdated = false;
    reload();
}

void OverviewPage::refresh()
{
    m_strip->clear();
    m_sinceExpiring.invalidate();
    m_outdated = true;
    activate();
}

void OverviewPage::setConnected(bool connected)
{
    const bool back = connected && !isConnected();
    WindowPage::setConnected(connected);
    judge();
    m_outdated = m_outdated || back;
    if (back && isVisible())
        activate();
}

void OverviewPage::onChanged(const Change &change)
{
    static const QSet<QString> ours{u"event"_s, u"batch"_s, u"code"_s,         u"claims"_s,
                                    u"claim"_s, u"grant"_s, u"organization"_s, u"setting"_s};
    if (!change.everything && !change.kinds.intersects(ours))
        return;
    m_outdated = true;
    if (isVisible())
        activate();
}

void OverviewPage::judge()
{
    const bool connected = m_connection.state() == ConnectionState::Connected;
    const QString gone = connected ? QString() : tr("There is no connection to the database");
    const QString books = reasonAgainstBooks(m_connection.session());
    setReasonAgainst(m_check, gone.isEmpty() ? books : gone);
    const QString barred = reasonAgainstWriting(m_connection);
    const bool admin = m_connection.session().has(u"admin"_s);
    setReasonAgainst(m_newEvent, !barred.isEmpty() ? barred : admin ? QString() : tr("Only admins make events"));
}

void OverviewPage::reload()
{
    m_asked.ask(this, m_store.overview(), [this](const Result<Overview> &answer) {
        if (answer)
            showOverview(*answer);
        else
            onFailure(answer.failure());
    });
    // Who may see what is known once we are connected.
    const bool known = m_connection.state() == ConnectionState::Connected;
    if (known && (!m_sinceExpiring.isValid() || m_sinceExpiring.hasExpired(expiringMs)))
        askExpiring();
}

void OverviewPage::askExpiring()
{
    const QString barred = reasonAgainstCredit(m_connection.session());
    if (!barred.isEmpty()) {
        m_expiry->setNothing(barred);
        m_expiryFigure->setBarred(barred);
        return;
    }
    m_sinceExpiring.start();
    m_expiringAsked.ask(this, m_store.expiring(horizonDays), [this](const Result<Expiring> &answer) {
        if (answer) {
            showExpiring(*answer);
            return;
        }
        m_sinceExpiring.invalidate();
        m_expiry->setFailure(tr("Not loaded."), failureWords(answer.failure()), answer.failure().name);
    });
}

void OverviewPage::showOverview(const Overview &overview)
{
    m_overview = overview;
    m_strip->clear();
    m_faces->setCurrentIndex(overview.events == 0 ? NothingYet : Content);
    setHeaderActionsVisible(overview.events > 0);
    const QTimeZone zone = zoneOrUtc(overview.claims.zone);
    setSubtitle(QLocale().toString(overview.at.toTimeZone(zone).date(), QLocale::LongFormat));
    showFigures(overview);
    m_today->setContent(todayChart(overview));
    m_exposure->setLines(overview.exposure, overview.total());
    showLists(overview);
    m_books->setOverview(overview, zone, reasonAgainstBooks(m_connection.session()));
}

void OverviewPage::showFigures(const Overview &overview)
{
    const QTimeZone zone = zoneOrUtc(overview.claims.zone);
    m_claimsFigure->setFigure(countText(overview.claims.today),
                              tr("%1 yesterday by %2 %3")
                                  .arg(countText(overview.claims.yesterdayByNow),
                                       overview.at.toTimeZone(zone).toString(u"HH:mm"_s), cityOf(zone)));
    const ExposureLine total = overview.total();
    m_exposureFigure->setFigure(
        moneyText(total.exposure),
        tr("%n event(s), %1 of it claimed", nullptr, int(total.events)).arg(moneyText(total.claimed)));
    if (!overview.atRisk) {
        m_riskFigure->setBarred(reasonAgainstCredit(m_connection.session()));
        return;
    }
    const bool risk = overview.atRisk->organizations > 0;
    m_riskFigure->setFigure(moneyText(overview.atRisk->amount),
                            risk ? tr("%n organization(s)", nullptr, int(overview.atRisk->organizations))
                                 : tr("nothing waits to be settled"),
                            risk ? Tone::Warn : Tone::Neutral);
}

void OverviewPage::showLists(const Overview &overview)
{
    QList<MatterEntry> active = activeEntries(overview, mostActive);
    const qsizetype more = overview.active.size() - active.size();
    if (more > 0) {
        MatterEntry rest;
        rest.matter.title = tr("%n more active event(s)", nullptr, int(more));
        rest.matter.note = tr("Show all of them");
        rest.page = u"events"_s;
        rest.place = QUrlQuery({{u"status"_s, u"active"_s}});
        active.append(rest);
    }
    m_active->setEntries(active, active.isEmpty() ? QString() : tr("per cent claimed · + today, in its zone"));
    const QList<MatterEntry> matters = matterEntries(overview);
    m_matters->setEntries(matters, matters.isEmpty() ? QString() : tr("%1 open").arg(matters.size()));
    m_matters->setRemark(overview.alarms ? QString() : reasonAgainstAlarms(m_connection.session()));
}

void OverviewPage::showExpiring(const Expiring &expiring)
{
    m_expiring = expiring;
    if (expiring.grants == 0) {
        m_expiry->setNothing(tr("No credit expires within 30 days."));
        m_expiryFigure->setFigure(moneyText(expiring.amount), tr("no grants"));
        return;
    }
    const QDateTime now = m_overview ? m_overview->at : m_connection.session().now;
    const QDateTime first = expiring.first.toTimeZone(zoneOrUtc(expiring.zone));
    m_expiry->setContent(expiryChart(expiring));
    m_expiryFigure->setFigure(
        moneyText(expiring.amount),
        tr("%n grant(s), first on %1", nullptr, int(expiring.grants)).arg(momentText(first, now, false)));
}

void OverviewPage::onFailure(const Failure &failure)
{
    m_outdated = true;
    const QString what = failureWords(failure);
    if (!m_overview) {
        m_notLoaded->setSentence(tr("The overview could not be loaded. %1 Nothing was changed.").arg(what));
        m_notLoaded->setHelp(failure.name);
        m_faces->setCurrentIndex(NotLoaded);
        setHeaderActionsVisible(false);
        return;
    }
    m_strip->show(Tone::Bad, tr("Not loaded anew."),
                  tr("%1 What you see is the last that was read; nothing was changed.").arg(what));
    m_strip->setHelp(failure.name);
}

/// The claims of an hour, or of the day.
void OverviewPage::openClaims(int hour)
{
    if (!m_overview || m_overview->claims.starts.size() < 2)
        return;
    const QList<QDateTime> &starts = m_overview->claims.starts;
    const bool one = hour >= 0 && hour + 1 < starts.size();
    const QDateTime from = one ? starts.at(hour) : starts.constFirst();
    const QDateTime to = one ? starts.at(hour + 1) : starts.constLast();
    Q_EMIT openRequested(u"claims"_s, QUrlQuery({{u"from"_s, isoText(from)}, {u"to"_s, isoText(to)}}));
}

/// The grants of the event that most of a day's credit is from, or all that are active.
void OverviewPage::openExpiring(int day)
{
    if (!m_expiring || day < 0 || day >= m_expiring->days.size())
        return;
    QUrlQuery place({{u"status"_s, u"active"_s}});
    const EventId event = m_expiring->days.at(day).eventId;
    if (!event.isNull())
        place.addQueryItem(u"event"_s, event.toText());
    Q_EMIT openRequested(u"grants"_s, place);
}

void OverviewPage::runChecks()
{
    m_books->setChecking();
    setReasonAgainst(m_check, tr("The checks are running"));
    m_checked.ask(this, m_administration.diagnose(true), [this](const Result<Diagnosis> &answer) {
        judge();
        const QDateTime at = m_overview ? m_overview->at : m_connection.session().now;
        if (answer)
            m_books->setDiagnosis(*answer, at, zoneOrUtc(m_connection.session().timeZone));
        else
            m_books->setCheckFailed(failureWords(answer.failure()), answer.failure().name);
    });
}

void OverviewPage::whenLoaded(const std::function<void()> &ready)
{
    if (m_overview && m_expiring) {
        ready();
        return;
    }
    // Both answers are under way; neither takes part in the other.
    auto *look = new QTimer(this);
    connect(look, &QTimer::timeout, this, [this, look, ready] {
        if (!m_overview || !m_expiring)
            return;
        look->deleteLater();
        ready();
    });
    look->start(20);
}

QList<TourStop> OverviewPage::tourStops()
{
    TourStop page;
    page.name = u"overview"_s;
    page.prepare = [this](const std::function<void()> &ready) { whenLoaded(ready); };
    TourStop tables;
    tables.name = u"overview-tables"_s;
    tables.prepare = [this](const std::function<void()> &ready) {
        whenLoaded([this, ready] {
            m_today->asTable()->setChecked(true);
            m_expiry->asTable()->setChecked(true);
            ready();
        });
    };
    tables.finish = [this] {
        m_today->asTable()->setChecked(false);
        m_expiry->asTable()->setChecked(false);
    };
    TourStop empty;
    empty.name = u"overview-empty"_s;
    empty.prepare = [this](const std::function<void()> &ready) {
        whenLoaded([this, ready] {
            m_faces->setCurrentIndex(NothingYet);
            setHeaderActionsVisible(false);
            ready();
        });
    };
    empty.finish = [this] {
        if (m_overview)
            showOverview(*m_overview);
    };
    return {page, tables, empty};
}

} // namespace scrip
