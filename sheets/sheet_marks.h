// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace scrip {

/// What a sheet file says about itself, in its keywords: enough to find its print record and to read it back. No
/// codes.
struct SheetMarks
{
    QString sheetHash; ///< See SheetHash.
    QString templateId;
    int startAt = 1;
    qint64 labels = 0;
    qint64 first = 0; ///< Serials.
    qint64 last = 0;

    [[nodiscard]] QString toKeywords() const;
    static SheetMarks fromKeywords(const QString &keywords);
    friend bool operator==(const SheetMarks &, const SheetMarks &) = default;
};

/// Reads the marks of a PDF. Refuses with not_found a file that is missing, no PDF, or not of this program (field
/// file).
[[nodiscard]] Result<SheetMarks> readSheetMarks(const QString &path);

} // namespace scrip
