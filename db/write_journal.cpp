// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/write_journal.h"

#include <QCryptographicHash>
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QStandardPaths>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int privately = 0600;

QString usualRoot()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return (state.startsWith(u'/') ? state : QString(QDir::homePath() + u"/.local/state"_s)) + u"/scrip/journal"_s;
}

QString fileName(const QString &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256);
    return QString(QString::fromLatin1(hash.toHex().left(40)) + u".json"_s);
}

int openLocked(const QString &path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_RDWR | O_CLOEXEC, privately);
    if (file >= 0 && ::flock(file, LOCK_EX | LOCK_NB) != 0) {
        ::close(file);
        return -1;
    }
    return file;
}

bool writeAll(int file, const QByteArray &bytes)
{
    return ::ftruncate(file, 0) == 0 &&
           ::pwrite(file, bytes.constData(), static_cast<size_t>(bytes.size()), 0) ==
               static_cast<ssize_t>(bytes.size()) &&
           ::fdatasync(file) == 0;
}

/// The name of a new file is safe only when its folder is.
bool syncFolder(const QString &path)
{
    const int folder = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool ok = folder >= 0 && ::fsync(folder) == 0;
    ::close(folder);
    return ok;
}

bool makePrivate(const QString &path)
{
    return QDir().mkpath(path) && QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

} // namespace

JournalEntry::JournalEntry(QString path, int file, WriteCall call)
    : m_path(std::move(path))
    , m_file(file)
    , m_call(std::move(call))
{
}

JournalEntry::JournalEntry(JournalEntry &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_file(std::exchange(other.m_file, -1))
    , m_call(std::move(other.m_call))
    , m_old(other.m_old)
    , m_at(std::move(other.m_at))
{
}

JournalEntry &JournalEntry::operator=(JournalEntry &&other) noexcept
{
    std::swap(m_path, other.m_path);
    std::swap(m_file, other.m_file);
    std::swap(m_call, other.m_call);
    std::swap(m_old, other.m_old);
    std::swap(m_at, other.m_at);
    return *this;
}

void JournalEntry::remove()
{
    if (!m_path.isEmpty())
        QFile::remove(std::exchange(m_path, {}));
    release();
}

void JournalEntry::release()
{
    if (m_file >= 0)
        ::close(std::exchange(m_file, -1));
}

WriteJournal::WriteJournal(const QString &root)
    : m_root(root.isEmpty() ? usualRoot() : root)
{
}

Result<std::shared_ptr<JournalEntry>> WriteJournal::note(const QString &database, const WriteCall &call) const
{
    const QString path = folder(database) + u'/' + fileName(call.key);
    makePrivate(folder(database));
    // A twin in another process holds the lock: the server makes both into one, and the twin's note stands for both.
    const int file = openLocked(path, O_CREAT);
    if (file < 0 && errno == EWOULDBLOCK)
        return older({}, -1, call);
    const bool wasThere = file >= 0 && QFileInfo(path).size() > 0;
    const QByteArray bytes = QJsonDocument(call.toJson()).toJson(QJsonDocument::Compact);
    if (file < 0 || !writeAll(file, bytes) || !syncFolder(folder(database))) {
        if (file >= 0)
            ::close(file);
        return Failure::named(u"file_not_written"_s,
                              tr("The journal of writes cannot be kept in %1, so nothing was sent.").arg(m_root), {},
                              tr("Free some space there, or name another folder with XDG_STATE_HOME."));
    }
    return wasThere ? older(path, file, call) : std::shared_ptr<JournalEntry>(new JournalEntry(path, file, call));
}

std::shared_ptr<JournalEntry> WriteJournal::older(const QString &path, int file, const WriteCall &call)
{
    std::shared_ptr<JournalEntry> entry(new JournalEntry(path, file, call));
    entry->m_old = true;
    return entry;
}

bool WriteJournal::isEmpty() const
{
    return !QDirIterator(m_root, {u"*.json"_s}, QDir::Files, QDirIterator::Subdirectories).hasNext();
}

QList<std::shared_ptr<JournalEntry>> WriteJournal::pending(const QString &database) const
{
    QList<std::shared_ptr<JournalEntry>> entries;
    const QFileInfoList files =
        QDir(folder(database)).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Time | QDir::Reversed);
    for (const QFileInfo &info : files) {
        QFile content(info.filePath());
        const int file = openLocked(info.filePath(), 0);
        if (file < 0 || !content.open(QFile::ReadOnly)) {
            ::close(file);
            continue;
        }
        const WriteCall call = WriteCall::fromJson(QJsonDocument::fromJson(content.readAll()).object());
        entries << older(info.filePath(), file, call);
        entries.last()->m_at = info.lastModified().toUTC();
        // Torn by a crash before it was synced: it was never sent.
        if (call.function.isEmpty())
            entries.takeLast()->remove();
    }
    return entries;
}

} // namespace scrip
