// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure_names.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace scrip {

const QStringList &failureNames()
{
    static const QStringList names{u"not_found"_s,
                                   u"ambiguous_id"_s,
                                   u"code_not_found"_s,
                                   u"code_disabled"_s,
                                   u"code_reissued"_s,
                                   u"code_already_claimed"_s,
                                   u"event_inactive"_s,
                                   u"event_archived"_s,
                                   u"awaiting_approval"_s,
                                   u"claim_not_started"_s,
                                   u"claim_deadline_passed"_s,
                                   u"user_already_claimed"_s,
                                   u"user_inactive"_s,
                                   u"max_claims_reached"_s,
                                   u"organization_limit_reached"_s,
                                   u"domain_limit_reached"_s,
                                   u"grant_expired"_s,
                                   u"grant_depleted"_s,
                                   u"grant_owned_by_backend"_s,
                                   u"payment_transition_invalid"_s,
                                   u"currency_not_metered"_s,
                                   u"billing_version_unsupported"_s,
                                   u"frozen_field"_s,
                                   u"cap_below_claimed"_s,
                                   u"approval_by_same_person"_s,
                                   u"stale_version"_s,
                                   u"idempotency_conflict"_s,
                                   u"invalid_amount"_s,
                                   u"invalid_currency"_s,
                                   u"invalid_date"_s,
                                   u"invalid_time_zone"_s,
                                   u"invalid_name"_s,
                                   u"invalid_text"_s,
                                   u"invalid_count"_s,
                                   u"invalid_prefix"_s,
                                   u"invalid_code"_s,
                                   u"invalid_url"_s,
                                   u"invalid_priority"_s,
                                   u"invalid_cost_basis"_s,
                                   u"invalid_percent"_s,
                                   u"invalid_body"_s,
                                   u"invalid_setting"_s,
                                   u"reason_required"_s,
                                   u"count_mismatch"_s,
                                   u"promotion_invalid"_s,
                                   u"promotion_expired"_s,
                                   u"promotion_exhausted"_s,
                                   u"promotion_identity_limit"_s,
                                   u"promotion_unlimited"_s,
                                   u"rate_limited"_s,
                                   u"insufficient_balance"_s,
                                   u"not_permitted"_s,
                                   u"read_only"_s,
                                   u"missing_table"_s,
                                   u"missing_privilege"_s,
                                   u"schema_missing"_s,
                                   u"schema_too_new"_s,
                                   u"template_invalid"_s,
                                   u"label_too_small"_s,
                                   u"already_printed"_s,
                                   u"file_exists"_s,
                                   u"file_not_written"_s,
                                   u"busy"_s,
                                   u"usage"_s,
                                   u"connection_failed"_s,
                                   u"unknown_outcome"_s,
                                   u"internal"_s};
    return names;
}

FailureKind kindOfName(const QString &name)
{
    static const QHash<QString, FailureKind> kinds{
        {u"usage"_s, FailureKind::Usage},
        {u"invalid_body"_s, FailureKind::Usage},
        {u"connection_failed"_s, FailureKind::Connection},
        {u"schema_missing"_s, FailureKind::SchemaMissing},
        {u"schema_too_new"_s, FailureKind::SchemaTooNew},
        {u"not_permitted"_s, FailureKind::NotPermitted},
        {u"read_only"_s, FailureKind::ReadOnly},
        {u"busy"_s, FailureKind::Busy},
        {u"unknown_outcome"_s, FailureKind::UnknownOutcome},
        {u"internal"_s, FailureKind::Internal},
    };
    return kinds.value(name, FailureKind::Refused);
}

int exitStatus(const Failure &failure)
{
    switch (failure.kind) {
    case FailureKind::Usage:
        return 2;
    case FailureKind::Connection:
    case FailureKind::SchemaMissing:
    case FailureKind::SchemaTooNew:
        return 3;
    case FailureKind::UnknownOutcome:
    case FailureKind::Internal:
        return 4;
    case FailureKind::NotPermitted:
    case FailureKind::ReadOnly:
        return 5;
    case FailureKind::Refused:
    case FailureKind::Busy:
        break;
    case FailureKind::Cancelled:
        return kindOfName(failure.name) == FailureKind::UnknownOutcome ? 4 : 1;
    }
    return 1;
}

Failure Failure::named(const QString &name, const QString &message, const QString &field, const QString &hint)
{
    Failure failure;
    failure.kind = kindOfName(name);
    failure.name = name;
    failure.message = message;
    failure.field = field;
    failure.hint = hint;
    return failure;
}

bool settlesDoubt(const Failure &failure)
{
    static const QStringList beforeTheKey{QStringLiteral("missing_table"), QStringLiteral("missing_privilege"),
                                          QStringLiteral("file_not_written")};
    return failure.kind == FailureKind::Refused && !beforeTheKey.contains(failure.name);
}

Failure Failure::cancelled(const QString &message, const QString &name)
{
    Failure failure = named(name, message);
    failure.kind = FailureKind::Cancelled;
    return failure;
}

} // namespace scrip
