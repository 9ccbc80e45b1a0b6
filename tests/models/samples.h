// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code.h"
#include "core/page_query.h"

#include <QTimeZone>

namespace scrip::testing {

/// An id that is the same in every run.
template <typename Id> Id sampleId(int number)
{
    return Id(QUuid(uint(number), 0x1122, 0x7333, 0x84, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb));
}

inline QDateTime sampleTime(const QString &iso)
{
    return QDateTime::fromString(iso, Qt::ISODate).toUTC();
}

inline Event sampleEvent(int number, const QString &name, EventStatus status = EventStatus::Active)
{
    Event event;
    event.id = sampleId<EventId>(number);
    event.name = name;
    event.status = status;
    event.amount = Money(25 * Money::unit, Currency());
    event.maxClaims = 5000;
    event.claimCount = 3184;
    event.codes = {5000, 1804, 3184, 12, 0};
    event.exposure = Money(124'700 * Money::unit, Currency());
    event.timeZone = QStringLiteral("Asia/Singapore");
    event.claimDeadline = sampleTime(QStringLiteral("2026-11-24T15:59:59Z"));
    event.creditExpiresAt = sampleTime(QStringLiteral("2027-02-28T15:59:59Z"));
    return event;
}

inline Batch sampleBatch(int number, const EventId &event, qint64 count)
{
    Batch batch;
    batch.id = sampleId<BatchId>(1000 + number);
    batch.eventId = event;
    batch.eventName = QStringLiteral("Devcon Singapore");
    batch.number = number;
    batch.requested = count;
    batch.count = count;
    batch.state = BatchState::Complete;
    return batch;
}

/// Serial `serial` of a batch of `count`; ids and cursors follow from the serial.
inline Code sampleCode(int serial, const EventId &event, const BatchId &batch, int count,
                       CodeState state = CodeState::Available)
{
    static const QString letters = QStringLiteral("ABCDEFGHJKLMNPQRSTUVWXYZ23456789");
    Code code;
    code.id = sampleId<CodeId>(100'000 + serial);
    QString tail;
    for (int digit = 0, left = serial * 7919; digit < 4; ++digit, left /= 32)
        tail += letters.at(left % 32);
    code.masked = QStringLiteral("NEAR-····-····-····-") + tail;
    code.state = state;
    code.eventId = event;
    code.eventName = QStringLiteral("Devcon Singapore");
    code.batchId = batch;
    code.batchNumber = 1;
    code.serial = serial;
    code.batchCount = count;
    code.cursor = code.id.toText();
    if (state == CodeState::Claimed) {
        code.claimedEmail = QStringLiteral("noor@northpass.example");
        code.claimedAt = sampleTime(QStringLiteral("2026-11-18T03:26:00Z"));
    } else if (state == CodeState::Disabled) {
        code.stateAt = sampleTime(QStringLiteral("2026-11-20T09:12:00Z"));
    }
    return code;
}

} // namespace scrip::testing
