// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster.h"

#include "db/cluster_files.h"
#include "db/cluster_lock.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QThread>

#include <csignal>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int lockMs = 120'000; // a first start holds it for seconds
constexpr int programMs = 90'000;
constexpr int settleMs = 10'000; // sessions of a killed server notice within moments, unless they are busy
constexpr qint64 maxLog = 8'000'000;

Failure notStarted(const QString &message, const QString &hint)
{
    return Failure::named(u"connection_failed"_s, message, {}, hint);
}

QString lastLines(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(qMax<qint64>(0, file.size() - 1000));
    return QString::fromLocal8Bit(file.readAll()).section(u'\n', -6).trimmed();
}

void keepLogSmall(const QString &path)
{
    if (QFileInfo(path).size() < maxLog)
        return;
    QFile::remove(path + u".old"_s);
    QFile::rename(path, path + u".old"_s);
}

/// Never through a link: the folder belongs to another user when we are root.
bool write(const QString &path, const QByteArray &bytes, const ClusterUser &user)
{
    QFile::remove(path);
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner) &&
           file.write(bytes) == bytes.size() && file.flush() && user.own(path);
}

} // namespace

Cluster::Cluster(const QString &dir, ClusterOptions options)
    : m_dir(dir.isEmpty() ? ClusterDir::usualPath() : dir)
    , m_options(std::move(options))
{
}

QString Cluster::superuser()
{
    return u"sandbox"_s;
}

bool Cluster::isRunning() const
{
    return m_dir.postmaster().ready;
}

QString Cluster::dsn(const QString &database) const
{
    const Postmaster postmaster = m_dir.postmaster();
    if (!postmaster.ready)
        return {};
    return u"host=%1 port=5432 dbname=%2 user=%3"_s.arg(conninfoValue(postmaster.socketDir), conninfoValue(database),
                                                        superuser());
}

QString Cluster::version() const
{
    const Result<ServerPrograms> found = programs();
    return found.ok() ? found->version : QString();
}

Result<ServerPrograms> Cluster::programs() const
{
    const int made = m_dir.dataMajor();
    Result<ServerPrograms> found = ServerPrograms::find(m_options.programDirs, made);
    if (found.ok() || made == 0)
        return found;
    Result<ServerPrograms> other = ServerPrograms::find(m_options.programDirs);
    if (!other.ok())
        return other;
    return notStarted(
        u"The sandbox in %1 was made by PostgreSQL %2, but this computer has %3: install the package "
        "postgresql-%2, or reset the sandbox."_s.arg(m_dir.path(), QString::number(made), other->version),
        u"apt install postgresql-%1"_s.arg(made));
}

Result<Done> Cluster::start()
{
    if (isRunning())
        return Done{};
    const Result<ServerPrograms> found = programs();
    if (!found.ok())
        return found.failure();
    if (Result<Done> ready = m_dir.prepare(); !ready.ok())
        return ready;
    ClusterLock lock(m_dir.lock());
    if (!lock.acquire(lockMs))
        return Failure::named(u"busy"_s, u"Another start of the sandbox in %1 does not end."_s.arg(m_dir.path()));
    if (!m_dir.hasData()) {
        if (Result<Done> created = create(*found); !created.ok())
            return created;
    }
    return launch(*found);
}

Result<Done> Cluster::create(const ServerPrograms &programs)
{
    // Under another name until it is whole: what a crash leaves is thrown away by the next start.
    const QString fresh = m_dir.unfinishedData();
    m_dir.clearUnfinished();
    const ProgramRun run =
        runAs(m_dir.user(), programs.path(u"initdb"_s),
              {u"--pgdata"_s, fresh, u"--username"_s, superuser(), u"--encoding=UTF8"_s, u"--locale=C.UTF-8"_s,
               u"--auth=scram-sha-256"_s, u"--auth-local=peer"_s, u"--no-instructions"_s, u"--no-sync"_s},
              programMs);
    if (!run.ok)
        return notStarted(u"No cluster could be made in %1."_s.arg(m_dir.path()), run.output.right(1000));
    QFile settings(fresh + u"/postgresql.conf"_s);
    if (!settings.open(QIODevice::Append) || settings.write("\ninclude 'scrip.conf'\n") < 0 || !settings.flush())
        return notStarted(u"No cluster could be made in %1."_s.arg(m_dir.path()), settings.errorString());
    settings.close();
    if (!QDir().rename(fresh, m_dir.data()))
        return notStarted(u"No cluster could be made in %1."_s.arg(m_dir.path()), m_dir.data());
    return Done{};
}

Result<Done> Cluster::configure()
{
    const QString socket = m_dir.socketDir();
    const ClusterUser &user = m_dir.user();
    const bool written =
        !socket.isEmpty() &&
        write(m_dir.data() + u"/scrip.conf"_s, clusterSettings(socket, m_options.durable, m_dir.dataMajor()), user) &&
        write(m_dir.data() + u"/pg_hba.conf"_s, clusterLogins(superuser()), user) &&
        write(m_dir.data() + u"/pg_ident.conf"_s, clusterUserMap(superuser(), user.name), user);
    if (!written)
        return Failure::named(u"file_not_written"_s,
                              u"The settings of the sandbox in %1 cannot be written."_s.arg(m_dir.path()), u"dir"_s);
    return Done{};
}

Result<Done> Cluster::settle()
{
    const QDeadlineTimer end(programMs);
    QDeadlineTimer patience(settleMs);
    int signal = SIGQUIT;
    for (QList<pid_t> left = m_dir.processes(); !left.isEmpty() && !isRunning(); left = m_dir.processes()) {
        if (end.hasExpired())
            return Failure::named(u"busy"_s, u"Something still works on the sandbox in %1."_s.arg(m_dir.path()));
        // With a postmaster, somebody started it and died while it came up: wait for it.
        if (patience.hasExpired() && m_dir.postmaster().pid == 0) {
            for (const pid_t pid : left)
                kill(pid, signal);
            signal = SIGKILL;
            patience.setRemainingTime(settleMs);
        }
        QThread::msleep(20);
    }
    return Done{};
}

Result<Done> Cluster::launch(const ServerPrograms &programs)
{
    if (Result<Done> settled = settle(); !settled.ok() || isRunning())
        return settled;
    if (Result<Done> configured = configure(); !configured.ok())
        return configured;
    m_dir.forgetDeadPostmaster();
    keepLogSmall(m_dir.log());
    const ProgramRun run = runAs(m_dir.user(), programs.path(u"pg_ctl"_s),
                                 {u"start"_s, u"--silent"_s, u"--wait"_s, u"--timeout=80"_s, u"--pgdata"_s,
                                  m_dir.data(), u"--log"_s, m_dir.log()},
                                 programMs);
    if (run.ok && isRunning())
        return Done{};
    const QString said = lastLines(m_dir.log());
    return notStarted(u"The server of the sandbox in %1 does not start."_s.arg(m_dir.path()),
                      said.isEmpty() ? run.output : said);
}

Result<Done> Cluster::halt()
{
    if (m_dir.postmaster().pid == 0)
        return Done{};
    const Result<ServerPrograms> found = programs();
    if (!found.ok())
        return found.failure();
    for (const QString &mode : {u"fast"_s, u"immediate"_s}) {
        const ProgramRun run = runAs(m_dir.user(), found->path(u"pg_ctl"_s),
                                     {u"stop"_s, u"--silent"_s, u"--wait"_s, u"--timeout=30"_s, u"--mode"_s, mode,
                                      u"--pgdata"_s, m_dir.data()},
                                     programMs);
        if (run.ok || m_dir.postmaster().pid == 0)
            return Done{};
    }
    return Failure::named(u"busy"_s, u"The server of the sandbox in %1 does not stop."_s.arg(m_dir.path()));
}

Result<Done> Cluster::stop()
{
    if (!m_dir.hasData())
        return Done{};
    ClusterLock lock(m_dir.lock());
    if (!lock.acquire(lockMs))
        return Failure::named(u"busy"_s, u"A start of the sandbox in %1 does not end."_s.arg(m_dir.path()));
    return halt();
}

Result<Done> Cluster::remove()
{
    if (!QFileInfo::exists(m_dir.path()))
        return Done{};
    if (Result<Done> ready = m_dir.prepare(); !ready.ok())
        return ready;
    ClusterLock lock(m_dir.lock());
    if (!lock.acquire(lockMs))
        return Failure::named(u"busy"_s, u"A start of the sandbox in %1 does not end."_s.arg(m_dir.path()));
    if (Result<Done> stopped = halt(); !stopped.ok())
        return stopped;
    return m_dir.clear();
}

} // namespace scrip
