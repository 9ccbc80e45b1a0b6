// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_selection.h"

#include "models/codes_model.h"

#include <QItemSelectionModel>

namespace scrip {

qint64 CodeSelection::inState(CodeState state) const
{
    return std::count_if(codes.cbegin(), codes.cend(), [state](const Code &code) { return code.state == state; });
}

BatchId CodeSelection::oneBatch() const
{
    if (wholeBatch)
        return batch;
    if (codes.isEmpty() || !isComplete())
        return {};
    const BatchId first = codes.first().batchId;
    const bool same =
        std::all_of(codes.cbegin(), codes.cend(), [&first](const Code &code) { return code.batchId == first; });
    return same ? first : BatchId();
}

CodeSelection selectionOf(const CodesModel &model, const QItemSelectionModel &selection)
{
    CodeSelection found;
    QList<std::pair<int, int>> spans;
    const QItemSelection ranges = selection.selection();
    for (const QItemSelectionRange &range : ranges) {
        // Whole rows are selected, so the first column stands for them.
        if (range.left() != 0)
            continue;
        found.rows += range.height();
        spans.append({range.top(), range.bottom()});
    }
    const CodeFilter &filter = model.filter();
    found.wholeBatch = !filter.batch.isNull() && !filter.state && filter.prefix.isEmpty() && found.rows > 0 &&
                       found.rows == model.count();
    found.batch = found.wholeBatch ? filter.batch : BatchId();
    if (found.rows > selectionLimit)
        return found;
    std::sort(spans.begin(), spans.end());
    for (const auto &[top, bottom] : std::as_const(spans)) {
        for (int row = top; row <= bottom; ++row) {
            if (const Code *code = model.peek(row))
                found.codes.append(*code);
        }
    }
    return found;
}

QList<SerialRange> rangesOf(const QList<Code> &codes, CodeState state)
{
    QList<Code> wanted;
    std::copy_if(codes.cbegin(), codes.cend(), std::back_inserter(wanted),
                 [state](const Code &code) { return code.state == state && code.serial > 0; });
    std::sort(wanted.begin(), wanted.end(), [](const Code &a, const Code &b) {
        return a.batchId == b.batchId ? a.serial < b.serial : a.batchId < b.batchId;
    });
    QList<SerialRange> ranges;
    for (const Code &code : std::as_const(wanted)) {
        const bool joins =
            !ranges.isEmpty() && ranges.last().batch == code.batchId && ranges.last().to + 1 == code.serial;
        if (joins)
            ranges.last().to = code.serial;
        else
            ranges.append({code.batchId, code.serial, code.serial});
    }
    return ranges;
}

} // namespace scrip
