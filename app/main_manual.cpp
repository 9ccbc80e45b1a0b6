// SPDX-License-Identifier: GPL-3.0-or-later
// scrip-manual FOLDER: writes the manual pages and what shells complete by. Runs at build time and is not installed.
#include "app/console_options.h"
#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/manual_page.h"

#include <QCommandLineOption>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace {

QString consolePage(const QString &version)
{
    QList<scrip::cli::ManualOption> options;
    const QList<QCommandLineOption> known = scrip::consoleOptionList();
    for (const QCommandLineOption &option : known)
        options << scrip::cli::ManualOption{u"--"_s + option.names().first(), option.valueName(),
                                            option.description()};
    return scrip::cli::manualPage(u"scrip-console"_s, version,
                                  u"console for credit events, promo codes and printed code sheets"_s,
                                  scrip::consoleDescription(), options);
}

bool write(const QString &path, const QString &text)
{
    QFile file(path);
    const QByteArray bytes = text.toUtf8();
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size();
}

/// Under the names by which the shells look for them.
bool writeCompletions(const QString &folder, const QList<scrip::cli::CompletionLevel> &tree)
{
    return write(folder + u"/scrip"_s, scrip::cli::completionScript(u"bash"_s, tree)) &&
           write(folder + u"/_scrip"_s, scrip::cli::completionScript(u"zsh"_s, tree)) &&
           write(folder + u"/scrip.fish"_s, scrip::cli::completionScript(u"fish"_s, tree));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString folder = QCoreApplication::arguments().value(1);
    const QString version = QString::fromLatin1(SCRIP_VERSION);
    scrip::cli::CommandLine line;
    if (QDir().mkpath(folder) && write(folder + u"/scrip.1"_s, scrip::cli::manualPage(line.tree(), version)) &&
        write(folder + u"/scrip-console.1"_s, consolePage(version)) &&
        writeCompletions(folder, scrip::cli::completionTree(line.tree())))
        return 0;
    qWarning("The manual pages and completions could not be written.");
    return 1;
}
