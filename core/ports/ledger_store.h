// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger.h"
#include "core/ports/event_store.h"

namespace scrip {

/// Which bookings, in the order they were written.
struct LedgerQuery
{
    OrganizationId organization; ///< Null: of all.
    QDateTime from;              ///< When they were booked; invalid: from the first.
    QDateTime to;                ///< Invalid: to the last.
    QString after;
    int limit = 10'000;
};

struct SettleRequest
{
    OrganizationId organization;
    bool beforeAdoption = false; ///< Also what had expired before Scrip met the database.
};

/// The books of organizations: what they have, every booking, and bringing them up to date. Implementations answer on
/// any thread through the future; they outlive their answers.
class LedgerStore
{
public:
    virtual ~LedgerStore() = default;

    virtual Answer<Balance> balance(const OrganizationId &organization) = 0;
    virtual Answer<Page<Entry>> page(const LedgerQuery &query) = 0;

    /// Organizations with something due, a page of them.
    virtual Answer<Page<OrganizationId>> due(bool beforeAdoption, const QString &after, int limit) = 0;
    virtual Answer<SettleOutcome> previewSettle(const SettleRequest &request) = 0;
    virtual Answer<SettleOutcome> settle(const SettleRequest &request, const WriteContext &context) = 0;

    /// The organization meant by a full id or any unique prefix or suffix of at least eight characters.
    virtual Answer<OrganizationId> resolveOrganization(const QString &text) = 0;
};

} // namespace scrip
