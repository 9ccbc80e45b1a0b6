// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "core/ports/administration.h"
#include "ui/shell/match_place.h"

using namespace scrip;
using namespace Qt::StringLiterals;

/// Where everything that a look-up finds is shown.
class TestMatchPlace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void leadsToThePage_data();
    void leadsToThePage();
    void listsCodesOnlyForThoseWhoMayListThem();
    void leadsNowhereForWhatBelongsToNobody();
    void putsTheSameKindsTogether();
    void namesAndDrawsEveryKind();
};

void TestMatchPlace::leadsToThePage_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QJsonObject>("fields");
    QTest::addColumn<QString>("page");
    QTest::addColumn<QString>("place");
    const QJsonObject none;
    const QJsonObject ofUser{{u"user_id"_s, u"U"_s}, {u"organization_id"_s, u"O"_s}, {u"event_id"_s, u"E"_s}};
    QTest::newRow("user") << u"user"_s << none << u"customers"_s << u"user=ID"_s;
    QTest::newRow("organization") << u"organization"_s << none << u"customers"_s << u"organization=ID"_s;
    QTest::newRow("account") << u"account"_s << ofUser << u"customers"_s << u"user=U"_s;
    QTest::newRow("key") << u"api_key"_s << ofUser << u"customers"_s << u"user=U"_s;
    QTest::newRow("key of no user") << u"api_key"_s << QJsonObject{{u"organization_id"_s, u"O"_s}} << u"customers"_s
                                    << u"organization=O"_s;
    QTest::newRow("event") << u"event"_s << none << u"events"_s << u"event=ID"_s;
    QTest::newRow("batch") << u"batch"_s << none << u"codes"_s << u"batch=ID"_s;
    QTest::newRow("code") << u"code"_s << none << u"codes"_s << u"code=ID"_s;
    QTest::newRow("claim") << u"claim"_s << ofUser << u"claims"_s << u"event=E&user=U"_s;
    QTest::newRow("grant") << u"grant"_s << ofUser << u"grants"_s << u"organization=O&grant=ID"_s;
}

void TestMatchPlace::leadsToThePage()
{
    QFETCH(QString, kind);
    QFETCH(QJsonObject, fields);
    QFETCH(QString, page);
    QFETCH(QString, place);
    Session session;
    session.roles = {u"admin"_s};
    const HistoryEntry entry = placeOf({kind, u"ID"_s, u"label"_s, fields}, session);
    QCOMPARE(entry.pageId, page);
    QCOMPARE(entry.location.toString(), place);
}

void TestMatchPlace::listsCodesOnlyForThoseWhoMayListThem()
{
    Session session;
    session.roles = {u"support"_s};
    QCOMPARE(placeOf({u"code"_s, u"ID"_s, {}, {}}, session).pageId, u"customers"_s);
    session.roles = {u"auditor"_s};
    QCOMPARE(placeOf({u"code"_s, u"ID"_s, {}, {}}, session).pageId, u"codes"_s);
}

void TestMatchPlace::leadsNowhereForWhatBelongsToNobody()
{
    QVERIFY(placeOf({u"api_key"_s, u"ID"_s, u"sk-1"_s, {}}, {}).pageId.isEmpty());
}

void TestMatchPlace::putsTheSameKindsTogether()
{
    const QList<Match> sorted = byKind({{u"event"_s, u"1"_s, {}, {}},
                                        {u"organization"_s, u"2"_s, {}, {}},
                                        {u"event"_s, u"3"_s, {}, {}},
                                        {u"user"_s, u"4"_s, {}, {}},
                                        {u"novelty"_s, u"5"_s, {}, {}}});
    QStringList ids;
    for (const Match &match : sorted)
        ids.append(match.id);
    QCOMPARE(ids, QStringList({u"4"_s, u"2"_s, u"1"_s, u"3"_s, u"5"_s}));
}

void TestMatchPlace::namesAndDrawsEveryKind()
{
    QSet<QString> names;
    for (const char *kind :
         {"user", "organization", "event", "batch", "code", "claim", "grant", "api_key", "account"}) {
        const QString name = groupOfKind(QString::fromLatin1(kind));
        QVERIFY2(name != QLatin1StringView(kind), kind);
        names.insert(name);
        QVERIFY(glyphOfKind(QString::fromLatin1(kind)) != Glyph::Page);
    }
    QCOMPARE(names.size(), 9);
    QCOMPARE(groupOfKind(u"novelty"_s), u"novelty"_s);
}

SCRIP_UI_TEST_MAIN(TestMatchPlace)
#include "tst_match_place.moc"
