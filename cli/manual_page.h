// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace CLI {
class App;
}

namespace scrip::cli {

/// Text as roff has it: nothing in it is taken for a request or an escape, and all of it is ASCII.
[[nodiscard]] QString roffText(const QString &text);

/// An option of a program that has no tree.
struct ManualOption
{
    QString name;        ///< With its dashes.
    QString placeholder; ///< Of its value; empty for none.
    QString description;
};

/// The page of scrip(1), made of the tree that is also its help and its completion.
[[nodiscard]] QString manualPage(CLI::App &root, const QString &version);

/// The page of a program that has options only, such as scrip-console(1).
[[nodiscard]] QString manualPage(const QString &program, const QString &version, const QString &summary,
                                 const QString &description, const QList<ManualOption> &options);

} // namespace scrip::cli
