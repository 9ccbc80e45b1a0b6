// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/console_fixture.h"

#include "db/store_fixture.h"

#include <QFile>

using namespace Qt::StringLiterals;

namespace scrip::test {

ConsoleHome::ConsoleHome()
{
    qputenv("XDG_STATE_HOME", QFile::encodeName(path(u"state"_s)));
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(path(u"config"_s)));
    qputenv("XDG_DATA_HOME", QFile::encodeName(path(u"data"_s)));
    QCoreApplication::setOrganizationName(u"scrip-test"_s);
    QCoreApplication::setApplicationName(u"scrip-console-test"_s);
}

QString whatAils(const QString &dsn)
{
    const StoreFixture fixture(dsn);
    const auto diagnosis = awaited(fixture.administration().diagnose(false));
    if (!diagnosis)
        return diagnosis.failure().message;
    QStringList found;
    for (const Check &check : diagnosis->checks) {
        if (!check.ok && check.severity == u"error")
            found << QString(check.name + u": "_s + check.detail);
    }
    return found.join(u'\n');
}

} // namespace scrip::test
