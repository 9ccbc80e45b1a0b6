// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"
#include "cli/completion.h"
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// What holds for every verb there is, taken from the tree itself: a new verb is tested without being named here.
class UsageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void noValueBeginsWithDashes_data() { everyValue(); }
    void noValueBeginsWithDashes();
    void anEqualsSignTakesAnyValue_data() { everyValue(); }
    void anEqualsSignTakesAnyValue();
    void aValueIsNeverLeftOut_data() { everyValue(); }
    void aValueIsNeverLeftOut();
    void unknownOptionsAreRefused_data() { everyVerb(); }
    void unknownOptionsAreRefused();
    void tooManyWordsAreRefused_data() { everyVerb(); }
    void tooManyWordsAreRefused();
    void everyLevelHasHelp_data() { everyVerb(); }
    void everyLevelHasHelp();
    void everyOutputSparesAFile_data() { everyVerb(); }
    void everyOutputSparesAFile();
    void flagsTakeNoValue();
    void unknownWords_data();
    void unknownWords();
    void missingWhatIsRequired_data();
    void missingWhatIsRequired();
    void helpIsANounToo();
    void versionIsText();
    void brokenTextIsRefused();
    void onlyTheNounsOfThisProgram();

private:
    static QList<cli::CompletionLevel> tree();
    static bool isVerb(const cli::CompletionLevel &level) { return !level.path.isEmpty() && level.words.isEmpty(); }
    static void everyVerb();
    static void everyValue();
    static QStringList words(const QString &path) { return path.split(u' ', Qt::SkipEmptyParts); }

    QTemporaryDir m_dir;
};

void UsageTest::initTestCase()
{
    // Some options name files to write.
    QVERIFY(QDir::setCurrent(m_dir.path()));
}

QList<cli::CompletionLevel> UsageTest::tree()
{
    cli::CommandLine line;
    return cli::completionTree(line.tree());
}

void UsageTest::everyVerb()
{
    QTest::addColumn<QString>("path");
    for (const auto &level : tree()) {
        if (isVerb(level))
            QTest::newRow(qPrintable(level.path.trimmed())) << level.path;
    }
}

void UsageTest::everyValue()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("option");
    const auto levels = tree();
    for (const auto &level : levels) {
        if (!isVerb(level))
            continue;
        for (const auto &option : level.options + levels.first().options) {
            if (option.takesValue && !option.name.isEmpty())
                QTest::newRow(qPrintable(level.path.trimmed() + u' ' + option.name)) << level.path << option.name;
        }
    }
}

void UsageTest::noValueBeginsWithDashes()
{
    QFETCH(QString, path);
    QFETCH(QString, option);
    CliHarness harness;
    const CliCall call = harness.call(words(path) + QStringList{option, u"--preview"_s});
    QCOMPARE(call.status, 2);
    QCOMPARE(call.errorName(), u"usage"_s);
    QVERIFY(call.out.isEmpty());
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void UsageTest::anEqualsSignTakesAnyValue()
{
    QFETCH(QString, path);
    QFETCH(QString, option);
    CliHarness harness;
    const CliCall call = harness.call(words(path) + QStringList{option + u"=--x"_s});
    // Whatever comes of it, it is not that the option had no value.
    QVERIFY2(!call.err.contains("needs a value"), call.err.constData());
}

void UsageTest::aValueIsNeverLeftOut()
{
    QFETCH(QString, path);
    QFETCH(QString, option);
    CliHarness harness;
    const CliCall call = harness.call(words(path) + QStringList{option});
    QCOMPARE(call.status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void UsageTest::unknownOptionsAreRefused()
{
    QFETCH(QString, path);
    for (const QString &option : {u"--no-such-option"_s, u"-x"_s, u"--no-such=1"_s}) {
        CliHarness harness;
        const CliCall call = harness.call(words(path) + QStringList{option});
        QCOMPARE(call.status, 2);
        QCOMPARE(call.errorName(), u"usage"_s);
        QVERIFY(harness.gateway.log.calls.isEmpty());
    }
}

void UsageTest::tooManyWordsAreRefused()
{
    QFETCH(QString, path);
    CliHarness harness;
    const CliCall call = harness.call(words(path) + QStringList{u"a"_s, u"b"_s, u"c"_s});
    QCOMPARE(call.status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void UsageTest::everyLevelHasHelp()
{
    QFETCH(QString, path);
    CliHarness harness;
    QStringList level = words(path);
    const CliCall verb = harness.call(level + QStringList{u"--help"_s});
    QCOMPARE(verb.status, 0);
    QVERIFY2(verb.out.contains("Example:\n  "), verb.out.constData());
    QVERIFY(verb.err.isEmpty());
    level.removeLast();
    QCOMPARE(harness.call(level + QStringList{u"-h"_s}).status, 0);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void UsageTest::everyOutputSparesAFile()
{
    QFETCH(QString, path);
    const auto levels = tree();
    const auto level =
        std::find_if(levels.begin(), levels.end(), [&path](const auto &one) { return one.path == path; });
    const auto has = [&level](const QString &name) {
        return std::any_of(level->options.begin(), level->options.end(),
                           [&name](const auto &option) { return option.name == name; });
    };
    QCOMPARE(has(u"--overwrite"_s), has(u"--output"_s));
}

void UsageTest::flagsTakeNoValue()
{
    CliHarness harness;
    QCOMPARE(harness.call("event list --all=yes").status, 2);
    QCOMPARE(harness.call("event list --json=no").status, 2);
}

void UsageTest::unknownWords_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("hint");
    QTest::newRow("nothing") << u""_s << u"sandbox"_s;
    QTest::newRow("noun alone") << u"event"_s << u"duplicate"_s;
    QTest::newRow("noun misspelt") << u"evnt list"_s << u"event"_s;
    QTest::newRow("verb misspelt") << u"event lst"_s << u"list"_s;
    QTest::newRow("option misspelt") << u"event list --stauts active"_s << u"--status"_s;
    QTest::newRow("help noun misspelt") << u"help evnt"_s << u"event"_s;
}

void UsageTest::unknownWords()
{
    QFETCH(QString, words);
    QFETCH(QString, hint);
    CliHarness harness;
    const CliCall call = harness.call(words.split(u' ', Qt::SkipEmptyParts));
    QCOMPARE(call.status, 2);
    QVERIFY2(call.error()["hint"_L1].toString().contains(hint), call.err.constData());
    QVERIFY(call.out.isEmpty());
}

void UsageTest::missingWhatIsRequired_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("field");
    QTest::newRow("an option") << u"event create --name x --amount 25"_s << u"credit_expires"_s;
    QTest::newRow("an argument") << u"event show"_s << u"id"_s;
    QTest::newRow("the second argument") << u"role grant alice"_s << u"role"_s;
    QTest::newRow("a sheet's file") << u"sheet render --batch 0190f3b2 --template L7160"_s << u"output"_s;
}

void UsageTest::missingWhatIsRequired()
{
    QFETCH(QString, words);
    QFETCH(QString, field);
    CliHarness harness;
    const CliCall call = harness.call(words.split(u' '));
    QCOMPARE(call.status, 2);
    QCOMPARE(call.error()["field"_L1].toString(), field);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void UsageTest::helpIsANounToo()
{
    CliHarness harness;
    QCOMPARE(harness.call("help event create").out, harness.call("event create --help").out);
    QCOMPARE(harness.call("help").out, harness.call("--help").out);
    QVERIFY(harness.call("--help").out.contains("sandbox"));
    QVERIFY(harness.call("code show --help").out.simplified().contains("standard input"));
}

void UsageTest::versionIsText()
{
    CliHarness harness;
    QVERIFY(harness.call("--version").out.startsWith("scrip "));
    QVERIFY(harness.call("--version --json").object().contains(u"version"_s));
    QCOMPARE(harness.call("--version").status, 0);
}

void UsageTest::brokenTextIsRefused()
{
    CliHarness harness;
    const CliCall call = harness.call({u"event"_s, u"show"_s, QString(QChar(0xD800))});
    QCOMPARE(call.status, 2);
    const char *broken[] = {"scrip", "event", "show", "\xff\xfe"};
    const auto arguments = cli::argumentsOf(4, broken);
    QVERIFY(!arguments.ok());
    QCOMPARE(arguments.failure().name, u"usage"_s);
    const char *fine[] = {"scrip", "é"};
    QCOMPARE(*cli::argumentsOf(2, fine), QStringList{u"é"_s});
}

void UsageTest::onlyTheNounsOfThisProgram()
{
    QStringList nouns;
    const cli::CompletionLevel root = tree().first();
    for (const auto &[word, summary] : root.words) {
        nouns << word;
        QVERIFY(!summary.isEmpty());
    }
    nouns.sort();
    QCOMPARE(nouns, (QStringList{u"attempts"_s, u"audit"_s,      u"balance"_s,    u"batch"_s,       u"claim"_s,
                                 u"code"_s,     u"completion"_s, u"connection"_s, u"diagnostics"_s, u"doctor"_s,
                                 u"event"_s,    u"grant"_s,      u"ledger"_s,     u"lock"_s,        u"lock-user"_s,
                                 u"lookup"_s,   u"maintain"_s,   u"migrate"_s,    u"role"_s,        u"sandbox"_s,
                                 u"setting"_s,  u"sheet"_s,      u"timeline"_s,   u"unlock"_s}));
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::UsageTest)
#include "usage_test.moc"
