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

ConsoleOptions consoleOptions(const QCoreApplication &application)
{
    const QCommandLineOption db(
        u"db"_s,
        words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "Database: a conninfo, a URI or a service; else $SCRIP_DB, "
                                                         "else the sandbox.")),
        u"CONNINFO"_s);
    const QCommandLineOption dir(
        u"sandbox-dir"_s, words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "Where the sandbox lives.")), u"DIR"_s);
    const QCommandLineOption empty(
        u"empty"_s, words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "A sandbox made now gets no demo data.")));
    const QCommandLineOption tour(
        u"tour"_s,
        words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions",
                                "Render every page and dialog in both themes into DIR and end.")),
        u"DIR"_s);
    const QCommandLineOption size(
        u"tour-size"_s,
        words(QT_TRANSLATE_NOOP("scrip::ConsoleOptions", "Size of these pictures, such as 1280x800.")), u"SIZE"_s,
        u"1440x900"_s);
    QCommandLineParser parser;
    parser.setApplicationDescription(words(QT_TRANSLATE_NOOP(
        "scrip::ConsoleOptions", "Console for credit events, promo codes and printed code sheets.")));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({db, dir, empty, tour, size});
    parser.process(application);

    ConsoleOptions options;
    options.target = parser.isSet(db) ? parser.value(db) : qEnvironmentVariable("SCRIP_DB");
    options.sandboxDir = parser.value(dir);
    options.tourFolder = parser.value(tour);
    options.demo = !parser.isSet(empty);
    const QSize wanted = sizeOf(parser.value(size));
    if (wanted.width() < 640 || wanted.height() < 480 || !parser.positionalArguments().isEmpty())
        parser.showHelp(2);
    options.tourSize = wanted;
    return options;
}

} // namespace scrip
