// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {

void installTranslator(QApplication &application)
{
    auto *translator = new QTranslator(&application);
    // The source language has a file of its own, for its plural forms.
    if (translator->load(QLocale(), u"scrip"_s, u"_"_s, u":/translations"_s) ||
        translator->load(u":/translations/scrip_en.qm"_s))
        QApplication::installTranslator(translator);
}

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(u"Scrip"_s);
    QCoreApplication::setApplicationName(u"scrip-console"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(SCRIP_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Scrip"_s);
    QGuiApplication::setDesktopFileName(u"org.scrip.Console"_s);
    installTranslator(application);
    scrip::Console console(application, scrip::consoleOptions(application));
    console.start();
    return QApplication::exec();
}
