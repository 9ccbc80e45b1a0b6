// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/columns.h"

#include <QJsonArray>
#include <QJsonObject>

namespace scrip::cli {

/// A value of the contract as people read it on a terminal: nothing as a dash, lists with commas, and no character
/// that could move the cursor or turn the line around.
[[nodiscard]] QString cellText(const QJsonValue &value);

/// Rows under headings, columns aligned by what stands in them; `bold` marks the headings for a terminal.
[[nodiscard]] QString tableOf(const QJsonArray &items, const Columns &columns, bool bold);

/// One object, a field a line. Without columns all fields by their names.
[[nodiscard]] QString fieldsOf(const QJsonObject &object, const Columns &columns);

} // namespace scrip::cli
