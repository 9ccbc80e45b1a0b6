// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/manual_page.h"

#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

using namespace cli;

/// The manual: everything there is, and nothing that groff complains about.
class ManualPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyVerbIsInIt();
    void isPlainRoff_data();
    void isPlainRoff();
    void groffIsContent_data();
    void groffIsContent();
    void isInstalledAsMade();

private:
    static QString page()
    {
        CommandLine line;
        return manualPage(line.tree(), u"1.2"_s);
    }
    static QString console()
    {
        return manualPage(u"scrip-console"_s, u"1.2"_s, u"a console"_s, u".it's \\ “so”"_s,
                          {{u"--db"_s, u"CONNINFO"_s, u"Where."_s}, {u"--empty"_s, {}, u"Nothing."_s}});
    }
    /// What a reader sees.
    QString rendered(const QString &roff, QByteArray *complaints = nullptr) const;
};

void ManualPageTest::initTestCase()
{
    if (QStandardPaths::findExecutable(u"groff"_s).isEmpty())
        QSKIP("groff is not here.");
}

QString ManualPageTest::rendered(const QString &roff, QByteArray *complaints) const
{
    QProcess groff;
    groff.start(u"groff"_s, {u"-man"_s, u"-Tutf8"_s, u"-ww"_s, u"-P-c"_s, u"-P-b"_s, u"-P-u"_s, u"-rLL=200n"_s});
    groff.write(roff.toUtf8());
    groff.closeWriteChannel();
    if (!groff.waitForFinished())
        return {};
    if (complaints != nullptr)
        *complaints = groff.readAllStandardError();
    return QString::fromUtf8(groff.readAllStandardOutput()).simplified();
}

void ManualPageTest::everyVerbIsInIt()
{
    CommandLine line;
    const QString text = rendered(page());
    const auto tree = completionTree(line.tree());
    for (const CompletionLevel &level : tree) {
        if (level.words.isEmpty())
            QVERIFY2(text.contains(u"scrip"_s + level.path), qPrintable(level.path));
        for (const CompletionOption &option : level.options) {
            if (option.name.isEmpty() || (option.name == u"--help" && !level.path.isEmpty()))
                continue;
            const qsizetype begin =
                text.indexOf(level.path.isEmpty() ? u"OPTIONS"_s : u"scrip"_s + level.path + u' ');
            QVERIFY2(begin >= 0, qPrintable(level.path));
            QVERIFY2(text.indexOf(option.name, begin) > 0, qPrintable(level.path + option.name));
        }
    }
    for (const QString &part : {u"EXIT STATUS"_s, u"SCRIP_DB"_s, u"connections.json"_s, u"scrip-console(1)"_s,
                                u"Example: scrip connection test billing"_s})
        QVERIFY2(text.contains(part), qPrintable(part));
}

void ManualPageTest::isPlainRoff_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("roff");
    QTest::newRow("dashes") << u"--as-is"_s << u"\\-\\-as\\-is"_s;
    QTest::newRow("a request") << u".so file\n.so x"_s << u"\\&.so file\n\\&.so x"_s;
    QTest::newRow("the other request") << u"'so"_s << u"\\(aqso"_s;
    QTest::newRow("an escape") << u"a\\b"_s << u"a\\eb"_s;
    QTest::newRow("quotes") << u"“a” \"b\""_s << u"\\(lqa\\(rq \\(dqb\\(dq"_s;
    QTest::newRow("letters") << u"é≥"_s << u"\\[u00E9]\\[u2265]"_s;
    QTest::newRow("a dot inside") << u"a.b."_s << u"a.b."_s;
}

void ManualPageTest::isPlainRoff()
{
    QFETCH(QString, text);
    QTEST(roffText(text), "roff");
}

void ManualPageTest::groffIsContent_data()
{
    QTest::addColumn<QString>("roff");
    QTest::newRow("scrip") << page();
    QTest::newRow("scrip-console") << console();
}

void ManualPageTest::groffIsContent()
{
    QFETCH(QString, roff);
    QByteArray complaints;
    const QString text = rendered(roff, &complaints);
    QCOMPARE(complaints, QByteArray());
    QVERIFY(text.contains(u"NAME"_s) && text.contains(u"--db CONNINFO"_s));
    for (const QChar c : roff)
        QVERIFY(c.unicode() < 0x7F);
}

void ManualPageTest::isInstalledAsMade()
{
    const QString folder = qEnvironmentVariable("SCRIP_MANUAL");
    if (folder.isEmpty())
        QSKIP("No folder of manual pages is named.");
    for (const QString &name : {u"scrip"_s, u"scrip-console"_s}) {
        QFile file(folder + u'/' + name + u".1"_s);
        QVERIFY2(file.open(QFile::ReadOnly), qPrintable(file.fileName()));
        QByteArray complaints;
        const QString text = rendered(QString::fromUtf8(file.readAll()), &complaints);
        QCOMPARE(complaints, QByteArray());
        QVERIFY(text.contains(name + u" - "_s));
    }
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::ManualPageTest)
#include "manual_page_test.moc"
