// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/person.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

/// A person out of what a look-up answers.
class PersonTest : public QObject
{
    Q_OBJECT
private:
    static Person read(QByteArray text)
    {
        const QJsonObject match = QJsonDocument::fromJson(text.replace('\'', '"')).object();
        const LookupResult result = lookupFromJson({{u"kind"_s, u"user"_s}, {u"matches"_s, QJsonArray{match}}});
        return personFromMatch(result.matches.constFirst());
    }

private Q_SLOTS:
    void readsOrganizationsAndKeys()
    {
        const Person person =
            read("{'kind':'user','id':'0198f2c4-0000-7000-8000-000000000001','label':'ada@example.com',"
                 "'username':'ada','active':true,'organizations':[{'id':"
                 "'0198f2c4-0000-7000-8000-000000000002','name':'Acme','role':'owner'}],'api_keys':["
                 "{'id':'0198f2c4-0000-7000-8000-000000000003','prefix':'sk-0123456','name':'Credit claim',"
                 "'workspace':'default','organization_id':'0198f2c4-0000-7000-8000-000000000002',"
                 "'active':true,'created_at':'2026-11-20T06:32:00Z','claim_id':"
                 "'0198f2c4-0000-7000-8000-000000000004'},{'id':"
                 "'0198f2c4-0000-7000-8000-000000000005','prefix':'sk-6543210','active':false,"
                 "'claim_id':null}]}");
        QCOMPARE(person.email, u"ada@example.com"_s);
        QCOMPARE(person.username, u"ada"_s);
        QVERIFY(person.active);
        QCOMPARE(person.organizations.size(), 1);
        QCOMPARE(person.organizations.first().name, u"Acme"_s);
        QCOMPARE(person.organizations.first().role, u"owner"_s);
        QCOMPARE(person.keys.size(), 2);
        QCOMPARE(person.keys.first().prefix, u"sk-0123456"_s);
        QVERIFY(person.keys.first().active);
        QVERIFY(!person.keys.first().claim.isNull());
        QCOMPARE(person.keys.first().organization, person.organizations.first().organization);
        QVERIFY(!person.keys.last().active);
        QVERIFY(person.keys.last().claim.isNull());
    }

    void takesKeysThatAreNotTold()
    {
        const Person person =
            read("{'kind':'user','id':'x','label':'ada@example.com','organizations':[],'api_keys':null}");
        QVERIFY(person.id.isNull());
        QVERIFY(person.keys.isEmpty());
        QVERIFY(!person.active);
    }
};

QTEST_GUILESS_MAIN(PersonTest)
#include "tst_person.moc"
