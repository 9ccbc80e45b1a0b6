// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

namespace scrip::test {

/// Keeps a console that is tested away from the settings, the journal and the saved connections of whoever runs the
/// test. Made before the first console; its folder goes with it.
class ConsoleHome
{
public:
    ConsoleHome();

    /// For files that a person would save.
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }

private:
    QTemporaryDir m_dir{QStringLiteral("/tmp/scrip-home-XXXXXX")};
};

/// The checks of the doctor that find an error in a database, and what they say; empty: none does.
[[nodiscard]] QString whatAils(const QString &dsn);

/// A step of a path: when it cannot be taken, the test ends here.
#define STEP(what) QVERIFY2(what, #what)

} // namespace scrip::test

/// main() of a test that runs consoles.
#define SCRIP_CONSOLE_TEST_MAIN(Class)                                                                               \
    int main(int argc, char **argv)                                                                                  \
    {                                                                                                                \
        QApplication application(argc, argv);                                                                        \
        const scrip::test::ConsoleHome home;                                                                         \
        Class test;                                                                                                  \
        return QTest::qExec(&test, argc, argv);                                                                      \
    }
