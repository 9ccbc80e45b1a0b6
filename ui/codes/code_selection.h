// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"

#include <QList>

class QItemSelectionModel;

namespace scrip {

class CodesModel;

/// What is selected in the table of codes, as far as its rows are here. A value.
struct CodeSelection
{
    qint64 rows = 0;         ///< Selected, whether here or not.
    QList<Code> codes;       ///< Those that are here, in list order; empty when there are too many to go through.
    bool wholeBatch = false; ///< Every code of the one batch that the filter leaves.
    BatchId batch;           ///< Of the whole batch.

    /// Every selected row is here.
    [[nodiscard]] bool isComplete() const { return rows == codes.size(); }
    [[nodiscard]] qint64 inState(CodeState state) const;
    /// The one batch that all are of; null when there are several or none.
    [[nodiscard]] BatchId oneBatch() const;
};

/// More rows than this are not gone through one by one.
inline constexpr int selectionLimit = 4000;

[[nodiscard]] CodeSelection selectionOf(const CodesModel &model, const QItemSelectionModel &selection);

/// The serials of those codes that are in the state, as few ranges as there are gaps.
[[nodiscard]] QList<SerialRange> rangesOf(const QList<Code> &codes, CodeState state);

} // namespace scrip
