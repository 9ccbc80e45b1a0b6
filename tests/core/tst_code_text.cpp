// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/code_text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class CodeTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forgivesSpelling_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("canonical");
        const QString code = u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s;
        QTest::newRow("as printed") << code << code;
        QTest::newRow("lower case") << code.toLower() << code;
        QTest::newRow("blanks") << u" NEAR-A7K3 -X9M2-P4Q8-B6DH\n"_s << code;
        QTest::newRow("en dashes") << QString(code).replace(u'-', QChar(0x2013)) << code;
        QTest::newRow("minus signs") << QString(code).replace(u'-', QChar(0x2212)) << code;
        QTest::newRow("zero width") << QString(code).insert(4, QChar(0x200B)) << code;
        QTest::newRow("no prefix") << u"a7k3x9m2p4q8b6dh"_s << u"A7K3X9M2P4Q8B6DH"_s;
        QTest::newRow("imported shape") << u"Summer_2026!"_s << u"SUMMER_2026!"_s;
    }

    void forgivesSpelling()
    {
        QFETCH(QString, typed);
        QFETCH(QString, canonical);
        const Result<CodeText> code = CodeText::parse(typed);
        QVERIFY(code.ok());
        QCOMPARE(code->text(), canonical);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("named");
        QTest::newRow("empty") << QString() << QString();
        QTest::newRow("blanks only") << u"  "_s << QString();
        QTest::newRow("homoglyph") << u"NEAR-\u0421AAA"_s << u"U+0421"_s;
        QTest::newRow("beyond the first plane") << u"NEAR-\U0001F600"_s << u"U+1F600"_s;
        QTest::newRow("half of such a pair") << QString(u"NEAR-"_s + QChar(0xD83D)) << u"U+D83D"_s;
        QTest::newRow("nul") << QString(u"NEAR"_s + QChar(0) + u"A7K3"_s) << u"U+0000"_s;
        QTest::newRow("65 characters") << QString(65, u'A') << u"64"_s;
        QTest::newRow("ten megabytes") << QString(10'000'000, u'A') << u"64"_s;
    }

    void refuses()
    {
        QFETCH(QString, typed);
        QFETCH(QString, named);
        const Result<CodeText> code = CodeText::parse(typed);
        QVERIFY(!code.ok());
        QCOMPARE(code.failure().name, u"invalid_code"_s);
        QVERIFY2(code.failure().message.contains(named), qPrintable(code.failure().message));
    }

    void masks_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("masked");
        QTest::newRow("four groups") << u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s << u"NEAR-····-····-····-B6DH"_s;
        QTest::newRow("three groups") << u"NEAR-A7K3-X9M2-P4Q8"_s << u"NEAR-····-····-··Q8"_s;
        QTest::newRow("six groups") << u"A-B6DH-B6DH-B6DH-B6DH-B6DH-P4Q8"_s << u"A-····-····-····-····-····-P4Q8"_s;
        QTest::newRow("small letters") << u"near-a7k3-x9m2-p4q8"_s << u"near-····-····-··q8"_s;
        // Of any other shape nothing is known to be no secret.
        QTest::newRow("imported") << u"SUMMERTIME2027"_s << u"····2027"_s;
        QTest::newRow("imported short") << u"SUMMERTIME"_s << u"····ME"_s;
        QTest::newRow("imported shorter") << u"SUMMER27"_s << u"····"_s;
        QTest::newRow("secret first") << u"A7F3K9Q2M4ZZTOPSECRET-1-X9"_s << u"····1-X9"_s;
        QTest::newRow("three short parts") << u"AB-CD-EF"_s << u"····"_s;
        QTest::newRow("dashes hide nothing") << u"SUMMER-1-2"_s << u"····"_s;
        QTest::newRow("long prefix") << u"ABCDEFGHIJKLM-A7K3-X9M2-P4Q8"_s << u"····P4Q8"_s;
        QTest::newRow("no prefix") << u"-A7K3-X9M2-P4Q8"_s << u"····P4Q8"_s;
        QTest::newRow("two groups") << u"NEAR-A7K3-X9M2"_s << u"····X9M2"_s;
        QTest::newRow("seven groups") << u"N-A7K3-A7K3-A7K3-A7K3-A7K3-A7K3-A7K3"_s << u"····A7K3"_s;
        QTest::newRow("a longer group") << u"NEAR-A7K3-X9M2-P4Q8B"_s << u"····4Q8B"_s;
        QTest::newRow("an empty group") << u"NEAR-A7K3--X9M-P4Q8"_s << u"····P4Q8"_s;
        QTest::newRow("nothing") << QString() << u"····"_s;
    }

    void masks()
    {
        QFETCH(QString, code);
        QFETCH(QString, masked);
        QCOMPARE(CodeText::canonical(code).masked(), masked);
    }

    void checksPrefixes()
    {
        QCOMPARE(*checkedPrefix(u" near "_s), u"NEAR"_s);
        for (const QString &bad : {u""_s, u"NE-AR"_s, u"NÉAR"_s, u"ABCDEFGHIJKLM"_s}) {
            QVERIFY2(!checkedPrefix(bad).ok(), qPrintable(bad));
            QCOMPARE(checkedPrefix(bad).failure().name, u"invalid_prefix"_s);
        }
    }
};

QTEST_GUILESS_MAIN(CodeTextTest)
#include "tst_code_text.moc"
