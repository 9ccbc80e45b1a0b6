// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/list_shapes.h"

#include <QSet>
#include <QtTest>

using namespace Qt::StringLiterals;
using namespace scrip;

namespace {

template <typename TypedId> TypedId someId(quint16 number)
{
    return TypedId(QUuid(0x0190f3d4, 0x1c2e, number, 0x80, 1, 2, 3, 4, 5, 6, 7));
}

QStringList textsOf(const QList<CsvCell> &cells)
{
    QStringList texts;
    for (const CsvCell &cell : cells)
        texts << (cell.number ? u"number "_s : QString()) + cell.text;
    return texts;
}

/// The cells as the shape makes them, and as its object says them.
template <typename T> void compareCells(const ExportShape<T> &shape, const T &item)
{
    QVERIFY(shape.cells);
    QList<CsvCell> made;
    shape.cells(item, made);
    QList<CsvCell> said;
    appendCells(shape.object(item), shape.columns, said);
    QCOMPARE(made.size(), shape.columns.size());
    for (qsizetype i = 0; i < said.size(); ++i) {
        if (said.at(i).text.isEmpty()) // nothing is no number
            said[i].number = made.at(i).number;
    }
    QCOMPARE(textsOf(made), textsOf(said));
}

template <typename T> void addColumns(const char *name, const ExportShape<T> &shape)
{
    QStringList paths;
    for (const ExportColumn &column : shape.columns)
        paths << column.path;
    QTest::newRow(name) << paths;
}

Entry someEntry()
{
    Entry entry;
    entry.id = 4711;
    entry.at = QDateTime(QDate(2027, 5, 1), QTime(9, 30), Qt::UTC);
    entry.bookedAt = entry.at.addMSecs(1'234);
    entry.organizationId = someId<OrganizationId>(1);
    entry.grantId = someId<GrantId>(2);
    entry.type = u"consumed"_s;
    entry.amount = Money(1'234'500'000, Currency(u"EUR"_s));
    entry.from = u"available"_s;
    entry.to = u"consumed"_s;
    entry.actor = u"admin:mara"_s;
    entry.reason = u"=1+1, \"x\""_s;
    entry.requestId = u"key"_s;
    return entry;
}

Code someCode()
{
    Code code;
    code.id = someId<CodeId>(3);
    code.masked = u"TCX7-****"_s;
    code.state = CodeState::Claimed;
    code.uses = 1;
    code.maxUses = 5;
    code.eventId = someId<EventId>(4);
    code.batchId = someId<BatchId>(5);
    code.serial = 42;
    code.claimedBy = someId<UserId>(6);
    code.claimedAt = QDateTime(QDate(2027, 5, 1), QTime(9, 30), Qt::UTC);
    return code;
}

} // namespace

/// What files say of each kind of list.
class ListShapesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bookingsSayWhatTheirObjectsSay();
    void codesSayWhatTheirObjectsSay();
    void everyColumnIsThereOnce_data();
    void everyColumnIsThereOnce();
};

void ListShapesTest::bookingsSayWhatTheirObjectsSay()
{
    for (const Entry &entry : {someEntry(), Entry()}) {
        compareCells(entryShape(), entry);
        compareCells(ledgerShape(), entry);
    }
}

void ListShapesTest::codesSayWhatTheirObjectsSay()
{
    for (const Code &code : {someCode(), Code()})
        compareCells(codeShape(), code);
}

void ListShapesTest::everyColumnIsThereOnce_data()
{
    QTest::addColumn<QStringList>("columns");
    addColumns("claims", claimShape());
    addColumns("codes", codeShape());
    addColumns("codes in plain", revealedCodeShape());
    addColumns("events", eventShape());
    addColumns("grants", grantShape());
    addColumns("audit", auditShape());
    addColumns("batches", batchShape());
    addColumns("bookings of a grant", entryShape());
    addColumns("ledger", ledgerShape());
    addColumns("attempts", attemptShape());
}

void ListShapesTest::everyColumnIsThereOnce()
{
    QFETCH(QStringList, columns);
    QVERIFY(columns.size() > 5);
    QCOMPARE(columns.first(), u"id"_s);
    QCOMPARE(QSet<QString>(columns.begin(), columns.end()).size(), columns.size());
}

QTEST_GUILESS_MAIN(ListShapesTest)
#include "tst_list_shapes.moc"
