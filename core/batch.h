// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

namespace scrip {

enum class BatchState { Minting, Complete, Cancelled };

[[nodiscard]] QString batchStateName(BatchState state);
[[nodiscard]] BatchState batchStateFromName(const QString &name);

/// A batch of codes of one event.
struct Batch
{
    BatchId id;
    EventId eventId;
    QString eventName;
    int number = 0; ///< Within its event, from 1.
    QString prefix;
    int groups = 4;
    int maxUses = 1;
    qint64 requested = 0;
    qint64 count = 0; ///< Minted so far.
    BatchState state = BatchState::Minting;
    QString note;
    QDateTime createdAt;
    QString createdBy;
    qint64 prints = 0;  ///< Print runs.
    qint64 printed = 0; ///< Distinct serials on paper.
    qint64 handedOver = 0;
    CodeCounts codes;
    QString key; ///< While it is unfinished and only for the login that opened it: what finishes it.

    /// How many labels it has when it is complete: what stands behind "n /".
    [[nodiscard]] qint64 labels() const { return state == BatchState::Minting ? requested : count; }
};

/// What to mint.
struct MintRequest
{
    EventId event;
    qint64 count = 0;
    QString prefix; ///< Empty: the database's default.
    int groups = 4;
    int maxUses = 1;
    QString note;
};

/// Bounds of a batch, also enforced by the database.
inline constexpr qint64 maxBatchCount = 1'000'000;
inline constexpr qint64 mintChunk = 10'000;

/// The rules of a mint request that need no database; empty when it is fine.
[[nodiscard]] QList<Failure> validate(const MintRequest &request);

/// One run of a batch on paper.
struct PrintRecord
{
    PrintId id;
    BatchId batchId;
    int number = 0; ///< Of the run within its batch, from 1.
    QString templateId;
    int from = 1; ///< First serial.
    int to = 0;   ///< Last serial.
    int labels = 0;
    int pages = 0;
    int startAt = 1;   ///< First label used on the first sheet.
    QString sheetHash; ///< SHA-256 in hex over the printed lines, see SheetHash.
    bool reprint = false;
    QString reason;
    QString destination; ///< "pdf" or the printer's name.
    QDateTime at;
    QString by;
};

} // namespace scrip
