// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/private_file.h"

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
        u"file_exists"_s, QCoreApplication::translate("scrip::Sheets", "%1 exists already.").arg(target), u"output"_s,
        QCoreApplication::translate("scrip::Sheets", "Choose another name, or allow it to be replaced."));
}

} // namespace

Result<Done> PrivateFile::checkTarget(const QString &target, bool overwrite)
{
    const QFileInfo info(target);
    if (info.isDir() || ((info.exists() || info.isSymLink()) && !overwrite))
        return exists(target);
    return Done{};
}

PrivateFile::PrivateFile(QString target)
    : m_target(std::move(target))
    , m_file(temporaryName(m_target))
{
}

PrivateFile::~PrivateFile()
{
    if (m_named)
        m_file.remove();
}

Failure PrivateFile::notWritten(const QString &reason) const
{
    return Failure::named(
        u"file_not_written"_s,
        QCoreApplication::translate("scrip::Sheets", "%1 could not be written: %2").arg(m_target, reason),
        u"output"_s);
}

Result<Done> PrivateFile::open()
{
    if (!m_file.open(QIODevice::ReadWrite | QIODevice::NewOnly, QFile::ReadOwner | QFile::WriteOwner))
        return notWritten(m_file.errorString());
    m_named = true;
    return Done{};
}

Result<Done> PrivateFile::makeNameless()
{
    if (::unlink(QFile::encodeName(m_file.fileName()).constData()) != 0)
        return notWritten(qt_error_string(errno));
    m_named = false;
    return Done{};
}

Result<Done> PrivateFile::commit(bool overwrite)
{
    if (!m_file.flush())
        return notWritten(m_file.errorString());
    if (::fsync(m_file.handle()) != 0)
        return notWritten(qt_error_string(errno));
    const QByteArray from = QFile::encodeName(m_file.fileName());
    const QByteArray to = QFile::encodeName(m_target);
    int moved = ::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), overwrite ? 0U : RENAME_NOREPLACE);
    if (moved != 0 && errno == EINVAL &&
        !overwrite) // a file system without that flag: a hard link never replaces either
        moved = ::link(from.constData(), to.constData()) == 0 ? ::unlink(from.constData()) : -1;
    if (moved != 0)
        return errno == EEXIST ? exists(m_target) : notWritten(qt_error_string(errno));
    m_named = false;
    return Done{};
}

} // namespace scrip
