// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the findings that the benchmarks print, a line of JSON each, and writes the table of them as Markdown. What
// was measured where and when comes as arguments.
#include "bench/harness.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QThread>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace scrip::bench;

namespace {

QString ratioOf(const QJsonObject &finding)
{
    const QJsonValue ratio = finding[u"ratio"_s];
    if (!ratio.isDouble())
        return u"–"_s;
    const double value = ratio.toDouble();
    return value > 0 && value < 0.1 ? QString(u"1/"_s + figure(1 / value)) : figure(value);
}

QString verdictOf(const QJsonObject &finding)
{
    const QJsonValue met = finding[u"met"_s];
    if (!met.isBool())
        return u"–"_s;
    return met.toBool() ? u"met"_s : u"**missed**"_s;
}

QString textOr(const QJsonObject &finding, const QString &field)
{
    const QString text = finding[field].toString();
    return text.isEmpty() ? u"–"_s : text;
}

QString lineOf(const QJsonObject &finding)
{
    return u"| %1 | %2 | %3 | %4 | %5 | %6 | %7 |\n"_s.arg(
        finding[u"row"_s].toString(), finding[u"work"_s].toString(), textOr(finding, u"measured"_s),
        textOr(finding, u"alternative"_s), ratioOf(finding), textOr(finding, u"goal"_s), verdictOf(finding));
}

QString machine()
{
    return u"%1 cores, PostgreSQL %2 with full durability, Qt %3, optimised build; load of the machine %4 before and "
           "%5 after"_s.arg(QString::number(QThread::idealThreadCount()), argument(u"server"_s),
                            QLatin1String(qVersion()), argument(u"load-before"_s), argument(u"load-after"_s));
}

QString head()
{
    return u"# Performance\n\n"
           "Written by `./dev bench`; do not edit. Scrip and the other way are measured in one run, in turn, and "
           "goals "
           "are about their\nratio: figures differ from machine to machine, ratios hardly do. Medians of at least "
           "five runs. A goal that is missed\nsays so.\n\n"
           "%1, %2.\n\n"
           "| row | work | Scrip | alternative | ratio | goal | |\n"
           "|---|---|---|---|---|---|---|\n"_s.arg(argument(u"date"_s), machine());
}

/// In the order of the rows, those without a number last, whatever the order of the runs.
QList<QJsonObject> sorted(QFile &in)
{
    QList<QJsonObject> findings;
    for (QByteArray line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (const QJsonObject finding = QJsonDocument::fromJson(line).object(); !finding.isEmpty())
            findings << finding;
    }
    const auto place = [](const QJsonObject &finding) {
        const int number = finding[u"row"_s].toString().toInt();
        return number > 0 ? number : 1000;
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&place](const QJsonObject &a, const QJsonObject &b) { return place(a) < place(b); });
    return findings;
}

bool isMissed(const QJsonObject &finding)
{
    return finding[u"met"_s].isBool() && !finding[u"met"_s].toBool();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QFile in;
    if (!in.open(stdin, QIODevice::ReadOnly))
        giveUp(u"There is nothing to read."_s);
    QString table = head();
    const QList<QJsonObject> findings = sorted(in);
    for (const QJsonObject &finding : findings)
        table += lineOf(finding);
    const auto missed = std::count_if(findings.begin(), findings.end(), isMissed);
    std::fputs(table.toUtf8().constData(), stdout);
    std::fprintf(stderr, "%d goals missed\n", int(missed));
    return 0;
}
