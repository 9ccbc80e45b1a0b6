// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace scrip::cli {

enum class Align { Left, Right };

/// A field of the contract's objects as a column for people. The path goes into nested objects with a dot.
struct Column
{
    QString path;
    QString heading;
    Align align = Align::Left;
};

using Columns = QList<Column>;

// What people see of each kind of object: a few columns in a list, nearly all of it alone.
[[nodiscard]] Columns eventColumns();
[[nodiscard]] Columns eventFields();
[[nodiscard]] Columns batchColumns();
[[nodiscard]] Columns batchFields(const QString &prefix = {});
[[nodiscard]] Columns codeColumns();
[[nodiscard]] Columns codeFields();
[[nodiscard]] Columns auditColumns();
[[nodiscard]] Columns settingColumns();
[[nodiscard]] Columns roleColumns();
[[nodiscard]] Columns checkColumns();
[[nodiscard]] Columns stockColumns();

} // namespace scrip::cli
