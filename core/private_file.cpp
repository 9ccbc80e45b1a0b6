// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/private_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QRandomGenerator>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString temporaryName(const QString &target)
{
    const QFileInfo info(target);
    const quint64 random = QRandomGenerator::system()->generate64();
    return info.absolutePath() + u"/."_s + info.fileName() + u'.' + QString::number(random, 36) + u".part"_s;
}

Failure exists(const QString &target)
{
    return Failure::named(
        u"file_exists"_s, QCoreApplication::translate("scrip::PrivateFile", "%1 exists already.").arg(target),
        u"output"_s,
        QCoreApplication::translate("scrip::PrivateFile", "Choose another name, or allow it to be replaced."));
}

/// Replacing a device, a pipe or a socket would take it away from everybody; so would replacing a link that leads to
/// one, such as /dev/stdout, and any other link would lead nowhere any more.
bool isSpecial(const QString &target)
{
    const QFileInfo info(target);
    return info.isSymLink() || (info.exists() && !info.isFile() && !info.isDir());
}

Failure special(const QString &target)
{
    return Failure::named(
        u"file_not_written"_s,
        QCoreApplication::translate("scrip::PrivateFile", "%1 is a link or no plain file, and is not replaced.")
            .arg(target),
        u"output"_s, QCoreApplication::translate("scrip::PrivateFile", "Name a plain file."));
}

} // namespace

Result<Done> PrivateFile::checkTarget(const QString &target, bool overwrite)
{
    const QFileInfo info(target);
    if (info.isDir() || ((info.exists() || info.isSymLink()) && !overwrite))
        return exists(target);
    if (isSpecial(target))
        return special(target);
    return Done{};
}

PrivateFile::PrivateFile(QString target)
    : m_target(std::move(target))
{
}

PrivateFile::~PrivateFile()
{
    if (!m_temporary.isEmpty())
        QFile::remove(m_temporary);
}

Failure PrivateFile::notWritten(const QString &reason) const
{
    return Failure::named(
        u"file_not_written"_s,
        QCoreApplication::translate("scrip::PrivateFile", "%1 could not be written: %2").arg(m_target, reason),
        u"output"_s);
}

Result<Done> PrivateFile::open()
{
    const QByteArray directory = QFile::encodeName(QFileInfo(m_target).absolutePath());
    const int nameless = ::open(directory.constData(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (nameless < 0 && (errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL))
        return openNamed(); // a file system that cannot make files without a name
    if (nameless < 0)
        return notWritten(qt_error_string(errno));
    if (!m_file.open(nameless, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle))
        return notWritten(m_file.errorString());
    return Done{};
}

Result<Done> PrivateFile::openNamed()
{
    m_file.setFileName(temporaryName(m_target));
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return notWritten(m_file.errorString());
    m_temporary = m_file.fileName();
    return Done{};
}

/// Replacing takes a name to move from; a link cannot replace.
Result<Done> PrivateFile::giveTemporaryName()
{
    if (!m_temporary.isEmpty())
        return Done{};
    const QString name = temporaryName(m_target);
    const QByteArray self = QByteArray("/proc/self/fd/") + QByteArray::number(m_file.handle());
    if (::linkat(AT_FDCWD, self.constData(), AT_FDCWD, QFile::encodeName(name).constData(), AT_SYMLINK_FOLLOW) != 0)
        return notWritten(qt_error_string(errno));
    m_temporary = name;
    return Done{};
}

Result<Done> PrivateFile::sync()
{
    if (!m_file.flush())
        return notWritten(m_file.errorString());
    if (::fsync(m_file.handle()) != 0)
        return notWritten(qt_error_string(errno));
    return Done{};
}

Result<Done> PrivateFile::commit(bool overwrite)
{
    if (auto synced = sync(); !synced)
        return synced;
    if (isSpecial(m_target))
        return special(m_target);
    if (auto named = giveTemporaryName(); !named)
        return named;
    const QByteArray from = QFile::encodeName(m_temporary);
    const QByteArray to = QFile::encodeName(m_target);
    int moved = ::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), overwrite ? 0U : RENAME_NOREPLACE);
    if (moved != 0 && errno == EINVAL && !overwrite) // no such flag here: a hard link never replaces either
        moved = ::link(from.constData(), to.constData()) == 0 ? ::unlink(from.constData()) : -1;
    if (moved != 0)
        return errno == EEXIST ? exists(m_target) : notWritten(qt_error_string(errno));
    m_temporary.clear();
    return Done{};
}

} // namespace scrip
