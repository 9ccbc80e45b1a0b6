// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_source.h"
#include "sheets/template_catalogue.h"

#include <QTest>

namespace scrip::test {

/// A code of the usual shape, the same for the same serial.
inline QString codeOf(qint64 serial)
{
    static constexpr char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    quint64 bits = static_cast<quint64>(serial) * 0x9E3779B97F4A7C15ULL;
    QString code = QStringLiteral("NEAR");
    for (int i = 0; i < 16; ++i) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        if (i % 4 == 0)
            code += u'-';
        code += QLatin1Char(alphabet[bits % 32]);
    }
    return code;
}

inline QList<LabelContent> labels(qint64 count, qint64 first = 1)
{
    QList<LabelContent> list;
    for (qint64 serial = first; serial < first + count; ++serial)
        list << LabelContent{serial, codeOf(serial), 3, first + count - 1};
    return list;
}

inline LabelTemplate stock(const QString &name)
{
    return TemplateCatalogue::builtIn().find(name).value();
}

inline Event devcon()
{
    Event event;
    event.id = EventId(QUuid(QStringLiteral("{0190a1b2-0000-7000-8000-000000000001}")));
    event.name = QStringLiteral("Devcon");
    event.amount = Money(25 * Money::unit, Currency(QStringLiteral("USD")));
    event.claimDeadline = QDateTime(QDate(2026, 12, 31), QTime(15, 59, 59), Qt::UTC);
    event.creditExpiresAt = QDateTime(QDate(2027, 6, 30), QTime(15, 59, 59), Qt::UTC);
    event.timeZone = QStringLiteral("Asia/Singapore");
    event.claimUrl = QStringLiteral("HTTPS://CLAIM.TEST/C/{code}");
    return event;
}

inline SheetJob jobOn(const QString &stockName)
{
    SheetJob job = SheetJob::of(devcon(), stock(stockName));
    job.batchId = QStringLiteral("0190a1b2-0000-7000-8000-00000000000b");
    return job;
}

/// One data row for each shipped stock.
inline void stockRows()
{
    QTest::addColumn<QString>("id");
    for (const LabelTemplate &t : TemplateCatalogue::builtIn().all())
        QTest::newRow(qUtf8Printable(t.id)) << t.id;
}

} // namespace scrip::test
