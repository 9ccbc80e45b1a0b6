// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace scrip {

/// The object in JSON that somebody brings along. Nothing when it is none, when it is nested too deep to be meant, or
/// when an object in it has a key twice: nobody knows which of the two was meant.
[[nodiscard]] std::optional<QJsonObject> strictObject(const QByteArray &text);

} // namespace scrip
