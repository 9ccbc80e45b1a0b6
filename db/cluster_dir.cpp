// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_dir.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int maxSocketPath = 99; // bytes; the system allows 107
constexpr auto socketFile = "/.s.PGSQL.5432";

/// What may lie in the folder before it carries our mark: another start may be at it at this moment.
bool isOurs(const QString &entry)
{
    return entry == "lock"_L1 || entry == "scrip-sandbox"_L1;
}

Failure notMade(const QString &path)
{
    return Failure::named(u"file_not_written"_s, u"The folder %1 cannot be made."_s.arg(path), u"dir"_s);
}

/// Makes the folder with all that lead to it. What is new may be entered by everybody: the server's user has to.
bool makePath(const QString &path)
{
    if (QFileInfo::exists(path))
        return QFileInfo(path).isDir();
    if (!makePath(QFileInfo(path).path()))
        return false;
    const QByteArray name = QFile::encodeName(path);
    if (mkdir(name.constData(), 0755) != 0)
        return errno == EEXIST;
    return chmod(name.constData(), 0755) == 0;
}

/// What else is in a name would have to be quoted in connection strings and settings; not every reader knows how.
bool suitsSocket(const QString &dir)
{
    static const QRegularExpression plain(u"^[\\w/._-]+$"_s);
    return QFile::encodeName(dir + QString::fromLatin1(socketFile)).size() <= maxSocketPath &&
           plain.match(dir).hasMatch();
}

QString makeShortDir(const ClusterUser &user)
{
    const QString own = u"/run/user/"_s + QString::number(user.uid);
    const QString base = user.isCurrent() && QFileInfo(own).isWritable() ? own : u"/tmp"_s;
    QByteArray pattern = QFile::encodeName(base + u"/scrip-XXXXXX"_s);
    if (mkdtemp(pattern.data()) == nullptr || chmod(pattern.constData(), 0755) != 0)
        return {};
    const QString made = QFile::decodeName(pattern);
    return user.own(made) ? made : QString();
}

bool isOwnFolder(const QString &path, const ClusterUser &user)
{
    struct stat status = {};
    return lstat(QFile::encodeName(path).constData(), &status) == 0 && S_ISDIR(status.st_mode) &&
           status.st_uid == user.uid;
}

/// Of what everybody may know of a process. One that died and that nobody has collected is none.
bool isLiveServer(pid_t pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray facts = file.readAll(); // "4711 (postgres) S …"
    const qsizetype name = facts.lastIndexOf("(postgres) ");
    const char state = name < 0 ? 'X' : facts.mid(name + 11, 1).front();
    return state != 'Z' && state != 'X';
}

bool livesIn(pid_t pid, const QString &data)
{
    const QString link = u"/proc/%1/cwd"_s.arg(pid);
    const QString cwd = QFile::symLinkTarget(link);
    if (!cwd.isEmpty())
        return cwd == QFileInfo(data).canonicalFilePath();
    // Not ours to look at: believe the file.
    return errno == EACCES && isLiveServer(pid);
}

} // namespace

ClusterDir::ClusterDir(const QString &path)
    : m_path(QDir::cleanPath(QDir(path).absolutePath()))
    , m_user(ClusterUser::forDir(m_path))
{
}

QString ClusterDir::usualPath()
{
    QString chosen = qEnvironmentVariable("SCRIP_SANDBOX_DIR");
    if (!chosen.isEmpty())
        return chosen;
    if (geteuid() == 0)
        return u"/var/lib/scrip/sandbox"_s;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/scrip/sandbox"_s;
}

bool ClusterDir::hasData() const
{
    return QFileInfo::exists(data() + u"/PG_VERSION"_s);
}

int ClusterDir::dataMajor() const
{
    QFile file(data() + u"/PG_VERSION"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().trimmed().toInt();
}

bool ClusterDir::writeOwned(const QString &path, const QByteArray &bytes) const
{
    QFile::remove(path);
    return writeNew(path, bytes);
}

bool ClusterDir::writeNew(const QString &path, const QByteArray &bytes) const
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) && file.write(bytes) == bytes.size() &&
           file.flush() && m_user.own(path);
}

Result<Done> ClusterDir::prepare()
{
    // The server's own programs hand the path to a shell, in double quotes.
    static const QRegularExpression untakable(u"[\"$`\\\\\\x00-\\x1f]"_s);
    if (m_path.contains(untakable))
        return Failure::named(u"file_not_written"_s,
                              u"The server's programs cannot take a folder of that name: choose another one."_s,
                              u"dir"_s);
    const bool marked = QFileInfo::exists(mark());
    if (!marked && QFileInfo::exists(m_path)) {
        const QStringList entries = QDir(m_path).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
        if (!QFileInfo(m_path).isDir() || !std::all_of(entries.cbegin(), entries.cend(), isOurs))
            return Failure::named(u"file_exists"_s,
                                  u"The folder %1 holds something that is no sandbox of Scrip."_s.arg(m_path),
                                  u"dir"_s);
    }
    if (!makePath(m_path) || !m_user.own(m_path))
        return notMade(m_path);
    // Another start may have set the mark meanwhile.
    if (!marked && !writeNew(mark(), "Scrip keeps a private PostgreSQL cluster here.\n") &&
        !QFileInfo::exists(mark()))
        return notMade(m_path);
    const QString barrier = m_user.barrier(m_path);
    if (!barrier.isEmpty())
        return Failure::named(u"file_not_written"_s,
                              u"The server runs as the user %1, who may not enter %2: choose another folder."_s.arg(
                                  m_user.name, barrier),
                              u"dir"_s);
    return Done{};
}

QString ClusterDir::unfinishedData() const
{
    return m_path + u"/data.new."_s + QString::number(getpid());
}

void ClusterDir::clearUnfinished() const
{
    const QStringList entries = QDir(m_path).entryList({u"data.new.*"_s}, QDir::Dirs);
    for (const QString &entry : entries)
        QDir(m_path + u'/' + entry).removeRecursively();
}

Result<Done> ClusterDir::clear()
{
    QFile record(m_path + u"/socket-dir"_s);
    if (record.open(QIODevice::ReadOnly)) {
        const QString dir = QFile::decodeName(record.readAll().trimmed());
        if (isOwnFolder(dir, m_user))
            QDir(dir).removeRecursively();
        record.remove();
    }
    const QString socket = m_path + QString::fromLatin1(socketFile);
    for (const QString &path : QStringList{log(), log() + u".old"_s, socket, socket + u".lock"_s})
        QFile::remove(path);
    clearUnfinished();
    if (QFileInfo::exists(data()) && !QDir(data()).removeRecursively())
        return Failure::named(u"file_not_written"_s, u"The folder %1 cannot be removed."_s.arg(data()), u"dir"_s);
    return Done{};
}

Postmaster ClusterDir::postmaster() const
{
    QFile file(data() + u"/postmaster.pid"_s);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QList<QByteArray> lines = file.readAll().split('\n');
    Postmaster postmaster;
    postmaster.pid = lines.value(0).trimmed().toInt();
    postmaster.socketDir = QFile::decodeName(lines.value(4));
    postmaster.ready = lines.value(7).trimmed() == "ready";
    if (postmaster.pid <= 0 || !livesIn(postmaster.pid, data()))
        return {};
    return postmaster;
}

QList<pid_t> ClusterDir::processes() const
{
    QList<pid_t> pids;
    const QString canonical = QFileInfo(data()).canonicalFilePath();
    const QStringList entries = QDir(u"/proc"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString &entry : entries) {
        bool isNumber = false;
        const pid_t pid = entry.toInt(&isNumber);
        if (isNumber && !canonical.isEmpty() && QFile::symLinkTarget(u"/proc/%1/cwd"_s.arg(entry)) == canonical &&
            QFile::symLinkTarget(u"/proc/%1/exe"_s.arg(entry)).contains("/postgres"_L1) && isLiveServer(pid))
            pids.append(pid);
    }
    return pids;
}

void ClusterDir::forgetDeadPostmaster() const
{
    const QString socket = socketDir() + QString::fromLatin1(socketFile);
    for (const QString &path : QStringList{data() + u"/postmaster.pid"_s, socket + u".lock"_s, socket})
        QFile::remove(path);
}

QString ClusterDir::socketDir() const
{
    if (suitsSocket(m_path))
        return m_path;
    const QString recordPath = m_path + u"/socket-dir"_s;
    QFile record(recordPath);
    if (record.open(QIODevice::ReadOnly)) {
        QString dir = QFile::decodeName(record.readAll().trimmed());
        if (isOwnFolder(dir, m_user))
            return dir;
        record.close();
    }
    const QString made = makeShortDir(m_user);
    return !made.isEmpty() && writeOwned(recordPath, QFile::encodeName(made)) ? made : QString();
}

} // namespace scrip
