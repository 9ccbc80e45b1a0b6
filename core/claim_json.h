// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/claim.h"

#include <QJsonObject>

namespace scrip {

// Claims as JSON and back, as object_json.h does it for the other objects of the contract.

[[nodiscard]] QJsonObject toJson(const Claim &claim);
[[nodiscard]] Claim claimFromJson(const QJsonObject &json);

/// The claimant for scrip.create_claim; what was left open is not in it.
[[nodiscard]] QJsonObject toJson(const Claimant &claimant);
[[nodiscard]] QJsonObject toJson(const ApiKeyPrint &print);

/// With "secret" null: only whoever made the key can fill it in.
[[nodiscard]] QJsonObject toJson(const StoredApiKey &apiKey);
[[nodiscard]] StoredApiKey storedApiKeyFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const ClaimOutcome &outcome);
[[nodiscard]] ClaimOutcome claimOutcomeFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const ClaimCheck &check);
[[nodiscard]] ClaimCheck claimCheckFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const ReleaseOutcome &outcome);
[[nodiscard]] ReleaseOutcome releaseOutcomeFromJson(const QJsonObject &json);

[[nodiscard]] RotatedKey rotatedKeyFromJson(const QJsonObject &json);

[[nodiscard]] QJsonObject toJson(const Attempt &attempt);
[[nodiscard]] Attempt attemptFromJson(const QJsonObject &json);

} // namespace scrip
