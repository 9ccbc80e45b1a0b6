// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/connections_model.h"
#include "models/fake_connection_book.h"
#include "models/model_text.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The databases that one can connect to, as rows.
class TestConnectionsModel : public QObject
{
    Q_OBJECT
private:
    static ConnectionProfile saved(const QString &name);
    static QStringList names(const ConnectionsModel &model);

private Q_SLOTS:
    void followsItsBook();
};

ConnectionProfile TestConnectionsModel::saved(const QString &name)
{
    ConnectionProfile profile;
    profile.name = name;
    profile.host = u"db.example.com"_s;
    return profile;
}

QStringList TestConnectionsModel::names(const ConnectionsModel &model)
{
    QStringList names;
    for (int row = 0; row < model.rowCount(); ++row)
        names.append(model.index(row, ConnectionsModel::Name).data().toString());
    return names;
}

void TestConnectionsModel::followsItsBook()
{
    FakeBook book;
    ConnectionsModel model(book);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QCOMPARE(names(model), QStringList({u"Sandbox"_s}));
    book.profiles = {saved(u"billing"_s), saved(u"staging"_s)};
    book.known = {u"warehouse"_s};
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.reload();
    QCOMPARE(resets.size(), 1);
    QCOMPARE(names(model), QStringList({u"Sandbox"_s, u"billing"_s, u"staging"_s, u"warehouse"_s}));
    model.setCurrent(u"staging"_s);
    QCOMPARE(names(model).at(2), u"staging (connected)"_s);
    QCOMPARE(model.indexOf(u"staging"_s).row(), 2);
    model.setCurrent({});
    QCOMPARE(names(model).at(2), u"staging"_s);
    book.unreadable = Failure::named(u"usage"_s, u"The file cannot be read."_s);
    model.reload();
    QVERIFY(model.failure());
    QCOMPARE(names(model), QStringList({u"Sandbox"_s, u"warehouse"_s}));
}

QTEST_GUILESS_MAIN(TestConnectionsModel)
#include "tst_connections_model.moc"
