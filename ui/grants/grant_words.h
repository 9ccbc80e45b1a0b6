// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/grant.h"
#include "core/result.h"
#include "ui/widgets/bar.h"

#include <QTimeZone>

namespace scrip {

// The words in which grants are told to people. Plain text throughout.

/// What a refusal about grants means and what helps, in one or two sentences.
[[nodiscard]] QString grantFailureWords(const Failure &failure);

/// The buckets of a grant as stretches of a bar: consumed, available, pending, clawed back, forfeited.
[[nodiscard]] QList<BarPart> bucketParts(const Grant &grant);

/// "Devcon Singapore, 18 Nov 11:26 by mara": where the grant came from, when and by whom.
[[nodiscard]] QString sourceText(const Grant &grant, const QTimeZone &zone, const QDateTime &now);

[[nodiscard]] QString fundingText(Funding funding);
[[nodiscard]] QString availabilityText(Availability availability);
[[nodiscard]] QString paymentText(PaymentStatus status);

/// The difference of two amounts of one currency; zero when it does not fit.
[[nodiscard]] Money difference(const Money &after, const Money &before);

} // namespace scrip
