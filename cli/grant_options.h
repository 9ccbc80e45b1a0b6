// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"
#include "cli/verb.h"
#include "core/grant.h"

namespace scrip::cli {

/// The fields of a grant as options of create. Owned by the grant noun.
class GrantOptions
{
public:
    void declare(Verb &verb);

    /// The draft that was typed, its dates read in the zone of the database. Refuses with the name and field of the
    /// first value that cannot be.
    [[nodiscard]] Result<GrantDraft> draft(Context &context, const Session &session) const;
    [[nodiscard]] const QString &organization() const { return m_organization; }

private:
    Result<Done> takeMoney(GrantDraft &draft, const Currency &metering) const;
    Result<Done> takeCost(GrantDraft &draft) const;
    Result<Done> takeChoices(GrantDraft &draft) const;
    Result<Done> takeTimes(Context &context, GrantDraft &draft) const;
    Result<Done> takeLabels(GrantDraft &draft) const;

    QString m_organization;
    QString m_amount;
    std::optional<QString> m_currency;
    std::optional<QString> m_name;
    std::optional<QString> m_funding;
    std::optional<QString> m_availability;
    std::optional<QString> m_costBasis;
    std::optional<QString> m_costCurrency;
    std::optional<QString> m_priority;
    std::optional<QString> m_effective;
    std::optional<QString> m_expires;
    std::optional<QStringList> m_labels;
};

} // namespace scrip::cli
