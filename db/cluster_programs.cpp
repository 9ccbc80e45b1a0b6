// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_programs.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr auto debianRoot = "/usr/lib/postgresql";

/// What a program prints; empty when it does not run.
QString outputOf(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments, QIODevice::ReadOnly);
    if (!process.waitForFinished(10'000) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return {};
    return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
}

ServerPrograms programsIn(const QString &dir)
{
    ServerPrograms programs;
    programs.dir = dir;
    for (const QString &name : {u"initdb"_s, u"pg_ctl"_s, u"postgres"_s}) {
        if (!QFileInfo(programs.path(name)).isExecutable())
            return programs;
    }
    static const QRegularExpression number(u"\\(PostgreSQL\\) ((\\d+)[^ ]*)"_s);
    const auto match = number.match(outputOf(programs.path(u"postgres"_s), {u"--version"_s}));
    programs.version = match.captured(1);
    programs.major = match.captured(2).toInt();
    return programs;
}

Failure noPrograms(int wantedMajor)
{
    const int major = wantedMajor > 0 ? wantedMajor : 15;
    const QString package = u"postgresql-"_s + QString::number(major);
    return Failure::named(u"connection_failed"_s,
                          u"The programs of a PostgreSQL server are not on this computer: install the "
                          "package %1."_s.arg(package),
                          {}, u"apt install "_s + package);
}

} // namespace

QStringList ServerPrograms::usualDirs()
{
    const QString chosen = qEnvironmentVariable("SCRIP_SERVER_PROGRAMS");
    if (!chosen.isEmpty())
        return {chosen};
    QStringList dirs;
    const QDir root{QString::fromLatin1(debianRoot)};
    const QStringList versions = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &version : versions)
        dirs.append(root.filePath(version) + u"/bin"_s);
    if (dirs.isEmpty()) {
        const QString dir = outputOf(u"pg_config"_s, {u"--bindir"_s});
        if (!dir.isEmpty())
            dirs.append(dir);
    }
    return dirs;
}

Result<ServerPrograms> ServerPrograms::find(const QStringList &dirs, int wantedMajor)
{
    ServerPrograms best;
    for (const QString &dir : dirs) {
        const ServerPrograms programs = programsIn(dir);
        const bool usable = programs.major >= oldestMajor && (wantedMajor == 0 || programs.major == wantedMajor);
        if (usable && programs.major > best.major)
            best = programs;
    }
    if (best.major == 0)
        return noPrograms(wantedMajor);
    return best;
}

} // namespace scrip
