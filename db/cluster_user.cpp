// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_user.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>

#include <array>
#include <csignal>
#include <grp.h>
#include <linux/close_range.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

ClusterUser fromPasswd(const passwd &entry)
{
    ClusterUser user;
    user.uid = entry.pw_uid;
    user.gid = entry.pw_gid;
    user.name = QString::fromLocal8Bit(entry.pw_name);
    std::array<gid_t, 64> groups{};
    int count = static_cast<int>(groups.size());
    if (getgrouplist(entry.pw_name, entry.pw_gid, groups.data(), &count) < 0)
        count = 0;
    user.groups = QList<gid_t>(groups.cbegin(), groups.cbegin() + count);
    return user;
}

template <typename Lookup> ClusterUser lookUp(Lookup lookup)
{
    passwd entry{};
    passwd *found = nullptr;
    std::array<char, 16384> buffer{};
    if (lookup(&entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr)
        return fromPasswd(entry);
    return {};
}

ClusterUser byId(uid_t uid)
{
    ClusterUser user = lookUp([uid](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwuid_r(uid, entry, buffer, size, found);
    });
    user.uid = uid; // also when nobody has that number
    return user;
}

ClusterUser byName(const char *name)
{
    return lookUp([name](passwd *entry, char *buffer, size_t size, passwd **found) {
        return getpwnam_r(name, entry, buffer, size, found);
    });
}

bool mayEnter(const ClusterUser &user, const QByteArray &path)
{
    struct stat status = {};
    if (stat(path.constData(), &status) != 0)
        return true; // not there yet: it will be made
    if (status.st_uid == user.uid)
        return (status.st_mode & S_IXUSR) != 0;
    if (status.st_gid == user.gid || user.groups.contains(status.st_gid))
        return (status.st_mode & S_IXGRP) != 0;
    return (status.st_mode & S_IXOTH) != 0;
}

/// In the child, after the fork: system calls only.
void become(const ClusterUser &user, bool change)
{
    setsid();
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    umask(S_IRWXG | S_IRWXO);
    if (change) {
        const auto count = static_cast<size_t>(user.groups.size());
        if (setgroups(count, user.groups.constData()) != 0 || setgid(user.gid) != 0 || setuid(user.uid) != 0)
            _exit(126);
    }
    // Whoever started this may be killed; nobody would know then that it still works. Not handed on to a server.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
}

QProcessEnvironment serverEnvironment()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QStringList names = environment.keys();
    for (const QString &name : names) {
        if (name.startsWith("PG"_L1) || name.startsWith("LC_"_L1) || name == "LANG"_L1 || name == "LANGUAGE"_L1)
            environment.remove(name);
    }
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    return environment;
}

} // namespace

ClusterUser ClusterUser::current()
{
    return byId(geteuid());
}

ClusterUser ClusterUser::forDir(const QString &dir)
{
    if (geteuid() != 0)
        return current();
    struct stat status = {};
    if (stat(QFile::encodeName(dir).constData(), &status) == 0 && status.st_uid != 0)
        return byId(status.st_uid);
    const ClusterUser postgres = byName("postgres");
    return postgres.uid != 0 ? postgres : byName("nobody");
}

bool ClusterUser::isCurrent() const
{
    return uid == geteuid();
}

bool ClusterUser::own(const QString &path) const
{
    return isCurrent() || lchown(QFile::encodeName(path).constData(), uid, gid) == 0;
}

QString ClusterUser::barrier(const QString &path) const
{
    QString so;
    const QStringList parts = QDir::cleanPath(path).split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts) {
        so += u'/' + part;
        if (!mayEnter(*this, QFile::encodeName(so)))
            return so;
    }
    return {};
}

ProgramRun runAs(const ClusterUser &user, const QString &program, const QStringList &arguments, int timeoutMs)
{
    QProcess process;
    process.setProcessEnvironment(serverEnvironment());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(u"/"_s);
    process.setChildProcessModifier([&user, change = !user.isCurrent()] { become(user, change); });
    process.start(program, arguments, QIODevice::ReadOnly);
    ProgramRun run;
    if (!process.waitForFinished(timeoutMs)) {
        run.output = process.errorString();
        process.kill();
        process.waitForFinished(5'000);
        return run;
    }
    run.ok = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    run.output = QString::fromLocal8Bit(process.readAll()).trimmed();
    return run;
}

} // namespace scrip
