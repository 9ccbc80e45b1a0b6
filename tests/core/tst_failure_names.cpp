// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/failure_names.h"
#include "core/write_context.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;

class FailureNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasEachNameOnce()
    {
        QCOMPARE(QSet<QString>(failureNames().begin(), failureNames().end()).size(), failureNames().size());
    }

    void exits_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("status");
        const QList<std::pair<QString, int>> rows{
            {u"not_found"_s, 1},    {u"stale_version"_s, 1},     {u"busy"_s, 1},           {u"usage"_s, 2},
            {u"invalid_body"_s, 2}, {u"connection_failed"_s, 3}, {u"schema_missing"_s, 3}, {u"schema_too_new"_s, 3},
            {u"internal"_s, 4},     {u"unknown_outcome"_s, 4},   {u"not_permitted"_s, 5},  {u"read_only"_s, 5}};
        for (const auto &[name, status] : rows)
            QTest::newRow(qPrintable(name)) << name << status;
    }

    void exits()
    {
        QFETCH(QString, name);
        QFETCH(int, status);
        QVERIFY(failureNames().contains(name));
        QCOMPARE(exitStatus(Failure::named(name, {})), status);
    }

    /// What was broken off has a name of the list as well, and exits as that name does.
    void cancelled()
    {
        const Failure open = Failure::cancelled(u"Cancelled."_s);
        QCOMPARE(open.kind, FailureKind::Cancelled);
        QVERIFY(failureNames().contains(open.name));
        QCOMPARE(exitStatus(open), exitStatus(Failure::named(open.name, {})));
        const Failure known = Failure::cancelled(u"Cancelled."_s, u"file_not_written"_s);
        QCOMPARE(known.kind, FailureKind::Cancelled);
        QCOMPARE(exitStatus(known), 1);
    }

    /// Only a no to the very key says what became of a call that was sent before.
    void settlesADoubt()
    {
        for (const QString &name : {u"user_already_claimed"_s, u"stale_version"_s, u"not_found"_s})
            QVERIFY2(settlesDoubt(Failure::named(name, {})), qPrintable(name));
        for (const QString &name : {u"not_permitted"_s, u"read_only"_s, u"busy"_s, u"connection_failed"_s,
                                    u"internal"_s, u"schema_missing"_s, u"missing_privilege"_s, u"missing_table"_s,
                                    u"file_not_written"_s, u"unknown_outcome"_s})
            QVERIFY2(!settlesDoubt(Failure::named(name, {})), qPrintable(name));
        QVERIFY(!settlesDoubt(Failure::cancelled({}, u"file_not_written"_s)));
    }

    void judgesKeys()
    {
        QVERIFY(isUsableKey(newKey()));
        QVERIFY(newKey() != newKey());
        QVERIFY(isUsableKey(QString(255, u'k')));
        for (const QString &bad : {QString(), QString(256, u'k'), u"a\nb"_s})
            QVERIFY(!isUsableKey(bad));
    }
};

QTEST_GUILESS_MAIN(FailureNamesTest)
#include "tst_failure_names.moc"
