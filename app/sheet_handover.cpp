// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sheet_handover.h"

#include <QDir>
#include <QFile>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

Failure SheetHandover::handOver() const
{
    const QDir here(QCoreApplication::applicationDirPath());
    // Beside this program where it was built, among the helpers where it is installed.
    for (const QString &place : {u"scrip-sheets"_s, u"../libexec/scrip/scrip-sheets"_s})
        ::execv(QFile::encodeName(here.filePath(place)).constData(), m_arguments);
    return Failure::named(
        u"internal"_s,
        cli::Say::tr("The program that draws sheets, scrip-sheets, is missing from this installation."));
}

} // namespace scrip
