// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_fixture.h"
#include "ui/testing.h"

#include "ui/widgets/toast.h"

#include <QUrlQuery>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::CodesFixture;

/// A code that a look-up found is shown in the table of its batch.
class TestCodePlace : public QObject
{
    Q_OBJECT
private:
    static QUrlQuery placeOf(const Code &code)
    {
        QUrlQuery place;
        place.addQueryItem(u"code"_s, code.id.toText());
        return place;
    }
    static CodeId selected(const CodesFixture &fixture)
    {
        const QModelIndexList rows = fixture.page->table()->selectedRowIndexes();
        const Code *code = rows.size() == 1 ? fixture.page->model()->peek(rows.first().row()) : nullptr;
        return code ? code->id : CodeId();
    }

private Q_SLOTS:
    void isChosenInItsBatch();
    void isNotMistakenForAnother();
    void isForgottenByAnotherFilter();
    void tellsWhenItIsGone();
};

void TestCodePlace::isChosenInItsBatch()
{
    CodesFixture fixture;
    fixture.show();
    QTRY_VERIFY(fixture.isLoaded());
    const Code wanted = fixture.codes.codes.at(499); // far below the first page
    fixture.page->goTo(placeOf(wanted));
    QTRY_COMPARE(selected(fixture), wanted.id);
    QCOMPARE(fixture.page->filterBar()->filter().batch, wanted.batchId);
    QVERIFY(fixture.page->table()->topRow() > 400);
}

void TestCodePlace::isNotMistakenForAnother()
{
    CodesFixture fixture(30);
    // The second of two with one serial, as a reissue makes it: its row is not where the serial says.
    Code fresh = fixture.codes.codes.at(4);
    fresh.id = CodeId(QUuid::createUuid());
    fixture.codes.codes.insert(30, fresh);
    fixture.show();
    QTRY_VERIFY(fixture.isLoaded());
    fixture.page->goTo(placeOf(fresh));
    QTRY_COMPARE(fixture.page->filterBar()->filter().batch, fresh.batchId);
    QTRY_VERIFY(fixture.isLoaded());
    QVERIFY(selected(fixture).isNull());
}

void TestCodePlace::isForgottenByAnotherFilter()
{
    CodesFixture fixture;
    fixture.show();
    QTRY_VERIFY(fixture.isLoaded());
    fixture.page->goTo(placeOf(fixture.codes.codes.at(499)));
    QUrlQuery other;
    other.addQueryItem(u"batch"_s, fixture.batches.batches[1].id.toText());
    fixture.page->goTo(other); // before the answer
    QTRY_COMPARE(fixture.page->model()->count(), 40);
    QTRY_VERIFY(fixture.isLoaded());
    QCOMPARE(fixture.page->filterBar()->filter().batch, fixture.batches.batches[1].id);
    QVERIFY(selected(fixture).isNull());
}

void TestCodePlace::tellsWhenItIsGone()
{
    CodesFixture fixture;
    fixture.show();
    QTRY_VERIFY(fixture.isLoaded());
    Code gone;
    gone.id = CodeId(QUuid::createUuid());
    fixture.page->goTo(placeOf(gone));
    QTRY_VERIFY(Toast::on(fixture.page.get()));
    QVERIFY(Toast::on(fixture.page.get())->text().startsWith(u"That code cannot be shown."_s));
}

SCRIP_UI_TEST_MAIN(TestCodePlace)
#include "tst_code_place.moc"
