// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grant.h"

#include <QStringList>

namespace scrip {

/// One booking of the ledger: a transfer between two buckets of a grant. Never changed once it is there.
struct Entry
{
    qint64 id = 0;
    QDateTime at;       ///< When it counts from.
    QDateTime bookedAt; ///< When it was written.
    OrganizationId organizationId;
    GrantId grantId;
    QString type; ///< funded, released, consumed, expired, voided, clawed_back, adjusted.
    Money amount; ///< Always above zero.
    QString from; ///< issuer, pending, available, consumed, forfeited, clawed_back.
    QString to;
    QString actor; ///< Kind and name, as in "admin:mara".
    QString reason;
    QString requestId;
};

/// A grant with all of its bookings, oldest first.
struct GrantHistory
{
    Grant grant;
    QList<Entry> entries;
};

/// What an organization has in one currency.
struct CurrencyBalance
{
    Money settled; ///< Available as booked.
    Money live;    ///< Available as if all that is due were done; never below zero.
    Money pending;
    Money consumed;
    Money forfeited;
    Money clawedBack;
    Money overdraft;               ///< Spent beyond all credit.
    std::optional<Money> baseline; ///< What the backend computes; none for a currency that it does not meter.
    Money atRisk;                  ///< How much lower that is than it should be until maintenance ran.
};

struct Balance
{
    OrganizationId organizationId;
    QString organizationName;
    bool blocked = false; ///< The backend refuses its requests.
    QList<CurrencyBalance> currencies;
};

/// What a void did, or would do: the same figures before and after.
struct VoidOutcome
{
    Grant grant;
    Money forfeited;
    Money consumed; ///< Stays consumed: nobody pays for it again.
    Money balanceBefore;
    Money balanceAfter; ///< Of the organization in the grant's currency; below zero when it owes.
    bool blockedAfter = false;
    bool replayed = false;
};

/// What a claw-back did, or would do.
struct ClawBackOutcome
{
    VoidOutcome outcome;
    Money clawedBack;
    Money overdraftAfter;
};

/// Which grants: at least one of the three; only pending and active ones can be voided.
struct VoidFilter
{
    EventId event;
    OrganizationId organization;
    std::optional<GrantStatus> status;
};

/// Sums of the grants of one currency; what was done tells what was forfeited and nothing else.
struct CurrencySum
{
    Money forfeited;
    Money consumed;
    Money balanceBefore; ///< Of all organizations concerned.
    Money balanceAfter;
};

/// What voiding all that match would do, summed.
struct BulkVoidPreview
{
    qint64 count = 0;
    CurrencySum sum;         ///< Of the grants in the metering currency.
    qint64 blockedAfter = 0; ///< Of those organizations, how many would be blocked.
    /// Of each currency, the metering one first; empty where all are in that one.
    QList<CurrencySum> currencies;
};

/// What has been voided of all that match. Each grant is voided on its own.
struct BulkVoidOutcome
{
    struct Skipped
    {
        GrantId grant;
        QString name; ///< Of the refusal.
    };
    qint64 total = 0; ///< As many as matched.
    qint64 voided = 0;
    QList<Skipped> skipped;        ///< Among them, in the order of the run.
    Money forfeited;               ///< In the metering currency.
    QList<CurrencySum> currencies; ///< As in the preview.
    bool done = false;             ///< False: cancelled in between, the same key goes on.
    bool replayed = false;
};

/// What became due and was booked, or would be.
struct SettleOutcome
{
    qint64 released = 0;  ///< Grants that became available.
    qint64 settled = 0;   ///< Grants whose expiry was booked.
    Money breakage;       ///< Never used.
    Money protectedWorth; ///< Consumed credit that the backend would have taken back.
    bool replayed = false;
};

/// What one step of maintenance did, or several together.
struct MaintenancePass
{
    qint64 released = 0;
    qint64 attributed = 0;
    qint64 settled = 0;
    qint64 sealed = 0;
    qint64 reconciled = 0;
    qint64 alarms = 0;
    QStringList failed; ///< Organizations that were left for the next pass.
    QString next;       ///< Where the pass goes on; empty: it is through.
    bool busy = false;  ///< Somebody else is at this step: nothing was done.

    /// Adds the figures of another step; where it goes on is that of the other one.
    MaintenancePass &operator+=(const MaintenancePass &step);
};

struct MaintenanceStatus
{
    QDateTime lastPass; ///< Invalid: there was none.
    qint64 ageSeconds = 0;
    bool late = false; ///< Nobody maintains this database.
};

} // namespace scrip
