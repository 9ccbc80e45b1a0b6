// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCommandLineOption>
#include <QList>
#include <QSize>
#include <QString>

class QCoreApplication;

namespace scrip {

/// What the console was started with.
struct ConsoleOptions
{
    QString target;     ///< Conninfo or service; empty: the sandbox.
    QString sandboxDir; ///< Empty: the default place.
    QString tourFolder; ///< Render all pages into it and end; empty: no tour.
    QSize tourSize{1440, 900};
    bool demo = true;    ///< A sandbox made at this start gets demo data.
    int waitMs = 15'000; ///< How long a write is tried again before its outcome counts as unknown.
};

/// The options there are, also for the manual page, and what the program is in one sentence.
[[nodiscard]] QList<QCommandLineOption> consoleOptionList();
[[nodiscard]] QString consoleDescription();

/// Reads the arguments; prints help, version or a mistake itself and ends the program then.
[[nodiscard]] ConsoleOptions consoleOptions(const QCoreApplication &application);

} // namespace scrip
