// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/load_world.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace scrip::test {

bool prepareLoad(const PrivateCluster &cluster, const QString &dsn, int events, int people)
{
    for (const char *name : {"sql/lib/books.sql", "sql/lib/backend.sql", "faults/load.sql"}) {
        QFile file(QStringLiteral(SCRIP_TESTS_DIR "/") + QString::fromLatin1(name));
        if (!file.open(QFile::ReadOnly) || !cluster.run(dsn, QString::fromUtf8(file.readAll())))
            return false;
    }
    return cluster.run(dsn, u"DO $$ BEGIN PERFORM spec.prepare_load(%1, %2); END $$"_s.arg(events).arg(people)) &&
           cluster.run(dsn, u"ANALYZE"_s);
}

} // namespace scrip::test
