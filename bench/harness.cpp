// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/harness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>
#include <QLocale>
#include <QProcess>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip::bench {

void report(const Finding &finding)
{
    QJsonObject line{{u"row"_s, finding.row},
                     {u"work"_s, finding.work},
                     {u"measured"_s, finding.measured},
                     {u"alternative"_s, finding.alternative},
                     {u"goal"_s, finding.goal}};
    if (finding.ratio)
        line.insert(u"ratio"_s, *finding.ratio);
    if (finding.met)
        line.insert(u"met"_s, *finding.met);
    std::puts(QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
}

QByteArray outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(600'000) || process.exitCode() != 0)
        giveUp(QString(program + u": "_s + QString::fromUtf8(process.readAllStandardError())));
    return process.readAllStandardOutput();
}

double timed(const std::function<void()> &work)
{
    QElapsedTimer clock;
    clock.start();
    work();
    return double(clock.nsecsElapsed()) / 1e6;
}

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::sort(values.begin(), values.end());
    const size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

std::vector<double> alternating(const std::vector<Run> &runs, int times)
{
    std::vector<std::vector<double>> taken(runs.size());
    for (int round = 0; round < times; ++round) {
        for (size_t run = 0; run < runs.size(); ++run)
            taken[run].push_back(runs[run]());
    }
    std::vector<double> medians;
    for (const std::vector<double> &values : taken)
        medians.push_back(median(values));
    return medians;
}

double exponent(double small, double large, double factor)
{
    return std::log(large / small) / std::log(factor);
}

double residentMb()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toDouble() * double(::sysconf(_SC_PAGESIZE)) / 1e6;
}

QString spoken(double ms)
{
    return ms < 1000 ? QString(figure(ms) + u" ms"_s) : QString(figure(ms / 1000) + u" s"_s);
}

QString figure(double value)
{
    const double size = std::abs(value);
    return QString::number(value, 'f', size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 4);
}

QString grouped(qint64 count)
{
    return QLocale(QLocale::English).toString(count).replace(u',', u'\u2009');
}

void giveUp(const QString &reason)
{
    std::fprintf(stderr, "%s\n", qUtf8Printable(reason));
    std::exit(1);
}

QString argument(const QString &name, const QString &otherwise)
{
    const QString start = u"--"_s + name + u'=';
    const QStringList arguments = QCoreApplication::arguments();
    for (const QString &one : arguments) {
        if (one.startsWith(start))
            return one.mid(start.size());
    }
    return otherwise;
}

qint64 countArgument(const QString &name, qint64 otherwise)
{
    const QString text = argument(name);
    return text.isEmpty() ? otherwise : text.toLongLong();
}

} // namespace scrip::bench
