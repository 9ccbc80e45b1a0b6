// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/lookup.h"
#include "core/ports/event_store.h"

namespace scrip {

/// Finding anything by what a person knows of it. Implementations answer on any thread through the future; they
/// outlive their answers.
class LookupStore
{
public:
    virtual ~LookupStore() = default;

    /// An e-mail, an id or a part of one, a code in any spelling, an organization, a NEAR account, a key's beginning.
    virtual Answer<LookupResult> lookup(const QString &text) = 0;
    /// Oldest first.
    virtual Answer<Page<TimelineItem>> timeline(const TimelineQuery &query) = 0;

    /// The user meant by a full id or any unique prefix or suffix of at least eight characters.
    virtual Answer<UserId> resolveUser(const QString &text) = 0;
};

} // namespace scrip
