// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/batch.h"
#include "core/code.h"

#include <QList>
#include <QString>

namespace scrip {

/// A slice of a list and where the next one begins.
template <typename T> struct Page
{
    QList<T> items;
    QString next; ///< Cursor for the page behind this one; empty at the end.
};

struct EventQuery
{
    QList<EventStatus> statuses; ///< Empty: all but archived.
    QString search;
    QString tag;
    bool archived = false; ///< Archived ones as well.
    QString sort;          ///< A name of the contract with an optional leading '-'; empty: newest first.
    QString after;
    int limit = 200;
};

struct EventCounts
{
    QHash<EventStatus, qint64> byStatus;
    qint64 all = 0; ///< Without archived ones.
    Money exposure;
    Money claimedAmount;
};

struct BatchQuery
{
    EventId event; ///< Null: all events.
    QString after;
    int limit = 200;
};

/// Which codes. The same filter serves the rows, the count and the jump.
struct CodeFilter
{
    EventId event;
    BatchId batch;
    std::optional<CodeState> state;
    QString prefix; ///< Beginning of the code, as typed.

    friend bool operator==(const CodeFilter &, const CodeFilter &) = default;
};

struct CodeQuery
{
    CodeFilter filter;
    QString sort;  ///< Empty: as minted; "-": latest first.
    QString after; ///< Cursor of a row; the page begins behind it (before it when `back`).
    int limit = 200;
    bool back = false; ///< Read towards the beginning; without a cursor from the end. Rows still come in list order.
};

struct RowCount
{
    qint64 count = 0;
    bool exact = true; ///< False: an estimate, shown with ≈.
};

struct AuditQuery
{
    QString object; ///< Kind, id, or both as kind:id.
    QString actor;
    QDateTime from;
    QDateTime to;
    QString after;
    int limit = 200;
};

} // namespace scrip
