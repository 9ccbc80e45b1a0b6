// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/harness.h"

#include <QtTest>

using namespace Qt::StringLiterals;

namespace scrip {

/// Looking things up, and what happened to them.
class LookupNounTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsAnything();
    void readsStandardInput();
    void refusesOtherInput_data();
    void refusesOtherInput();
    void keepsWholeApiKeys();
    void wantsSomethingToLookFor_data();
    void wantsSomethingToLookFor();
    void tellsPeople();
    void timelineOf_data();
    void timelineOf();
    void timelineOfOneThing_data();
    void timelineOfOneThing();
    void timelineReadsACodeFromStandardInput();
};

void LookupNounTest::findsAnything()
{
    CliHarness harness;
    harness.gateway.lookup.found = {u"email"_s,
                                    {{u"user"_s, userIdOf(1).toText(), u"ada@example.com"_s, {{u"claims"_s, 2}}}}};
    const CliCall call = harness.call({u"lookup"_s, u" Ada@Example.com "_s});
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.lookup.texts, QStringList{u"Ada@Example.com"_s});
    QCOMPARE(call.object()["kind"_L1].toString(), u"email"_s);
    QCOMPARE(call.object()["matches"_L1].toArray().first().toObject(),
             QJsonObject({{u"kind"_s, u"user"_s},
                          {u"id"_s, userIdOf(1).toText()},
                          {u"label"_s, u"ada@example.com"_s},
                          {u"claims"_s, 2}}));
}

void LookupNounTest::readsStandardInput()
{
    CliHarness harness;
    harness.input = "NEAR-ABCD-EFGH-JKLM-ZZZ1\n";
    QCOMPARE(harness.call("lookup -").status, 0);
    QCOMPARE(harness.gateway.lookup.texts.last(), u"NEAR-ABCD-EFGH-JKLM-ZZZ1"_s);
}

void LookupNounTest::refusesOtherInput_data()
{
    QTest::addColumn<QByteArray>("input");
    QTest::newRow("a book") << QByteArray(10'000'000, 'A');
    QTest::newRow("Latin-1") << QByteArray("Caf\xE9");
    QTest::newRow("UTF-16 with its mark") << QByteArray("\xFF\xFEN\0E\0\n\0", 8);
    QTest::newRow("UTF-16") << QByteArray("N\0E\0\n\0", 6);
}

void LookupNounTest::refusesOtherInput()
{
    QFETCH(QByteArray, input);
    CliHarness harness;
    harness.input = input;
    const CliCall call = harness.call("lookup -");
    QCOMPARE(call.status, 2);
    QCOMPARE(call.errorName(), u"usage"_s);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void LookupNounTest::keepsWholeApiKeys()
{
    const QString key = u"sk-0123456789abcdef0123456789ABCDEF"_s;
    CliHarness harness;
    const CliCall call = harness.call({u"lookup"_s, key});
    QCOMPARE(call.status, 2);
    QCOMPARE(call.errorName(), u"usage"_s);
    QVERIFY(!call.err.contains("0123456789"));
    QVERIFY(harness.gateway.log.calls.isEmpty());
    harness.input = key.toUtf8() + '\n';
    QCOMPARE(harness.call("lookup -").status, 0);
    QCOMPARE(harness.call({u"lookup"_s, key.left(10)}).status, 0);
    QCOMPARE(harness.gateway.lookup.texts, QStringList({key.left(10), key.left(10)}));
}

void LookupNounTest::wantsSomethingToLookFor_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << u"  "_s;
    QTest::newRow("a book") << QString(10'000'000, u'A');
}

void LookupNounTest::wantsSomethingToLookFor()
{
    QFETCH(QString, text);
    CliHarness harness;
    QCOMPARE(harness.call({u"lookup"_s, text}).status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void LookupNounTest::tellsPeople()
{
    CliHarness harness;
    QCOMPARE(harness.call("--table lookup nobody").out, QByteArray("Nothing was found.\n"));
    harness.gateway.lookup.found.matches = {{u"user"_s, u"1"_s, u"ada"_s, {}}};
    QVERIFY(harness.call("--table lookup ada").out.contains("user  ada"));
}

void LookupNounTest::timelineOf_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<UserId>("user");
    QTest::addColumn<OrganizationId>("organization");
    QTest::addColumn<QString>("code");
    QTest::newRow("user") << u"--user 0190f3e1"_s << userIdOf(1) << OrganizationId() << QString();
    QTest::newRow("organization") << u"--organization 000000000001"_s << UserId() << organizationIdOf(1) << QString();
    QTest::newRow("code") << u"--code NEAR-X"_s << UserId() << OrganizationId() << u"NEAR-X"_s;
}

void LookupNounTest::timelineOf()
{
    QFETCH(QString, words);
    QFETCH(UserId, user);
    QFETCH(OrganizationId, organization);
    QFETCH(QString, code);
    CliHarness harness;
    const CliCall call = harness.call(QStringList{u"timeline"_s} + words.split(u' '));
    QCOMPARE(call.status, 0);
    QCOMPARE(harness.gateway.lookup.asked.user, user);
    QCOMPARE(harness.gateway.lookup.asked.organization, organization);
    QCOMPARE(harness.gateway.lookup.asked.code, code);
    const QJsonObject item = call.object()["items"_L1].toArray().first().toObject();
    QCOMPARE(item.keys(), QStringList({u"at"_s, u"kind"_s, u"refs"_s, u"summary"_s}));
}

void LookupNounTest::timelineOfOneThing_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("none") << QStringList();
    QTest::newRow("two") << QStringList{u"--user=0190f3e1"_s, u"--code=NEAR-X"_s};
    QTest::newRow("three") << QStringList{u"--user=0190f3e1"_s, u"--code=NEAR-X"_s, u"--organization=000000000001"_s};
}

void LookupNounTest::timelineOfOneThing()
{
    QFETCH(QStringList, options);
    CliHarness harness;
    QCOMPARE(harness.call(QStringList{u"timeline"_s} + options).status, 2);
    QVERIFY(harness.gateway.log.calls.isEmpty());
}

void LookupNounTest::timelineReadsACodeFromStandardInput()
{
    CliHarness harness;
    harness.input = "NEAR-ABCD\n";
    QCOMPARE(harness.call("timeline --code -").status, 0);
    QCOMPARE(harness.gateway.lookup.asked.code, u"NEAR-ABCD"_s);
}

} // namespace scrip

QTEST_GUILESS_MAIN(scrip::LookupNounTest)
#include "lookup_noun_test.moc"
