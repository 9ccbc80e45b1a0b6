// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audit_anchor.h"

#include <QJsonDocument>
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
