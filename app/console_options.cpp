// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console_options.h"

#include <QCommandLineParser>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::ConsoleOptions", text);
}

QSize sizeOf(const QString &text)
{
    const QStringList sides = text.split(u'x');
    return sides.size() == 2 ? QSize(sides[0].toInt(), sides[1].toInt()) : QSize();
}

} // namespace

QList<QCommandLineOption> consoleOptionList()
{
    return {
        {u"db"_s,
         words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions",
                                 "Database: a conninfo, a URI, a service or a saved connection; else $SCRIP_DB, "
                                 "else the sandbox.")),
         u"CONNINFO"_s},
        {u"sandbox-dir"_s, words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "Where the sandbox lives.")), u"DIR"_s},
        {u"empty"_s, words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "A sandbox made now gets no demo data."))},
        {u"tour"_s,
         words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions",
                                 "Render every page and dialog in both themes into DIR and end.")),
         u"DIR"_s},
        {u"tour-size"_s,
         words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "Size of these pictures, such as 1280x800.")), u"SIZE"_s,
         u"1440x900"_s}};
}

QString consoleDescription()
{
    return words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions",
                                   "Console for credit events, promo codes and printed code sheets."));
}

ConsoleOptions consoleOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(consoleDescription());
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions(consoleOptionList());
    parser.process(application);

    ConsoleOptions options;
    options.target = parser.isSet(u"db"_s) ? parser.value(u"db"_s) : qEnvironmentVariable("SCRIP_DB");
    options.sandboxDir = parser.value(u"sandbox-dir"_s);
    options.tourFolder = parser.value(u"tour"_s);
    options.demo = !parser.isSet(u"empty"_s);
    const QSize wanted = sizeOf(parser.value(u"tour-size"_s));
    if (wanted.width() < 640 || wanted.height() < 480 || !parser.positionalArguments().isEmpty())
        parser.showHelp(2);
    options.tourSize = wanted;
    return options;
}

} // namespace scrip
