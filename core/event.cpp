// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event.h"

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct StatusName
{
    EventStatus status;
    const char *name;
};

constexpr std::array<StatusName, 7> statusNames{{{EventStatus::AwaitingApproval, "awaiting_approval"},
                                                 {EventStatus::Upcoming, "upcoming"},
                                                 {EventStatus::Active, "active"},
                                                 {EventStatus::Paused, "paused"},
                                                 {EventStatus::Exhausted, "exhausted"},
                                                 {EventStatus::Ended, "ended"},
                                                 {EventStatus::Archived, "archived"}}};

} // namespace

QString statusName(EventStatus status)
{
    for (const StatusName &entry : statusNames) {
        if (entry.status == status)
            return QString::fromLatin1(entry.name);
    }
    return {};
}

std::optional<EventStatus> statusFromName(const QString &name)
{
    for (const StatusName &entry : statusNames) {
        if (name == QLatin1StringView(entry.name))
            return entry.status;
    }
    return std::nullopt;
}

QList<EventStatus> allEventStatuses()
{
    QList<EventStatus> statuses;
    for (const StatusName &entry : statusNames)
        statuses << entry.status;
    return statuses;
}

QString fieldName(EventField field)
{
    switch (field) {
    case EventField::Name:
        return u"name"_s;
    case EventField::Description:
        return u"description"_s;
    case EventField::Amount:
        return u"amount"_s;
    case EventField::Currency:
        return u"currency"_s;
    case EventField::MaxClaims:
        return u"max_claims"_s;
    case EventField::StartsAt:
        return u"starts_at"_s;
    case EventField::ClaimDeadline:
        return u"claim_deadline"_s;
    case EventField::CreditExpiresAt:
        return u"credit_expires_at"_s;
    case EventField::TimeZone:
        return u"time_zone"_s;
    case EventField::ClaimUrl:
        return u"claim_url"_s;
    case EventField::MaxPerOrganization:
        return u"max_per_organization"_s;
    case EventField::MaxPerDomain:
        return u"max_per_domain"_s;
    case EventField::Budget:
        return u"budget"_s;
    case EventField::Tags:
        return u"tags"_s;
    case EventField::Notes:
        return u"notes"_s;
    case EventField::Paused:
        return u"paused"_s;
    }
    return {};
}

EventDraft EventDraft::of(const Event &event)
{
    EventDraft draft;
    draft.name = event.name;
    draft.description = event.description;
    draft.amount = event.amount;
    draft.maxClaims = event.maxClaims;
    draft.startsAt = event.startsAt;
    draft.claimDeadline = event.claimDeadline;
    draft.creditExpiresAt = event.creditExpiresAt;
    draft.timeZone = event.timeZone;
    draft.claimUrl = event.claimUrl;
    draft.maxPerOrganization = event.maxPerOrganization;
    draft.maxPerDomain = event.maxPerDomain;
    draft.budget = event.budget;
    draft.tags = event.tags;
    draft.notes = event.notes;
    draft.paused = event.paused;
    return draft;
}

EventFields changedFields(const EventDraft &before, const EventDraft &after)
{
    EventFields changed;
    changed.setFlag(EventField::Name, before.name != after.name);
    changed.setFlag(EventField::Description, before.description != after.description);
    changed.setFlag(EventField::Amount, before.amount.nano() != after.amount.nano());
    changed.setFlag(EventField::Currency, !(before.amount.currency() == after.amount.currency()));
    changed.setFlag(EventField::MaxClaims, before.maxClaims != after.maxClaims);
    changed.setFlag(EventField::StartsAt, before.startsAt != after.startsAt);
    changed.setFlag(EventField::ClaimDeadline, before.claimDeadline != after.claimDeadline);
    changed.setFlag(EventField::CreditExpiresAt, before.creditExpiresAt != after.creditExpiresAt);
    changed.setFlag(EventField::TimeZone, before.timeZone != after.timeZone);
    changed.setFlag(EventField::ClaimUrl, before.claimUrl != after.claimUrl);
    changed.setFlag(EventField::MaxPerOrganization, before.maxPerOrganization != after.maxPerOrganization);
    changed.setFlag(EventField::MaxPerDomain, before.maxPerDomain != after.maxPerDomain);
    changed.setFlag(EventField::Budget, before.budget != after.budget);
    changed.setFlag(EventField::Tags, before.tags != after.tags);
    changed.setFlag(EventField::Notes, before.notes != after.notes);
    changed.setFlag(EventField::Paused, before.paused != after.paused);
    return changed;
}

Result<Money> exposureOf(const Money &amount, std::optional<qint64> cap, std::optional<qint64> liveUses)
{
    if (!cap && !liveUses)
        return Money(0, amount.currency());
    const qint64 uses = cap && liveUses ? std::min(*cap, *liveUses) : cap.value_or(liveUses.value_or(0));
    return amount.times(uses);
}

} // namespace scrip
