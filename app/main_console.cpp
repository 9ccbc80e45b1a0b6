// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Help and version are only text: they need no display, which QApplication would end the program without.
bool asksForText(int argc, char **argv)
{
    static const QStringList texts{u"-h"_s, u"--help"_s, u"--help-all"_s, u"-v"_s, u"--version"_s};
    return std::any_of(argv + 1, argv + argc,
                       [](const char *one) { return texts.contains(QString::fromLocal8Bit(one)); });
}

void nameProgram()
{
    QCoreApplication::setOrganizationName(u"Scrip"_s);
    QCoreApplication::setApplicationName(u"scrip-console"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SCRIP_VERSION));
}

void installTranslator(QCoreApplication &application)
{
    auto *translator = new QTranslator(&application);
    // The source language has a file of its own, for its plural forms.
    if (translator->load(QLocale(), u"scrip"_s, u"_"_s, u":/translations"_s) ||
        translator->load(u":/translations/scrip_en.qm"_s))
        QCoreApplication::installTranslator(translator);
}

} // namespace

int main(int argc, char **argv)
{
    nameProgram();
    if (asksForText(argc, argv)) {
        QCoreApplication application(argc, argv);
        installTranslator(application);
        (void)scrip::consoleOptions(application); // ends the program
        return 0;
    }
    QApplication application(argc, argv);
    QGuiApplication::setApplicationDisplayName(u"Scrip"_s);
    QGuiApplication::setDesktopFileName(u"org.scrip.Console"_s);
    installTranslator(application);
    scrip::Console console(application, scrip::consoleOptions(application));
    console.start();
    return QApplication::exec();
}
