// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ids.h"
#include "core/money.h"

#include <QDateTime>
#include <QFlags>
#include <QList>
#include <QStringList>

#include <optional>

namespace scrip {

/// Derived by the database from the clocks, the cap and the pause; see statusName().
enum class EventStatus { AwaitingApproval, Upcoming, Active, Paused, Exhausted, Ended, Archived };

[[nodiscard]] QString statusName(EventStatus status);
[[nodiscard]] std::optional<EventStatus> statusFromName(const QString &name);
[[nodiscard]] QList<EventStatus> allEventStatuses();

/// How many codes are in which state.
struct CodeCounts
{
    qint64 total = 0;
    qint64 available = 0;
    qint64 claimed = 0;
    qint64 disabled = 0;
    qint64 reissued = 0;
};

/// A credit event as the database tells it. Times are UTC; the zone says how people see them.
struct Event
{
    EventId id;
    QString name;
    QString description;
    Money amount;
    std::optional<qint64> maxClaims; ///< No value: no cap.
    qint64 claimCount = 0;
    CodeCounts codes;
    QDateTime startsAt;
    QDateTime claimDeadline; ///< Invalid: none.
    QDateTime creditExpiresAt;
    QString timeZone; ///< IANA name.
    QString claimUrl; ///< Template with {code} and {event}; empty: none.
    std::optional<qint64> maxPerOrganization;
    std::optional<qint64> maxPerDomain;
    std::optional<Money> budget;
    QStringList tags;
    QString notes;
    EventStatus status = EventStatus::Upcoming;
    bool paused = false;
    Money exposure; ///< min(cap, live code uses) × amount.
    qint64 batches = 0;
    qint64 printed = 0; ///< Codes on paper.
    int version = 0;
    QDateTime createdAt;
    QString createdBy;
    QDateTime updatedAt;
    QDateTime archivedAt; ///< Invalid: not archived.
};

/// The fields that a person enters, for the list of what an edit changes.
enum class EventField {
    Name = 0x0001,
    Description = 0x0002,
    Amount = 0x0004,
    Currency = 0x0008,
    MaxClaims = 0x0010,
    StartsAt = 0x0020,
    ClaimDeadline = 0x0040,
    CreditExpiresAt = 0x0080,
    TimeZone = 0x0100,
    ClaimUrl = 0x0200,
    MaxPerOrganization = 0x0400,
    MaxPerDomain = 0x0800,
    Budget = 0x1000,
    Tags = 0x2000,
    Notes = 0x4000,
    Paused = 0x8000,
};
Q_DECLARE_FLAGS(EventFields, EventField)
Q_DECLARE_OPERATORS_FOR_FLAGS(EventFields)

/// The name of a field in JSON, in SQL and (with dashes) on the command line.
[[nodiscard]] QString fieldName(EventField field);

/// An event as a person enters it.
struct EventDraft
{
    QString name;
    QString description;
    Money amount;
    std::optional<qint64> maxClaims;
    QDateTime startsAt;      ///< Invalid: at once.
    QDateTime claimDeadline; ///< Invalid: none, claiming ends with the credit.
    QDateTime creditExpiresAt;
    QString timeZone = QStringLiteral("UTC");
    QString claimUrl;
    std::optional<qint64> maxPerOrganization;
    std::optional<qint64> maxPerDomain;
    std::optional<Money> budget;
    QStringList tags;
    QString notes;
    bool paused = false;

    static EventDraft of(const Event &event);
};

/// An edit of one event: the draft's `changed` fields replace those of version `version`.
struct EventEdit
{
    EventId id;
    int version = 0;
    EventDraft draft;
    EventFields changed;
};

/// What differs between two drafts.
[[nodiscard]] EventFields changedFields(const EventDraft &before, const EventDraft &after);

/// Every rule about a draft that can be judged without the database, in the order of the form; empty when it is fine.
/// `now` is the database's time. The database checks again: this only explains early.
[[nodiscard]] QList<Failure> validate(const EventDraft &draft, const QDateTime &now);

/// The worst case of an event: min(cap, uses of its live codes) × amount; without a cap all uses count. Refuses with
/// invalid_amount when the product does not fit.
[[nodiscard]] Result<Money> exposureOf(const Money &amount, std::optional<qint64> cap,
                                       std::optional<qint64> liveUses);

} // namespace scrip
