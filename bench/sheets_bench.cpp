// SPDX-License-Identifier: GPL-3.0-or-later
// Row 8: 10 000 labels on 417 A4 sheets as PDF, against encoding their QR codes alone; memory at ten times the size.
#include "bench/harness.h"
#include "sheets/pdf_sheet_writer.h"
#include "sheets/template_catalogue.h"

#include <QGuiApplication>
#include <QTemporaryDir>

#include <qrencode.h>

#include <vector>

using namespace scrip;
using namespace scrip::bench;
using namespace Qt::StringLiterals;

namespace {

QString codeOf(qint64 serial)
{
    static constexpr char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    quint64 bits = static_cast<quint64>(serial) * 0x9E3779B97F4A7C15ULL;
    QString code = u"NEAR"_s;
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

SheetJob job()
{
    Event event;
    event.name = u"Devcon"_s;
    event.amount = Money(25 * Money::unit, Currency(u"USD"_s));
    event.creditExpiresAt = QDateTime(QDate(2027, 6, 30), QTime(15, 59, 59), Qt::UTC);
    event.timeZone = u"Asia/Singapore"_s;
    event.claimUrl = u"HTTPS://CLAIM.TEST/C/{code}"_s;
    SheetJob job = SheetJob::of(event, TemplateCatalogue::builtIn().find(u"L7159"_s).value());
    job.batchId = u"bench"_s;
    return job;
}

/// Labels made as they are asked for, so that the measured memory is the writer's.
FetchedLabelSource labels(qint64 count)
{
    return {count, [at = qint64(0), count]() mutable -> Result<QList<LabelContent>> {
                QList<LabelContent> chunk;
                for (; at < count && chunk.size() < LabelSource::chunk; ++at)
                    chunk << LabelContent{at + 1, codeOf(at + 1), 1, count};
                return chunk;
            }};
}

double encodeOnly(qint64 count)
{
    const SheetJob run = job();
    std::vector<QByteArray> payloads;
    for (qint64 i = 1; i <= count; ++i)
        payloads.push_back(run.payload({i, codeOf(i), 1, count}).toLatin1());
    return timed([&] {
        for (const QByteArray &payload : payloads)
            QRcode_free(QRcode_encodeString(payload.constData(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1));
    });
}

double write(qint64 count, const QString &path)
{
    auto source = labels(count);
    return timed([&] {
        const auto written = writePdfSheet(job(), source, path, true);
        if (!written)
            giveUp(written.failure().message);
    });
}

void speed(const QString &path)
{
    const std::vector<double> ms = alternating({
        [&] { return encodeOnly(10'000); },
        [&] { return write(10'000, path); },
        [&] { return write(1'000, path); },
        [&] { return write(24, path); },
    });
    const double ratio = ms[1] / ms[0];
    report({u"8"_s,
            u"10\u2009000 labels on 417 pages as PDF (growth exponent %1); the alternative is encoding their QR "
            "codes and nothing else"_s.arg(figure(exponent(ms[2], ms[1], 10))),
            spoken(ms[1]), spoken(ms[0]), ratio, u"≤ 2.5"_s, ratio <= 2.5});
    report({u"8"_s, u"First page"_s, spoken(ms[3]), {}, {}, u"< 100 ms"_s, ms[3] < 100});
}

void memory(const QString &path)
{
    const double before = residentMb();
    write(10'000, path);
    const double some = residentMb() - before;
    write(100'000, path);
    const double many = residentMb() - before;
    // Flat within what an allocator keeps.
    report({u"8"_s,
            u"Memory taken by 100\u2009000 labels (by 10\u2009000: %1 MB)"_s.arg(figure(some)),
            u"%1 MB"_s.arg(figure(many)),
            {},
            {},
            u"flat"_s,
            many - some <= 5});
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"sheet.pdf"_s);
    write(24, path); // fonts and caches
    speed(path);
    memory(path);
    return 0;
}
