// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit_anchor.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QStringEncoder>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// What an anchor's file must hold.
class AuditAnchorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatWasWritten()
    {
        QCOMPARE(readAnchor(QJsonDocument(whole()).toJson()), std::optional(anchorFromJson(whole())));
        QCOMPARE(toJson(anchorFromJson(whole())), whole());
        QCOMPARE(readAnchor("\xEF\xBB\xBF" + QJsonDocument(whole()).toJson()),
                 std::optional(anchorFromJson(whole())));
        // The microseconds are part of it.
        QCOMPARE(anchorFromJson(whole()).at, u"2026-11-27T02:43:31.439784Z"_s);
    }

    void wantsEveryField_data()
    {
        QTest::addColumn<QString>("field");
        const QStringList fields = whole().keys();
        for (const QString &field : fields)
            QTest::newRow(qPrintable(field)) << field;
    }

    void wantsEveryField()
    {
        QFETCH(QString, field);
        for (const QJsonValue &wrong : {QJsonValue(), QJsonValue(true), QJsonValue(u""_s), QJsonValue(-1)}) {
            QJsonObject json = whole();
            json.insert(field, wrong);
            QVERIFY(!readAnchor(QJsonDocument(json).toJson()));
        }
        QJsonObject json = whole();
        json.remove(field);
        QVERIFY(!readAnchor(QJsonDocument(json).toJson()));
    }

    void refusesOtherFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no JSON") << QByteArray("seal 3");
        QTest::newRow("a list") << QByteArray("[1]");
        QTest::newRow("cut off") << QJsonDocument(whole()).toJson().chopped(3);
        QJsonObject half = whole();
        half.insert(u"seal"_s, 1.5);
        QTest::newRow("half a seal") << QJsonDocument(half).toJson();
        QJsonObject loud = whole();
        loud.insert(u"root"_s, QString(64, u'A'));
        QTest::newRow("another spelling") << QJsonDocument(loud).toJson();
        const QByteArray text = QJsonDocument(whole()).toJson();
        const auto with = [&text](const QByteArray &more) { return QByteArray("{" + more + "," + text.mid(1)); };
        QTest::newRow("a key twice") << with(R"("seal": 9)");
        QTest::newRow("a key twice, spelt otherwise") << with(R"("se\u0061l" : 9)");
        QTest::newRow("a key twice further in") << with(R"("x": [{"a": 1, "a" : 1}])");
        QTest::newRow("ten thousand deep") << with("\"x\": " + QByteArray(10'000, '[') + QByteArray(10'000, ']'));
        for (const char *large : {"9007199254740993", "9.007199254740993e15", "1e300", "-9007199254740993"}) {
            QTest::addRow("%s rows", large) << QByteArray(text).replace("20003", large);
            QTest::addRow("seal %s", large)
                << QByteArray(text).replace("\"seal\": 3", QByteArray("\"seal\": " + QByteArray(large)));
        }
        QStringEncoder wide(QStringEncoder::Utf16LE, QStringEncoder::Flag::WriteBom);
        const QByteArray words = wide(QString::fromUtf8(text));
        QTest::newRow("UTF-16") << words;
        QTest::newRow("Latin-1") << QByteArray(text).replace("billing", "b\xFC"
                                                                        "cher");
    }

    void takesWhatIsNoKeyForNone()
    {
        QJsonObject more = whole();
        more.insert(u"note"_s, QJsonArray{u"seal"_s, u"\"seal\": \\"_s, QJsonObject{{u"seal"_s, u"{"_s}}});
        QCOMPARE(readAnchor(QJsonDocument(more).toJson()), std::optional(anchorFromJson(whole())));
    }

    void refusesOtherFiles()
    {
        QFETCH(QByteArray, content);
        QVERIFY(!readAnchor(content));
    }

private:
    static QJsonObject whole()
    {
        return {{u"seal"_s, 3},
                {u"root"_s, QString(64, u'a')},
                {u"rows"_s, 20003},
                {u"at"_s, u"2026-11-27T02:43:31.439784Z"_s},
                {u"system_identifier"_s, u"7712674581543173930"_s},
                {u"database"_s, u"billing"_s}};
    }
};

QTEST_GUILESS_MAIN(AuditAnchorTest)
#include "tst_audit_anchor.moc"
