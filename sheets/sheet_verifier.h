// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_source.h"

#include <functional>
#include <stop_token>

namespace scrip {

/// What is wrong with a label: nothing could be read, something else stands there, or the code of another label does.
enum class LabelFault { Unreadable, Different, Swapped };

[[nodiscard]] QString faultName(LabelFault fault);

/// A label that does not hold what it should. It names no code.
struct LabelMismatch
{
    qint64 page = 0; ///< Counted from 1.
    int slot = 0;    ///< Counted from 1.
    qint64 serial = 0;
    LabelFault fault = LabelFault::Unreadable;
    qint64 found = 0; ///< Swapped: the serial that stands there.
};

/// A code where none should be: a slot meant to stay empty, or a page too many.
struct UnexpectedLabel
{
    qint64 page = 0; ///< Counted from 1.
    int slot = 0;    ///< Counted from 1; 0 for a whole page.
};

/// The answer of reading a sheet back.
struct VerifyOutcome
{
    qint64 labels = 0;               ///< Expected.
    qint64 decoded = 0;              ///< Read, with the right payload in the right slot.
    QList<LabelMismatch> mismatched; ///< At most the first 1000.
    QList<UnexpectedLabel> unexpected;

    [[nodiscard]] bool ok() const { return decoded == labels && mismatched.isEmpty() && unexpected.isEmpty(); }
};

using VerifyProgress = std::function<void(qint64 pagesDone, qint64 pages)>;

/// Reads every label of a PDF back from pixels at 300 dpi, slot by slot, and compares it with what `source` says
/// belongs there; slots that should be empty must be. On stock without symbols the text of the slot is compared. For
/// a worker thread; memory does not grow with the number of labels. Refuses with not_found a file that is no PDF,
/// invalid_count, or what the source refuses; when stopped, a Cancelled failure.
[[nodiscard]] Result<VerifyOutcome> verifySheet(const QString &path, const SheetJob &job, LabelSource &source,
                                                const VerifyProgress &progress = {},
                                                const std::stop_token &stop = {});

} // namespace scrip
