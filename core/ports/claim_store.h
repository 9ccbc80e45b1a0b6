// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/claim.h"
#include "core/ports/event_store.h"

namespace scrip {

struct ClaimQuery
{
    EventId event; ///< Null: of all; the same for the other two.
    UserId user;
    OrganizationId organization;
    QDateTime from; ///< Invalid: from the first.
    QDateTime to;
    std::optional<bool> released; ///< No value: both.
    QString search;               ///< A part of an e-mail or of an organization's name, or a NEAR account.
    QString sort;                 ///< A field of the claim object with an optional leading '-'; empty: newest first.
    QString after;                ///< Cursor of a row; the page begins behind it (before it when `back`).
    int limit = 200;
    bool back = false; ///< Read towards the beginning; without a cursor from the end. Rows still come in list order.

    friend bool operator==(const ClaimQuery &, const ClaimQuery &) = default;
};

struct AttemptQuery
{
    EventId event;
    UserId user;
    QString after;
    int limit = 200;
};

/// Claims of codes, and what may become of one. Implementations answer on any thread through the future; they outlive
/// their answers.
class ClaimStore
{
public:
    virtual ~ClaimStore() = default;

    /// Takes the code, makes what the claimant lacks and books the credit, all or nothing; refuses with the first
    /// condition that fails. The code is written down nowhere: after a crash only the same call under the same key
    /// tells what became of it.
    virtual Answer<ClaimOutcome> create(const ClaimRequest &request, const WriteContext &context) = 0;
    /// The same conditions, all of them; changes nothing. The request's key is not looked at.
    virtual Answer<ClaimCheck> check(const ClaimRequest &request) = 0;
    virtual Answer<Claim> claim(const ClaimId &id) = 0;
    /// By time a page takes the same time wherever it lies; another order is refused with usage (field sort) where
    /// the filter leaves too many for it.
    virtual Answer<Page<Claim>> page(const ClaimQuery &query) = 0;
    /// Of the filter alone.
    virtual Answer<RowCount> count(const ClaimQuery &query) = 0;
    /// A cursor near that fraction (0 to 1) of the list as sorted, for jumps; empty: the beginning.
    virtual Answer<QString> position(const ClaimQuery &query, double fraction) = 0;
    /// The id meant by a full id or any unique prefix or suffix of at least eight characters.
    virtual Answer<ClaimId> resolve(const QString &text) = 0;

    /// Voids the remainder of its grant; the claim stays on record.
    virtual Answer<ReleaseOutcome> release(const ReleaseRequest &request, const WriteContext &context) = 0;
    /// Revokes the API key that the claim made, and stores the print of another.
    virtual Answer<RotatedKey> rotateKey(const ClaimId &id, const ApiKeyPrint &fresh,
                                         const WriteContext &context) = 0;
    /// Newest first.
    virtual Answer<Page<Attempt>> attempts(const AttemptQuery &query) = 0;
};

} // namespace scrip
