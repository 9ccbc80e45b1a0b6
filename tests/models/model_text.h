// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

class QAbstractItemModel;

namespace scrip::testing {

/// The rows as people read them, one line each, cells joined by " | ": a comparison that fails reads like a diff. A
/// row that is not there yet is "…", an outdated one begins with "~".
[[nodiscard]] QStringList modelText(const QAbstractItemModel &model, int first = 0, int rows = -1);

/// The titles of the columns in one line.
[[nodiscard]] QString headerText(const QAbstractItemModel &model);

} // namespace scrip::testing
