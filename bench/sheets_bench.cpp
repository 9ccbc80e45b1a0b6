// SPDX-License-Identifier: GPL-3.0-or-later
// Row 8: 10 000 labels on 417 A4 sheets as PDF, against encoding their QR codes alone; memory at ten times the size.
#include "sheets/pdf_sheet_writer.h"
#include "sheets/template_catalogue.h"

#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

#include <qrencode.h>

#include <algorithm>
#include <cstdio>
#include <unistd.h>
#include <vector>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 5;

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

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double encodeOnly(qint64 count)
{
    const SheetJob run = job();
    std::vector<QByteArray> payloads;
    for (qint64 i = 1; i <= count; ++i)
        payloads.push_back(run.payload({i, codeOf(i), 1, count}).toLatin1());
    QElapsedTimer clock;
    clock.start();
    for (const QByteArray &payload : payloads)
        QRcode_free(QRcode_encodeString(payload.constData(), 0, QR_ECLEVEL_Q, QR_MODE_8, 1));
    return double(clock.nsecsElapsed()) / 1e6;
}

double write(qint64 count, const QString &path)
{
    auto source = labels(count);
    QElapsedTimer clock;
    clock.start();
    const auto written = writePdfSheet(job(), source, path, true);
    if (!written)
        qFatal("%s", qUtf8Printable(written.failure().message));
    return double(clock.nsecsElapsed()) / 1e6;
}

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

void report(const char *name, const QJsonObject &values)
{
    QJsonObject line{{u"row"_s, 8}, {u"name"_s, QString::fromLatin1(name)}};
    for (auto it = values.begin(); it != values.end(); ++it)
        line.insert(it.key(), it.value());
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication app(argc, argv);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"sheet.pdf"_s);
    std::vector<double> encoding;
    std::vector<double> writing;
    std::vector<double> small;
    std::vector<double> first;
    write(24, path); // fonts and caches
    for (int i = 0; i < rounds; ++i) {
        encoding.push_back(encodeOnly(10'000));
        writing.push_back(write(10'000, path));
        small.push_back(write(1'000, path));
        first.push_back(write(24, path));
    }
    const double before = residentMb();
    write(10'000, path);
    const double at10k = residentMb();
    write(100'000, path);
    const double at100k = residentMb();
    report("qr encoding alone, 10 000", {{u"ms"_s, median(encoding)}});
    report("pdf, 10 000 labels", {{u"ms"_s, median(writing)}, {u"ratio"_s, median(writing) / median(encoding)}});
    report("pdf, 1 000 labels", {{u"ms"_s, median(small)}});
    report("first page", {{u"ms"_s, median(first)}});
    report("resident memory growth",
           {{u"mb_10k"_s, at10k - before}, {u"mb_100k"_s, at100k - before}});
    return 0;
}
