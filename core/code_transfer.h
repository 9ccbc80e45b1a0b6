// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch.h"
#include "core/ids.h"

#include <QStringList>

namespace scrip {

/// Codes that were made elsewhere, as they are printed. Plain codes are money: keep them only as long as it takes.
struct ImportRequest
{
    EventId event;
    QStringList codes; ///< 1 to 100 000, in the order of their serials.
    QString note;
};

/// A code that cannot be taken. Which one it is, is told by its place alone.
struct ImportRejection
{
    int place = 0; ///< From 1.
    QString name;
    QString message;
};

struct ImportOutcome
{
    qint64 accepted = 0;
    QList<ImportRejection> rejected;
    Batch batch; ///< Of an import that was done.
    bool replayed = false;
};

/// One code for each name, of the next ones that nobody was given.
struct HandOverRequest
{
    EventId event; ///< Null when a batch is named.
    BatchId batch; ///< Null: over all batches of the event, the first ones first.
    QStringList recipients;
};

/// A code that was given to somebody.
struct HandOver
{
    QString recipient;
    CodeId code;
    BatchId batch;
    int serial = 0;
    QDateTime at; ///< In a history only.
    QString by;
};

struct HandOverOutcome
{
    QList<HandOver> items; ///< In the order of the names.
    bool replayed = false;
};

[[nodiscard]] ImportOutcome importOutcomeFromJson(const QJsonObject &json);
/// Those of an answer, or of the detail of a refusal.
[[nodiscard]] QList<ImportRejection> rejectionsFromJson(const QJsonValue &json);
[[nodiscard]] HandOver handOverFromJson(const QJsonObject &json);
[[nodiscard]] QJsonObject toJson(const HandOver &handOver);
[[nodiscard]] HandOverOutcome handOverOutcomeFromJson(const QJsonObject &json);

} // namespace scrip
