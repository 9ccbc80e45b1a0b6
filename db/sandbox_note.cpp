// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/sandbox_note.h"

#include "db/cluster_dir.h"

#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Beside the usual folder. Whoever chooses that by a variable has said where it is, and the folder around it may be
/// anybody's.
QString notePath()
{
    if (qEnvironmentVariableIsSet("SCRIP_SANDBOX_DIR"))
        return {};
    return QFileInfo(ClusterDir::usualPath()).path() + u"/started-sandbox"_s;
}

} // namespace

QString SandboxNote::read()
{
    QFile file(notePath());
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll());
}

void SandboxNote::write(const QString &dir)
{
    const QString path = notePath();
    if (path.isEmpty() || !QDir().mkpath(QFileInfo(path).path()))
        return;
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(dir.toUtf8()) > 0)
        file.commit();
}

} // namespace scrip
