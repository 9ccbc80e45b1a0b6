// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/sheet_job.h"

#include <QCryptographicHash>

#include <span>

namespace scrip {

/// The identity of a printed sheet: SHA-256 over one line a label, `serial TAB code TAB amount TAB currency TAB
/// claim_by` LF, in printing order. Not over the file, which holds a time. Owned by whoever writes or checks a run.
class SheetHash
{
public:
    explicit SheetHash(const SheetJob &job);

    void add(std::span<const LabelContent> labels);
    /// In lower-case hex, 64 characters.
    [[nodiscard]] QString text() const;

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    QByteArray m_tail;
};

} // namespace scrip
