// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure_names.h"
#include "ui/help/help_pages.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

QString contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString source(const QString &path)
{
    return QStringLiteral(SCRIP_SOURCE_DIR "/") + path;
}

QSet<QString> captured(const QString &text, const QString &pattern)
{
    QSet<QString> found;
    auto matches = QRegularExpression(pattern, QRegularExpression::DotMatchesEverythingOption).globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured(1));
    return found;
}

QString allOf(const QString &folder, const QStringList &endings)
{
    QString text;
    QDirIterator files(source(folder), endings, QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext())
        text += contentOf(files.next());
    return text;
}

/// What stands in one function of the SQL.
QString functionOf(const QString &sql, const QString &name)
{
    const qsizetype from = sql.indexOf(u"CREATE FUNCTION scrip."_s + name + u"("_s);
    return from < 0 ? QString() : sql.mid(from, sql.indexOf("\n$$;"_L1, from) - from);
}

/// Every name that the database may answer: said outright, chosen by a CASE, told by the rules of claims, voids and
/// billing tables, or answered as a value.
QSet<QString> namesInSql()
{
    const QString sql = allOf(u"sql"_s, {u"*.sql"_s});
    QSet<QString> names = captured(sql, u"refuse\\(\\s*'([a-z_]+)'"_s);
    names += captured(sql, u"'ok', false,\\s*'name', '([a-z_]+)'"_s);
    for (const QString &choice : captured(sql, u"refuse\\(\\s*CASE (.{1,200}?) END,"_s))
        names += captured(choice, u"(?:THEN|ELSE) '([a-z_]+)'"_s);
    names += captured(functionOf(sql, u"claim_faults"_s), u"THEN '([a-z_]+)'"_s);
    names += captured(functionOf(sql, u"void_refusal"_s), u"THEN '([a-z_]+)'"_s);
    names += captured(functionOf(sql, u"billing_lack"_s), u"ARRAY\\['([a-z_]+)'"_s);
    return names;
}

QSet<QString> namesInPrograms()
{
    QSet<QString> names;
    for (const QString &room : {u"core"_s, u"db"_s, u"sheets"_s, u"exports"_s, u"cli"_s, u"ui"_s, u"app"_s})
        names += captured(allOf(room, {u"*.cpp"_s, u"*.h"_s}), u"Failure::named\\(\\s*u\"([a-z_]+)\""_s);
    names += captured(contentOf(source(u"db/pg_error.cpp"_s)), u"Meaning\\{\"[0-9A-Z]+\",\\s*\"([a-z_]+)\""_s);
    return names;
}

QList<HelpPage> pagesOf(const QString &name)
{
    return parseHelp(contentOf(source(u"docs/"_s + name)));
}

QSet<QString> pagesOfTheWindow()
{
    return captured(allOf(u"app"_s, {u"*.cpp"_s}), u"addPage\\(\\s*\\{\\s*u\"([a-z]+)\""_s);
}

} // namespace

/// Whatever is refused has a page of help, and whatever page of the window there is has one as well.
class RefusalsTest : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyNameOfTheDatabaseHasItsPage()
    {
        const QSet<QString> names = namesInSql();
        // Guards the search: one of each way in which a name is said.
        for (const char *name : {"stale_version", "not_permitted", "code_disabled", "max_claims_reached",
                                 "grant_owned_by_backend", "missing_table", "invalid_amount", "code_not_found"})
            QVERIFY2(names.contains(QString::fromLatin1(name)), name);
        const QList<HelpPage> pages = pagesOf(u"refusals.md"_s);
        for (const QString &name : names)
            QVERIFY2(findHelp(pages, name), qPrintable(u"docs/refusals.md has no page "_s + name));
    }

    void everyNameOfTheProgramsHasItsPage()
    {
        const QSet<QString> names = namesInPrograms();
        QVERIFY(names.contains(u"file_exists"_s) && names.contains(u"busy"_s));
        const QList<HelpPage> pages = pagesOf(u"refusals.md"_s);
        for (const QString &name : names)
            QVERIFY2(findHelp(pages, name), qPrintable(u"docs/refusals.md has no page "_s + name));
    }

    void thePagesAreThoseOfTheKnownNames()
    {
        QStringList documented;
        for (const HelpPage &page : pagesOf(u"refusals.md"_s))
            documented.append(page.name);
        QStringList known = failureNames();
        documented.sort();
        known.sort();
        QCOMPARE(documented, known);
    }

    void eachPageSaysWhyAndWhatHelpsAndWho()
    {
        const QSet<QString> places = pagesOfTheWindow();
        for (const HelpPage &page : pagesOf(u"refusals.md"_s)) {
            QVERIFY2(page.lead.endsWith(u'.'), qPrintable(page.name));
            QStringList labels;
            for (const HelpPage::Item &item : page.items) {
                labels.append(item.label);
                QVERIFY2(!item.text.contains(u'*') && !item.text.contains(u'`'), qPrintable(page.name));
            }
            QCOMPARE(labels, QStringList({u"Why"_s, u"What helps"_s, u"Who"_s}));
            QVERIFY2(page.where.isEmpty() || places.contains(page.where),
                     qPrintable(page.name + u" → " + page.where));
        }
    }

    void everyPageOfTheWindowHasHelp()
    {
        const QSet<QString> places = pagesOfTheWindow();
        QVERIFY(places.size() >= 7);
        const QList<HelpPage> pages = pagesOf(u"console.md"_s);
        for (const QString &place : places)
            QVERIFY2(findHelp(pages, place), qPrintable(u"docs/console.md has no part "_s + place));
    }
};

QTEST_GUILESS_MAIN(RefusalsTest)
#include "tst_refusals.moc"
