// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/table/place.h"
#include "ui/table/saved_views.h"

#include <QSettings>

using namespace scrip;
using namespace Qt::StringLiterals;

namespace {

SavedView view(const QString &name, const QString &place = u"state=released"_s)
{
    return {name, QUrlQuery(place), QByteArray("\0\xff columns", 10)};
}

} // namespace

/// Views as they are kept: what comes back, under which names, and what does not.
class TestSavedViews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QSettings().clear(); }

    void comeBackAsTheyWere();
    void replaceOneOfTheSameName();
    void areRenamed();
    void areRemoved();
    void beginThePage();
    void takeAnyNameThatCanBeRead_data();
    void takeAnyNameThatCanBeRead();
    void refuseNamesThatLie_data();
    void refuseNamesThatLie();
    void belongToOnePage();
    void surviveASecondWindow();
    void surviveWhatIsNone_data();
    void surviveWhatIsNone();
    void areNotEndless();
    void keepPlacesWhole_data();
    void keepPlacesWhole();
};

void TestSavedViews::comeBackAsTheyWere()
{
    SavedViews views(u"claims"_s);
    QVERIFY(views.save(view(u"Released"_s)));
    QVERIFY(views.save(view(u"  Late   ones "_s, u"search=a%26b&event=x"_s)));
    const SavedViews again(u"claims"_s);
    QCOMPARE(again.all().size(), 2);
    QCOMPARE(again.all(), views.all());
    QCOMPARE(again.all().at(1).name, u"Late ones"_s);
    QCOMPARE(textOf(again.find(u"late ones"_s)->place, u"search"_s), u"a&b"_s);
    QCOMPARE(again.find(u"Released"_s)->columns, view({}).columns);
}

void TestSavedViews::replaceOneOfTheSameName()
{
    SavedViews views(u"claims"_s);
    views.save(view(u"Released"_s));
    QVERIFY(views.save(view(u"RELEASED"_s, u"state=claimed"_s)));
    QCOMPARE(views.all().size(), 1);
    QCOMPARE(views.all().first().name, u"RELEASED"_s);
    QCOMPARE(textOf(views.all().first().place, u"state"_s), u"claimed"_s);
}

void TestSavedViews::areRenamed()
{
    SavedViews views(u"claims"_s);
    views.save(view(u"one"_s));
    views.save(view(u"two"_s));
    views.setAtStart(u"one"_s);
    QVERIFY(!views.rename(u"one"_s, u"TWO"_s));
    QVERIFY(!views.rename(u"one"_s, u"  "_s));
    QVERIFY(!views.rename(u"three"_s, u"four"_s));
    QVERIFY(views.rename(u"one"_s, u"One"_s));
    QVERIFY(views.rename(u"One"_s, u"first"_s));
    const SavedViews again(u"claims"_s);
    QCOMPARE(again.all().first().name, u"first"_s);
    QVERIFY(again.atStart());
    QCOMPARE(again.atStart()->name, u"first"_s);
}

void TestSavedViews::areRemoved()
{
    SavedViews views(u"claims"_s);
    views.save(view(u"one"_s));
    views.save(view(u"two"_s));
    views.setAtStart(u"two"_s);
    QVERIFY(views.remove(u"Two"_s));
    QVERIFY(!views.remove(u"two"_s));
    const SavedViews again(u"claims"_s);
    QCOMPARE(again.all().size(), 1);
    QVERIFY(!again.atStart());
}

void TestSavedViews::beginThePage()
{
    SavedViews views(u"claims"_s);
    QVERIFY(!views.atStart());
    views.save(view(u"one"_s));
    views.setAtStart(u"one"_s);
    QVERIFY(SavedViews(u"claims"_s).atStart());
    views.setAtStart(u"none of that name"_s);
    QVERIFY(!SavedViews(u"claims"_s).atStart());
}

void TestSavedViews::takeAnyNameThatCanBeRead_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("slash") << u"a/b\\c"_s;
    QTest::newRow("json") << u"\"},{\"name\":\"x"_s;
    QTest::newRow("ampersand") << u"R&D <b>bold</b>"_s;
    QTest::newRow("percent") << u"%1 of %2 100%25"_s;
    QTest::newRow("ini") << u"[General] x=1;@Variant(\\0)"_s;
    QTest::newRow("script") << u"Zürich 東京 ✓"_s;
    QTest::newRow("longest") << QString(SavedViews::longestName, u'w');
}

void TestSavedViews::takeAnyNameThatCanBeRead()
{
    QFETCH(QString, name);
    SavedViews views(u"claims"_s);
    QCOMPARE(views.reasonAgainst(name), QString());
    QVERIFY(views.save(view(name)));
    const SavedViews again(u"claims"_s);
    QCOMPARE(again.all().size(), 1);
    QCOMPARE(again.all().first().name, name);
}

void TestSavedViews::refuseNamesThatLie_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << u" \t\n "_s;
    QTest::newRow("too long") << QString(SavedViews::longestName + 1, u'w');
    QTest::newRow("turned round") << u"abc\u202Efdp"_s;
    QTest::newRow("control") << u"a\u0007b"_s;
    QTest::newRow("only without width") << u"\u200B\u2060"_s;
}

void TestSavedViews::refuseNamesThatLie()
{
    QFETCH(QString, name);
    SavedViews views(u"claims"_s);
    QVERIFY(!views.reasonAgainst(name).isEmpty());
    QVERIFY(!views.save(view(name)));
    QVERIFY(SavedViews(u"claims"_s).all().isEmpty());
    // What looks like another view is that view.
    views.save(view(u"Released"_s));
    QCOMPARE(SavedViews::cleaned(u"Rel\u200Beased"_s), u"Released"_s);
}

void TestSavedViews::belongToOnePage()
{
    SavedViews(u"claims"_s).save(view(u"mine"_s));
    QVERIFY(SavedViews(u"codes"_s).all().isEmpty());
}

void TestSavedViews::surviveASecondWindow()
{
    SavedViews one(u"claims"_s);
    SavedViews other(u"claims"_s);
    one.save(view(u"of the first window"_s));
    other.save(view(u"of the second"_s));
    one.remove(u"nothing"_s);
    QCOMPARE(SavedViews(u"claims"_s).all().size(), 2);
}

void TestSavedViews::surviveWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("kept");
    QTest::addColumn<int>("views");
    QTest::newRow("nothing") << QByteArray() << 0;
    QTest::newRow("no JSON") << QByteArray("{{{") << 0;
    QTest::newRow("a list") << QByteArray("[1,2]") << 0;
    QTest::newRow("no names") << QByteArray(R"({"views":[1,null,{},{"name":7},{"name":" "}]})") << 0;
    QTest::newRow("one of two") << QByteArray(R"({"views":[{"name":"a"},{"name":"A"},"x"],"at_start":"b"})") << 1;
}

void TestSavedViews::surviveWhatIsNone()
{
    QFETCH(QByteArray, kept);
    QFETCH(int, views);
    QSettings().setValue(u"views/claims"_s, kept);
    const SavedViews read(u"claims"_s);
    QCOMPARE(read.all().size(), views);
    QVERIFY(!read.atStart());
}

void TestSavedViews::areNotEndless()
{
    SavedViews views(u"claims"_s);
    for (int number = 0; number < SavedViews::most; ++number)
        QVERIFY(views.save(view(u"view %1"_s.arg(number))));
    QVERIFY(!views.save(view(u"one more"_s)));
    // Those that are there can still be replaced and renamed.
    QVERIFY(views.save(view(u"view 7"_s, u"state=claimed"_s)));
    QVERIFY(views.rename(u"view 7"_s, u"seven"_s));
    QCOMPARE(SavedViews(u"claims"_s).all().size(), qsizetype(SavedViews::most));
}

void TestSavedViews::keepPlacesWhole_data()
{
    QTest::addColumn<QString>("value");
    QTest::newRow("separators") << u"a&b=c;d"_s;
    QTest::newRow("percent") << u"100% %41 %zz %"_s;
    QTest::newRow("plus and blank") << u"a + b"_s;
    QTest::newRow("hash") << u"#1?x"_s;
    QTest::newRow("script") << u"Zürich 東京"_s;
}

void TestSavedViews::keepPlacesWhole()
{
    QFETCH(QString, value);
    SavedView one = view(u"one"_s, {});
    addTo(one.place, u"search"_s, value);
    addTo(one.place, u"empty"_s, {});
    QCOMPARE(textOf(one.place, u"search"_s), value);
    QVERIFY(!one.place.hasQueryItem(u"empty"_s));
    SavedViews(u"claims"_s).save(one);
    QCOMPARE(textOf(SavedViews(u"claims"_s).find(u"one"_s)->place, u"search"_s), value);
}

SCRIP_UI_TEST_MAIN(TestSavedViews)
#include "tst_saved_views.moc"
