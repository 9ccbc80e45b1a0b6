// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job_control.h"
#include "core/ledger.h"
#include "core/ports/event_store.h"

namespace scrip {

struct GrantQuery
{
    OrganizationId organization; ///< Null: of all. Of one, everything that is due is computed into the answer.
    EventId event;
    std::optional<GrantStatus> status;
    bool depleted = false; ///< Only active ones with nothing left; the status is ignored then.
    std::optional<GrantOrigin> origin;
    QString search;
    QString sort;  ///< A field of the grant object with an optional leading '-'; empty: newest first.
    QString after; ///< Cursor of a row; the page begins behind it (before it when `back`).
    int limit = 200;
    bool back = false; ///< Read towards the beginning; without a cursor from the end. Rows still come in list order.
};

/// Voiding all that match, when there are as many as were seen.
struct BulkVoid
{
    VoidFilter filter;
    int expected = 0; ///< Another count is refused with count_mismatch.
};

/// Grants, and everything that changes one. Previews compute what the change would do, with the same figures, and
/// write nothing. Implementations answer on any thread through the future; they outlive their answers.
class GrantStore
{
public:
    virtual ~GrantStore() = default;

    virtual Answer<Written<Grant>> create(const GrantDraft &draft, const WriteContext &context) = 0;
    /// By age and by expiry a page takes the same time wherever it lies; another order is refused with usage (field
    /// sort) where the filter leaves too many for it.
    virtual Answer<Page<Grant>> page(const GrantQuery &query) = 0;
    /// Of the filter alone.
    virtual Answer<RowCount> count(const GrantQuery &query) = 0;
    /// A cursor near that fraction (0 to 1) of the list as sorted, for jumps; empty: the beginning.
    virtual Answer<QString> position(const GrantQuery &query, double fraction) = 0;
    virtual Answer<GrantHistory> grant(const GrantId &id) = 0;
    /// The id meant by a full id or any unique prefix or suffix of at least eight characters.
    virtual Answer<GrantId> resolve(const QString &text) = 0;

    virtual Answer<VoidOutcome> previewVoid(const GrantId &id) = 0;
    /// Forfeits the whole remainder for good. A grant that is voided already answers its first outcome.
    virtual Answer<VoidOutcome> voidGrant(const GrantId &id, const WriteContext &context) = 0;
    /// `amount`: decimal text in the grant's currency, empty: all of it.
    virtual Answer<ClawBackOutcome> previewClawBack(const GrantId &id, const QString &amount) = 0;
    /// Takes the available part first, then what was consumed, which becomes overdraft.
    virtual Answer<ClawBackOutcome> clawBack(const GrantId &id, const QString &amount,
                                             const WriteContext &context) = 0;

    virtual Answer<BulkVoidPreview> previewVoidMatching(const VoidFilter &filter) = 0;
    /// Voids them one after the other on the bulk lane; progress counts grants. Cancelling stops behind a whole chunk
    /// and answers what was done so far; the same key goes on later.
    virtual Answer<BulkVoidOutcome> voidMatching(const BulkVoid &request, const WriteContext &context,
                                                 const JobControlPtr &control) = 0;

    /// Refuses with payment_transition_invalid what cannot follow.
    virtual Answer<Written<Grant>> setPayment(const PaymentUpdate &payment, const WriteContext &context) = 0;
    /// Books what was used elsewhere; refuses a grant in the metering currency.
    virtual Answer<Written<Grant>> consume(const Consumption &consumption, const WriteContext &context) = 0;
};

} // namespace scrip
