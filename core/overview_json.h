// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"

#include <QJsonObject>

namespace scrip {

// The answers of scrip.overview(), expiring() and event_series() as docs/sql-api.md says them.

[[nodiscard]] Overview overviewFromJson(const QJsonObject &json);
[[nodiscard]] Expiring expiringFromJson(const QJsonObject &json);
[[nodiscard]] EventSeries eventSeriesFromJson(const QJsonObject &json);
/// "hour" or "day".
[[nodiscard]] QString bucketName(SeriesBucket bucket);

} // namespace scrip
