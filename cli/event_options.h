// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/verb.h"
#include "core/event.h"

namespace scrip::cli {

/// The fields of an event as options of create and edit. What was not given is not touched; an empty text clears a
/// field that may be empty. Owned by the event noun.
class EventOptions
{
public:
    /// For create the name, the amount and the expiry are required.
    void declare(Verb &verb, bool creating);

    /// Puts what was given into the draft and answers which fields those are. Dates are read in the draft's zone,
    /// which an option may change. Refuses with the name and field of the first value that cannot be.
    [[nodiscard]] Result<EventFields> applyTo(EventDraft &draft) const;

    [[nodiscard]] bool givesZone() const { return m_timeZone.has_value(); }
    [[nodiscard]] bool givesCurrency() const { return m_currency.has_value(); }

private:
    Result<EventFields> applyTexts(EventDraft &draft) const;
    Result<EventFields> applyMoney(EventDraft &draft) const;
    Result<EventFields> applyCounts(EventDraft &draft) const;
    Result<EventFields> applyTimes(EventDraft &draft) const;

    std::optional<QString> m_name;
    std::optional<QString> m_amount;
    std::optional<QString> m_creditExpires;
    std::optional<QString> m_currency;
    std::optional<QString> m_description;
    std::optional<QString> m_maxClaims;
    std::optional<QString> m_starts;
    std::optional<QString> m_claimDeadline;
    std::optional<QString> m_timeZone;
    std::optional<QString> m_claimUrl;
    std::optional<QString> m_maxPerOrganization;
    std::optional<QString> m_maxPerDomain;
    std::optional<QString> m_budget;
    std::optional<QStringList> m_tags;
    std::optional<QString> m_notes;
    bool m_paused = false;
};

} // namespace scrip::cli
