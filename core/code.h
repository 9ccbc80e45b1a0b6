// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code_text.h"
#include "core/ids.h"

#include <QDateTime>
#include <QList>

#include <optional>

namespace scrip {

enum class CodeState { Available, Claimed, Disabled, Reissued };

[[nodiscard]] QString codeStateName(CodeState state);
[[nodiscard]] std::optional<CodeState> codeStateFromName(const QString &name);

/// A code as lists show it: masked. What it stands for is never in here.
struct Code
{
    CodeId id;
    QString masked;
    CodeState state = CodeState::Available;
    int uses = 0;
    int maxUses = 1;
    EventId eventId;
    QString eventName;
    BatchId batchId;
    int batchNumber = 0;
    int serial = 0;
    qint64 batchCount = 0;
    UserId claimedBy;
    QString claimedEmail;
    QDateTime claimedAt;
    QDateTime stateAt;  ///< When it came into its state; invalid for a code never touched.
    QString reissuedTo; ///< Masked.
    int printRun = 0;   ///< Latest print run, 0: not printed.
    QString cursor;     ///< Where a list goes on after this row; opaque.
};

/// A code in plain, after an audited reveal.
struct RevealedCode
{
    CodeId id;
    CodeText code;
    int serial = 0;
    CodeState state = CodeState::Available;
    int uses = 0;
    int maxUses = 1;
    EventId eventId;
    BatchId batchId;
    UserId claimedBy;
    QDateTime claimedAt;
    QString cursor;
};

/// A code that is dead, and the one that took its place.
struct Reissue
{
    Code old;
    Code fresh;
};

struct ReissueOutcome
{
    QList<Reissue> items;
    QString plain; ///< The new code of a reissue of one, and only in the answer that made it.
    bool replayed = false;
};

} // namespace scrip
