// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ledger.h"

#include <QJsonObject>

namespace scrip {

// Grants and their ledger as JSON and back, as object_json.h does it for the other objects of the contract.

[[nodiscard]] QJsonObject toJson(const Grant &grant);
[[nodiscard]] Grant grantFromJson(const QJsonObject &json);

/// The fields of a draft for scrip.create_grant; what was left open is not in it.
[[nodiscard]] QJsonObject toJson(const GrantDraft &draft);

/// The entry object of the contract; a booking that is due but not written yet has no id.
[[nodiscard]] QJsonObject toJson(const Entry &entry);
[[nodiscard]] Entry entryFromJson(const QJsonObject &json, const Grant &grant);
/// As above with the organization, the grant and the currency, for bookings that stand alone.
[[nodiscard]] QJsonObject wholeJson(const Entry &entry);

/// The grant object with "entries".
[[nodiscard]] QJsonObject toJson(const GrantHistory &history);
[[nodiscard]] GrantHistory grantHistoryFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const CurrencyBalance &balance);
[[nodiscard]] QJsonObject toJson(const Balance &balance);
[[nodiscard]] Balance balanceFromJson(const QJsonObject &json);

// What changes did, or would do. None of them says whether it is a replay: that is a field of the answer.

[[nodiscard]] QJsonObject toJson(const VoidOutcome &outcome);
[[nodiscard]] VoidOutcome voidOutcomeFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const ClawBackOutcome &outcome);
[[nodiscard]] ClawBackOutcome clawBackOutcomeFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const BulkVoidPreview &preview);
[[nodiscard]] BulkVoidPreview bulkVoidPreviewFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const BulkVoidOutcome &outcome);
[[nodiscard]] BulkVoidOutcome bulkVoidOutcomeFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const SettleOutcome &outcome);
[[nodiscard]] SettleOutcome settleOutcomeFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const MaintenancePass &pass);
[[nodiscard]] MaintenancePass maintenancePassFromJson(const QJsonObject &json);
[[nodiscard]] MaintenanceStatus maintenanceStatusFromJson(const QJsonObject &json);

} // namespace scrip
