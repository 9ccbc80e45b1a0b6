// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.h"
#include "cli/harness.h"

#include <QProcess>
#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

class CompletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void bash_data();
    void bash();
    void everyShellKnowsEverything_data();
    void everyShellKnowsEverything();
    void otherShells();

private:
    QByteArray m_bash;
};

void CompletionTest::initTestCase()
{
    CliHarness harness;
    const CliCall call = harness.call("completion bash");
    QCOMPARE(call.status, 0);
    m_bash = call.out;
}

void CompletionTest::bash_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QStringList>("offers");
    QTest::addColumn<QString>("never");
    QTest::newRow("nouns") << u"scrip |"_s << QStringList{u"event"_s, u"sheet"_s} << u"create"_s;
    QTest::newRow("a noun begun") << u"scrip ev|"_s << QStringList{u"event"_s} << u"sheet"_s;
    QTest::newRow("verbs") << u"scrip event |"_s << QStringList{u"create"_s, u"duplicate"_s} << u"sheet"_s;
    QTest::newRow("behind a global option")
        << u"scrip --db service=x event |"_s << QStringList{u"create"_s} << u"event"_s;
    QTest::newRow("options") << u"scrip event list --|"_s << QStringList{u"--status"_s, u"--json"_s} << u"--budget"_s;
    QTest::newRow("choices") << u"scrip event list --status |"_s << QStringList{u"active"_s, u"archived"_s}
                             << u"--json"_s;
    QTest::newRow("voids of many") << u"scrip grant void --all-matching --status |"_s
                                   << QStringList{u"pending"_s, u"active"_s} << u"voided"_s;
    QTest::newRow("states of codes") << u"scrip code list --state dis|"_s << QStringList{u"disabled"_s}
                                     << u"claimed"_s;
    QTest::newRow("roles") << u"scrip role grant alice |"_s << QStringList{u"staff"_s, u"auditor"_s} << u"event"_s;
    QTest::newRow("shells") << u"scrip completion |"_s << QStringList{u"bash"_s, u"fish"_s} << u"event"_s;
    QTest::newRow("formats") << u"scrip code export --format |"_s << QStringList{u"csv"_s, u"xlsx"_s, u"jsonl"_s}
                             << u"--format"_s;
    QTest::newRow("connections") << u"scrip connection |"_s << QStringList{u"list"_s, u"test"_s} << u"event"_s;
    QTest::newRow("files") << u"scrip code import /usr/bin/en|"_s << QStringList{u"/usr/bin/env"_s} << u"--event"_s;
    QTest::newRow("a reason is free") << u"scrip event pause x --reason |"_s << QStringList() << u"event"_s;
}

void CompletionTest::bash()
{
    QFETCH(QString, line);
    QFETCH(QStringList, offers);
    QFETCH(QString, never);
    const bool fresh = line.endsWith(u" |");
    QStringList words = line.chopped(1).split(u' ', Qt::SkipEmptyParts);
    if (fresh)
        words << QString();
    QString script = QString::fromUtf8(m_bash);
    script += u"\nCOMP_WORDS=("_s;
    for (const QString &word : words)
        script += u" '"_s + word + u'\'';
    script +=
        u" )\nCOMP_CWORD=%1\ncompopt() { :; }\n_scrip\nprintf '%s\\n' \"${COMPREPLY[@]}\"\n"_s.arg(words.size() - 1);
    QProcess shell;
    shell.start(u"bash"_s, {u"-c"_s, script});
    QVERIFY(shell.waitForFinished());
    QCOMPARE(shell.readAllStandardError(), QByteArray());
    const QStringList offered = QString::fromUtf8(shell.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &offer : offers)
        QVERIFY2(offered.contains(offer), qPrintable(offered.join(u' ')));
    QVERIFY2(!offered.contains(never), qPrintable(offered.join(u' ')));
    if (offers.isEmpty())
        QVERIFY(offered.isEmpty());
}

void CompletionTest::everyShellKnowsEverything_data()
{
    QTest::addColumn<QString>("shell");
    QTest::newRow("bash") << u"bash"_s;
    QTest::newRow("zsh") << u"zsh"_s;
    QTest::newRow("fish") << u"fish"_s;
}

void CompletionTest::everyShellKnowsEverything()
{
    QFETCH(QString, shell);
    CliHarness harness;
    const CliCall call = harness.call({u"completion"_s, shell});
    QCOMPARE(call.status, 0);
    const QString script = QString::fromUtf8(call.out);
    for (const QString &word : {u"set-time"_s, u"duplicate"_s, u"claim-deadline"_s, u"avery"_s.chopped(5),
                                u"print-sql"_s, u"start-at"_s, u"wait"_s, u"auditor"_s})
        QVERIFY2(script.contains(word), qPrintable(word));
    QCOMPARE(script.count(u'\'') % 2, 0);
    QCOMPARE(harness.call({u"completion"_s, shell, u"--json"_s}).object()["script"_L1].toString(), script);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void CompletionTest::otherShells()
{
    CliHarness harness;
    QCOMPARE(harness.call("completion tcsh").status, 2);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::CompletionTest)
#include "completion_test.moc"
