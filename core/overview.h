// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "core/ledger.h"

namespace scrip {

/// Today's claims of one event, or (null id) of all that have no line of their own.
struct EventToday
{
    EventId id;
    QString name;
    qint64 today = 0;
    QList<qint64> hours; ///< As many as the day has.
};

/// Claims of a day of the database's zone, hour by hour, with the day before beside it.
struct ClaimsToday
{
    QDate day;
    QString zone;            ///< IANA.
    QList<QDateTime> starts; ///< Of its hours and, last, the end of the day: 24 hours, or 23 or 25.
    qint64 today = 0;
    qint64 yesterday = 0;
    qint64 yesterdayByNow = 0;    ///< Up to this time of the day.
    QList<qint64> yesterdayHours; ///< As many as yesterday had.
    QList<EventToday> events;     ///< The most first.
};

/// An event that can be claimed now.
struct ActiveEvent
{
    EventId id;
    QString name;
    qint64 claimCount = 0;
    std::optional<qint64> maxClaims; ///< No value: no cap.
    qint64 places = 0;               ///< What can be claimed at most: the cap, or the uses of its live codes.
    Money amount;
    Money exposure;
    QDateTime closesAt;
    QString timeZone;
    qint64 today = 0; ///< Claims since midnight in its zone.
};

/// What the events of one status may cost.
struct ExposureLine
{
    EventStatus status = EventStatus::Active;
    qint64 events = 0;
    Money claimed;
    Money open; ///< Still to be claimed.
    Money exposure;
};

/// An event that waits for a second person.
struct WaitingApproval
{
    EventId id;
    QString name;
    Money exposure;
    QDateTime since;
    QString by; ///< The login that asked.
};

/// An event that gave out what its budget alarm says, or more.
struct PassedBudget
{
    EventId id;
    QString name;
    Money budget;
    Money claimed;
};

/// What looks like somebody guessing codes.
struct Alarm
{
    QString name; ///< many_misses
    QString kind; ///< user, login or event.
    QString id;
    qint64 count = 0;
    QDateTime since;
    QString message; ///< One sentence in English.
};

/// Consumed credit that the backend counts as gone until maintenance settles.
struct RiskNow
{
    Money amount;
    qint64 organizations = 0;
};

/// How far the audit is sealed.
struct SealsNow
{
    qint64 seal = 0;
    QDateTime sealedAt;
    qint64 rows = 0;
    qint64 unsealed = 0; ///< Counted up to a thousand.
};

/// What one wants to know first. A part without a value is not told to this login.
struct Overview
{
    QDateTime at;
    Currency currency;
    qint64 events = 0; ///< Without archived ones.
    ClaimsToday claims;
    QList<ActiveEvent> active; ///< What closes next first; fifty at most.
    QList<ExposureLine> exposure;
    QList<WaitingApproval> approvals;
    QList<PassedBudget> budgets;
    std::optional<QList<Alarm>> alarms;
    std::optional<RiskNow> atRisk;
    std::optional<SealsNow> seals;
    MaintenanceStatus maintenance;

    /// The sum over the statuses.
    [[nodiscard]] ExposureLine total() const;
    /// How much of this needs a person: alarms, budgets, approvals.
    [[nodiscard]] int openMatters() const;
};

/// Credit that expires on one day.
struct ExpiringDay
{
    QDateTime at; ///< When the day begins.
    qint64 grants = 0;
    Money amount;    ///< What is left of them.
    EventId eventId; ///< That most of it is from; null: from none.
    QString eventName;
};

struct Expiring
{
    QString zone;
    qint64 grants = 0;
    Money amount;
    QDateTime first; ///< Invalid: nothing expires.
    QList<ExpiringDay> days;
};

enum class SeriesBucket { Hour, Day };

struct SeriesPoint
{
    QDateTime at; ///< When the hour or the day begins.
    qint64 claims = 0;
    Money amount;
    qint64 cumulative = 0; ///< At its end.
};

/// How an event was claimed over time, in its own zone.
struct EventSeries
{
    EventId event;
    QString zone;
    SeriesBucket bucket = SeriesBucket::Day;
    QDateTime at; ///< When this was so.
    QDateTime to; ///< Where the last bucket ends.
    QDateTime startsAt;
    QDateTime closesAt;
    EventStatus status = EventStatus::Active;
    qint64 claimCount = 0;
    std::optional<qint64> maxClaims;
    qint64 unbooked = 0; ///< Of the claims, those that the points do not hold yet.
    CodeCounts codes;
    QList<SeriesPoint> points;
};

} // namespace scrip
