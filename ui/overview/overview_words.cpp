// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/overview_words.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::OverviewWords)
};

constexpr qint64 soonSeconds = 48 * 3600;

bool hasOneOf(const Session &session, const QStringList &roles)
{
    return std::any_of(roles.cbegin(), roles.cend(), [&session](const QString &role) { return session.has(role); });
}

QUrlQuery placeOfEvent(const EventId &id)
{
    return QUrlQuery({{u"event"_s, id.toText()}});
}

/// What an alarm is about, in words; its message is the database's and in English.
MatterEntry alarmEntry(const Alarm &alarm, const QDateTime &now)
{
    MatterEntry entry;
    entry.matter.mark = Glyph::Warning;
    entry.matter.tone = Tone::Bad;
    const QString count = countText(alarm.count);
    if (alarm.kind == "user"_L1) {
        entry.matter.title = Say::tr("%1 wrong codes within an hour by one person").arg(count);
        entry.page = u"customers"_s;
        entry.place = QUrlQuery({{u"user"_s, alarm.id}});
    } else if (alarm.kind == "event"_L1) {
        entry.matter.title = Say::tr("%1 wrong codes within an hour in one event").arg(count);
        entry.page = u"events"_s;
        entry.place = QUrlQuery({{u"event"_s, alarm.id}});
    } else {
        entry.matter.title = Say::tr("%1 wrong codes within an hour by the login %2").arg(count, shownText(alarm.id));
        entry.page = u"audit"_s;
        entry.place = QUrlQuery({{u"actor"_s, QString::fromLatin1(QUrl::toPercentEncoding(alarm.id))}});
    }
    entry.matter.note = shownText(alarm.message);
    entry.matter.figureNote = relativeText(alarm.since, now);
    return entry;
}

MatterEntry maintenanceEntry(const MaintenanceStatus &maintenance)
{
    MatterEntry entry;
    entry.matter.mark = Glyph::Warning;
    entry.matter.tone = Tone::Warn;
    entry.matter.title =
        maintenance.lastPass.isValid() ? Say::tr("Maintenance does not run") : Say::tr("Maintenance never ran");
    entry.matter.note = Say::tr("Credit that expires blocks customers until it does: start scrip maintain.");
    entry.page = u"grants"_s;
    return entry;
}

} // namespace

QString reasonAgainstCredit(const Session &session)
{
    return hasOneOf(session, {u"admin"_s, u"support"_s, u"auditor"_s})
               ? QString()
               : Say::tr("Only admin, support and auditor see credit");
}

QString reasonAgainstAlarms(const Session &session)
{
    return hasOneOf(session, {u"admin"_s, u"staff"_s, u"auditor"_s})
               ? QString()
               : Say::tr("Alarms about guessed codes are for admin, staff and auditor");
}

QString reasonAgainstBooks(const Session &session)
{
    return hasOneOf(session, {u"admin"_s, u"auditor"_s}) ? QString()
                                                         : Say::tr("Only admin and auditor see the books");
}

QList<MatterEntry> activeEntries(const Overview &overview, int most)
{
    QList<MatterEntry> entries;
    for (const ActiveEvent &event : overview.active) {
        if (entries.size() == most)
            break;
        MatterEntry entry;
        entry.matter.title = shownText(event.name);
        entry.matter.ring = event.places > 0 ? shareOf(event.claimCount, event.places) : 0.0;
        const QString zone = cityOf(zoneOrUtc(event.timeZone));
        const QString close = momentText(event.closesAt.toTimeZone(zoneOrUtc(event.timeZone)), overview.at);
        entry.matter.note = Say::tr("%1 of %2 · until %3 %4")
                                .arg(countText(event.claimCount),
                                     event.places > 0 ? countText(event.places) : Say::tr("no codes"), close, zone);
        entry.matter.figure = u'+' + countText(event.today);
        entry.matter.figureNote = relativeText(event.closesAt, overview.at, true);
        const bool soon = overview.at.secsTo(event.closesAt) < soonSeconds;
        entry.matter.figureTone = soon ? Tone::Warn : Tone::Neutral;
        entry.page = u"events"_s;
        entry.place = placeOfEvent(event.id);
        entries.append(entry);
    }
    return entries;
}

QList<MatterEntry> matterEntries(const Overview &overview)
{
    QList<MatterEntry> entries;
    if (overview.alarms) {
        for (const Alarm &alarm : *overview.alarms)
            entries.append(alarmEntry(alarm, overview.at));
    }
    if (overview.maintenance.late)
        entries.append(maintenanceEntry(overview.maintenance));
    for (const PassedBudget &budget : overview.budgets) {
        MatterEntry entry;
        entry.matter.mark = Glyph::Warning;
        entry.matter.tone = Tone::Warn;
        entry.matter.title = Say::tr("%1 passed %2").arg(shownText(budget.name), moneyText(budget.budget));
        entry.matter.note = Say::tr("Budget alarm; %1 claimed now").arg(moneyText(budget.claimed));
        entry.page = u"events"_s;
        entry.place = placeOfEvent(budget.id);
        entries.append(entry);
    }
    for (const WaitingApproval &approval : overview.approvals) {
        MatterEntry entry;
        entry.matter.mark = Glyph::Info;
        entry.matter.tone = Tone::Info;
        entry.matter.title = Say::tr("%1 waits for a second person").arg(shownText(approval.name));
        entry.matter.note = Say::tr("%1, asked by %2").arg(moneyText(approval.exposure), shownText(approval.by));
        entry.matter.figureNote = relativeText(approval.since, overview.at);
        entry.page = u"events"_s;
        entry.place = placeOfEvent(approval.id);
        entries.append(entry);
    }
    return entries;
}

} // namespace scrip
