// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/json_path.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class TestJsonPath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesIntoObjects()
    {
        const QJsonObject object{{u"a"_s, QJsonObject{{u"b"_s, QJsonObject{{u"c"_s, 3}}}}}, {u"d"_s, u"x"_s}};
        QCOMPARE(valueAt(object, u"d"_s), QJsonValue(u"x"_s));
        QCOMPARE(valueAt(object, u"a.b.c"_s).toInt(), 3);
        QVERIFY(valueAt(object, u"a.b"_s).isObject());
    }

    void tellsWhatIsNotThere()
    {
        const QJsonObject object{{u"a"_s, QJsonObject{{u"b"_s, QJsonValue()}}}, {u"d"_s, u"x"_s}};
        QVERIFY(valueAt(object, u"a.x.c"_s).isUndefined());
        QVERIFY(valueAt(object, u"d.e"_s).isUndefined());
        QVERIFY(valueAt(object, u"a.b"_s).isNull());
        QVERIFY(valueAt(object, QString()).isUndefined());
    }
};

QTEST_GUILESS_MAIN(TestJsonPath)
#include "tst_json_path.moc"
