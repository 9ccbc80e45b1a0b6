// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text_rules.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class TextRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleansNames()
    {
        QCOMPARE(*checkedName(u"  Devcon\uFEFF \u200B"_s, u"name"_s), u"Devcon"_s);
        QCOMPARE(*checkedName(u"Cafe\u0301"_s, u"name"_s), u"Caf\u00E9"_s);
        QCOMPARE(*checkedName(u"<b>x %1 %s"_s, u"name"_s), u"<b>x %1 %s"_s);
        QCOMPARE(checkedName(QString(255, u'x'), u"name"_s)->size(), 255);
        // Counted as people and the database do, not in places of a QString.
        QVERIFY(checkedName(u"\U0001F600"_s.repeated(255), u"name"_s));
        QVERIFY(!checkedName(u"\U0001F600"_s.repeated(256), u"name"_s));
    }

    void refusesNames_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << QString();
        QTest::newRow("invisible only") << u"\u200B\uFEFF"_s;
        QTest::newRow("256") << QString(256, u'x');
        QTest::newRow("megabyte") << QString(1'000'000, u'x');
        QTest::newRow("line break") << u"a\nb"_s;
        QTest::newRow("line separator") << u"a\u2028b"_s;
        QTest::newRow("override") << u"a\u202Eb"_s;
        QTest::newRow("isolate") << u"a\u2066b"_s;
        QTest::newRow("escape") << u"a\x1B[31m"_s;
        QTest::newRow("lone surrogate") << QString(u"a"_s + QChar(0xD800));
    }

    void refusesNames()
    {
        QFETCH(QString, text);
        const Result<QString> name = checkedName(text, u"name"_s);
        QVERIFY(!name.ok());
        QCOMPARE(name.failure().name, u"invalid_name"_s);
        QCOMPARE(name.failure().field, u"name"_s);
    }

    void asksForAReason()
    {
        QCOMPARE(checkedReason(u" \n"_s).failure().name, u"reason_required"_s);
        QCOMPARE(*checkedReason(u" leaked list "_s), u"leaked list"_s);
        QVERIFY(checkedReason(QString(2000, u'x')).ok());
        QCOMPARE(checkedReason(QString(2001, u'x')).failure().name, u"invalid_text"_s);
        QCOMPARE(checkedReason(QString(1'000'000, u'x')).failure().name, u"invalid_text"_s);
    }

    void showsHostileTextEscaped()
    {
        QCOMPARE(shownText(u"a\u202Egpj.exe"_s), u"a<U+202E>gpj.exe"_s);
        QCOMPARE(shownText(u"<b>x</b>"_s), u"<b>x</b>"_s);
        QCOMPARE(shownText(u"a\x07"_s), u"a<U+0007>"_s);
    }
};

QTEST_GUILESS_MAIN(TextRulesTest)
#include "tst_text_rules.moc"
