// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>

namespace scrip {

/// The value behind a path such as "codes.total"; undefined where there is none.
[[nodiscard]] QJsonValue valueAt(const QJsonObject &object, const QString &path);

} // namespace scrip
