// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/codes_fixture.h"
#include "ui/testing.h"

#include "models/audit_model.h"
#include "ui/claims/once_dialogs.h"
#include "ui/claims/secret_box.h"
#include "ui/codes/code_detail.h"
#include "ui/mint/mint_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/inline_message.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page of codes with real clicks over stores in memory.
class TestCodesPage : public QObject
{
    Q_OBJECT
private:
    static QString stateOf(const CodesFixture &f, int row)
    {
        return f.page->model()->index(row, CodeColumns::State).data().toString();
    }
    static QAbstractButton *chip(const CodesFixture &f, const QString &text);
    static QAction *entry(QMenu *menu, const QString &beginning);

private Q_SLOTS:
    void showsCodesAndCounts();
    void filtersByState();
    void filtersByEventAndBatch();
    void ticksRowsByClick();
    void jumpsByThePageField();
    void goesWhereItIsSent();
    void saysWhyNot_data();
    void saysWhyNot();
    void sendsToSheetsAndEvents();
    void tellsAnEmptyDatabase();
    void tellsWhenNothingIsLeft();
    void keepsRowsWhenTheConnectionIsLost();
    void reloadsWhatChangedElsewhere();
    void asksNothingWhileHidden();
    void showsOneCodeBesideTheTable();
    void fitsWithoutScrollingSideways();
    void takesTheRoomThereIs();
    void fitsWithEveryFilter();
    void reissuesOneCode();
    void saysWhyNotToReissue();
    void isAccessible();
};

QAbstractButton *TestCodesPage::chip(const CodesFixture &f, const QString &text)
{
    const auto chips = f.page->filterBar()->findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text() == text)
            return one;
    }
    return nullptr;
}

QAction *TestCodesPage::entry(QMenu *menu, const QString &beginning)
{
    Q_EMIT menu->aboutToShow();
    const auto actions = menu->actions();
    for (QAction *action : actions) {
        if (action->text().startsWith(beginning))
            return action;
    }
    return nullptr;
}

void TestCodesPage::showsCodesAndCounts()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->count(), 640);
    QCOMPARE(stateOf(f, 0), u"disabled"_s);
    QTRY_COMPARE(f.page->subtitle(), QString(u"10\u2009000 codes in 2 event(s)"_s));
    f.select({0, 1});
    saveGallery(f.page.get(), u"codes-1232"_s);
    f.page->resize(1072, 600);
    saveGallery(f.page.get(), u"codes-1072"_s);
}

void TestCodesPage::filtersByState()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy moved(f.page.get(), &WindowPage::locationChanged);
    QTest::mouseClick(chip(f, u"Disabled"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->count(), 2);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(f.page->location().queryItemValue(u"state"_s), u"disabled"_s);
    QTest::mouseClick(chip(f, u"All"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->count(), 640);
}

void TestCodesPage::filtersByEventAndBatch()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(entry(f.page->filterBar()->batchMenu(), u"Devcon Singapore · batch 2"_s));
    entry(f.page->filterBar()->batchMenu(), u"Devcon Singapore · batch 2"_s)->trigger();
    QTRY_COMPARE(f.page->model()->count(), 40);
    QVERIFY(chip(f, u"Batch"_s));
    // The event of the batch comes with it, and taking it away takes the batch with it.
    QAbstractButton *event = nullptr;
    const auto chips = f.page->filterBar()->findChildren<Chip *>();
    for (Chip *one : chips)
        event = one->text() == u"Event" && one->toolTip() == u"Remove this filter" ? one : event;
    QVERIFY(event);
    QTest::mouseClick(event, Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->count(), 640);
    QVERIFY(f.page->filterBar()->filter() == CodeFilter{});
    entry(f.page->filterBar()->eventMenu(), u"Builders"_s)->trigger();
    QTRY_COMPARE(f.page->model()->count(), 0);
}

void TestCodesPage::ticksRowsByClick()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const auto click = [&f](int row) {
        const QRect cell = f.page->table()->visualRect(f.page->model()->index(row, 0));
        QTest::mouseClick(f.page->table()->viewport(), Qt::LeftButton, Qt::NoModifier, cell.center());
    };
    click(2);
    click(4);
    QCOMPARE(f.page->table()->selectedRowIndexes().size(), 2);
    click(2);
    QCOMPARE(f.page->table()->selectedRowIndexes().size(), 1);
    QCOMPARE(f.page->table()->selectedRowIndexes().first().row(), 4);
}

void TestCodesPage::jumpsByThePageField()
{
    CodesFixture f(2000);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QLineEdit *field = f.page->footer()->pageField();
    QCOMPARE(field->text(), u"1"_s);
    field->selectAll();
    QTest::keyClicks(field, u"6"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.page->table()->topRow(), 1000);
    QTRY_VERIFY(f.page->model()->peek(1000));
    QCOMPARE(f.page->model()->peek(1000)->serial, 1001);
    QTest::mouseClick(f.page->footer()->nextButton(), Qt::LeftButton);
    QTRY_COMPARE(f.page->table()->topRow(), 1200);
    QTest::mouseClick(f.page->footer()->lastButton(), Qt::LeftButton);
    QTRY_COMPARE(field->text(), u"11"_s);
    QVERIFY(!f.page->footer()->lastButton()->isEnabled());
    QTRY_VERIFY(f.page->model()->peek(2039));
}

void TestCodesPage::goesWhereItIsSent()
{
    CodesFixture f;
    f.show();
    QUrlQuery place;
    place.addQueryItem(u"batch"_s, f.batches.batches[1].id.toText());
    place.addQueryItem(u"state"_s, u"available"_s);
    f.page->goTo(place);
    QTRY_COMPARE(f.page->model()->count(), 40);
    QCOMPARE(f.page->location().toString(), place.toString());
    f.page->goTo({});
    QTRY_COMPARE(f.page->model()->count(), 640);
}

void TestCodesPage::saysWhyNot_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<QString>("reveal");
    QTest::addColumn<QString>("disable");
    QTest::addColumn<QString>("print");
    const QString rights = u"Only admin and staff may do this with codes"_s;
    const QString none = u"Select codes first"_s;
    QTest::newRow("nothing selected") << QStringList{u"admin"_s} << QList<int>{} << none << none
                                      << u"Select codes of one batch, or filter by a batch"_s;
    QTest::newRow("staff") << QStringList{u"staff"_s} << QList<int>{2} << QString() << QString() << QString();
    QTest::newRow("auditor") << QStringList{u"auditor"_s} << QList<int>{2} << rights << rights << rights;
    QTest::newRow("support") << QStringList{u"support"_s} << QList<int>{2} << rights << rights << rights;
    QTest::newRow("claimed") << QStringList{u"admin"_s} << QList<int>{4} << QString()
                             << u"Only available codes can be disabled"_s << QString();
    QTest::newRow("disabled") << QStringList{u"admin"_s} << QList<int>{0, 1} << QString()
                              << u"Only available codes can be disabled"_s << u"Disabled codes are not printed"_s;
}

void TestCodesPage::saysWhyNot()
{
    QFETCH(QStringList, roles);
    QFETCH(QList<int>, rows);
    QFETCH(QString, reveal);
    QFETCH(QString, disable);
    QFETCH(QString, print);
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.connection.setRoles(roles);
    f.select(rows);
    QCOMPARE(reasonAgainst(f.page->actions()->reveal), reveal);
    QCOMPARE(reasonAgainst(f.page->actions()->disable), disable);
    QCOMPARE(reasonAgainst(f.page->actions()->print), print);
    QCOMPARE(f.page->actions()->reveal->isEnabled(), reveal.isEmpty());
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!f.page->actions()->reveal->isEnabled());
    QVERIFY(!f.page->actions()->mint->isEnabled());
}

void TestCodesPage::sendsToSheetsAndEvents()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.select({2, 3});
    f.page->actions()->print->trigger();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), u"sheets"_s);
    const auto place = opened.at(0).at(1).value<QUrlQuery>();
    QCOMPARE(place.queryItemValue(u"batch"_s), f.batches.batches[0].id.toText());
    QCOMPARE(place.queryItemValue(u"from"_s), u"3"_s);
    QCOMPARE(place.queryItemValue(u"to"_s), u"4"_s);
    f.select({2});
    f.page->actions()->goToEvent->trigger();
    QCOMPARE(opened.at(1).at(0).toString(), u"events"_s);
    QCOMPARE(opened.at(1).at(1).value<QUrlQuery>().queryItemValue(u"event"_s), f.events.events[0].id.toText());
}

void TestCodesPage::tellsAnEmptyDatabase()
{
    CodesFixture f;
    f.codes.codes.clear();
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const auto states = f.page->findChildren<EmptyState *>();
    QTRY_VERIFY(std::any_of(states.cbegin(), states.cend(), [](const EmptyState *one) { return one->isVisible(); }));
    QVERIFY(!f.page->table()->isVisible());
    QVERIFY(!f.page->footer()->isVisible());
    saveGallery(f.page.get(), u"codes-empty"_s);
    QPushButton *button = nullptr;
    const auto buttons = f.page->findChildren<QPushButton *>();
    for (QPushButton *one : buttons)
        button = one->isVisible() && one->text().contains(u"Mint"_s) ? one : button;
    QVERIFY(button);
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(openDialog<MintDialog>());
}

void TestCodesPage::tellsWhenNothingIsLeft()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTest::mouseClick(chip(f, u"Reissued"_s), Qt::LeftButton);
    QTRY_VERIFY(!f.page->table()->isVisible());
    QVERIFY(f.page->filterBar()->isVisible());
    f.page->clearFiltersAction()->trigger();
    QTRY_VERIFY(f.page->table()->isVisible());
    QTRY_COMPARE(f.page->model()->count(), 640);
}

void TestCodesPage::keepsRowsWhenTheConnectionIsLost()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    InlineMessage *strip = f.page->strip();
    f.codes.fails = true;
    f.page->refresh();
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->text().contains(u"cannot be reached"_s));
    QCOMPARE(stateOf(f, 0), u"disabled"_s);
    QCOMPARE(f.page->model()->count(), 640);
    saveGallery(f.page.get(), u"codes-lost"_s);
    f.codes.fails = false;
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!strip->isVisible());
}

void TestCodesPage::reloadsWhatChangedElsewhere()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({3});
    f.codes.codes[2].state = CodeState::Claimed;
    QSignalSpy resets(f.page->model(), &QAbstractItemModel::modelReset);
    f.connection.tell(u"claims"_s);
    QTRY_COMPARE(stateOf(f, 2), u"claimed"_s);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(f.page->table()->selectedRowIndexes().size(), 1);
    const auto asked = f.codes.pagesAsked.size();
    f.connection.tell(u"setting"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.codes.pagesAsked.size(), asked);
}

void TestCodesPage::asksNothingWhileHidden()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->hide();
    QCoreApplication::processEvents();
    const auto asked = f.codes.pagesAsked.size();
    f.codes.codes[0].state = CodeState::Available;
    f.connection.tell(u"code"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.codes.pagesAsked.size(), asked);
    f.page->show();
    f.page->activate();
    QTRY_COMPARE(stateOf(f, 0), u"available"_s);
}

void TestCodesPage::showsOneCodeBesideTheTable()
{
    CodesFixture f;
    AuditEntry entry;
    entry.id = 1;
    entry.at = sampleTime(u"2026-11-20T09:12:00Z"_s);
    entry.login = u"mara"_s;
    entry.action = u"disable_code"_s;
    entry.reason = u"Box lost in transit"_s;
    f.codes.audit = {entry};
    f.show({1712, 900});
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(f.page->detail()->isVisible());
    f.select({0});
    QTRY_COMPARE(f.page->detail()->history()->filledRows(), 1);
    saveGallery(f.page.get(), u"codes-1712"_s);
    f.select({0, 1});
    f.page->resize(1232, 700);
    QTRY_VERIFY(!f.page->detail()->isVisible());
}

void TestCodesPage::fitsWithoutScrollingSideways()
{
    for (const int width : {1072, 1232, 1712}) {
        CodesFixture f;
        f.show({width, 600});
        QTRY_VERIFY(f.isLoaded());
        QTRY_COMPARE(f.page->table()->horizontalScrollBar()->maximum(), 0);
        QVERIFY2(f.page->minimumSizeHint().width() <= width,
                 qPrintable(QString::number(f.page->minimumSizeHint().width())));
    }
}

void TestCodesPage::takesTheRoomThereIs()
{
    CodesFixture f;
    f.show({1072, 600});
    QTRY_VERIFY(f.isLoaded());
    const int narrow = f.page->table()->columnWidth(CodeColumns::Masked);
    f.page->resize(1232, 600);
    QTRY_VERIFY(f.page->table()->columnWidth(CodeColumns::Masked) > narrow);
    f.page->resize(1072, 600);
    QTRY_COMPARE(f.page->table()->columnWidth(CodeColumns::Masked), narrow);
}

void TestCodesPage::fitsWithEveryFilter()
{
    CodesFixture f(20'000);
    f.events.events[0].name = u"An event with the longest name anybody would give to it"_s;
    f.show({1072, 600});
    QTRY_VERIFY(f.isLoaded());
    QUrlQuery place;
    place.addQueryItem(u"event"_s, f.events.events[0].id.toText());
    place.addQueryItem(u"batch"_s, f.batches.batches[0].id.toText());
    place.addQueryItem(u"prefix"_s, u"NEAR"_s);
    f.page->goTo(place);
    QTRY_VERIFY(f.isLoaded());
    saveGallery(f.page.get(), u"codes-filtered"_s);
    QVERIFY2(f.page->minimumSizeHint().width() <= 1072,
             qPrintable(QString::number(f.page->minimumSizeHint().width())));
}

void TestCodesPage::reissuesOneCode()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({3});
    QPushButton *button = nullptr;
    const auto buttons = f.page->footer()->findChildren<QPushButton *>();
    for (QPushButton *one : buttons)
        button = one->text() == u"Reissue…" ? one : button;
    QVERIFY(button && button->isVisible());
    QTest::mouseClick(button, Qt::LeftButton);
    auto *dialog = openDialog<ReissueDialog>();
    QVERIFY(dialog);
    QTest::keyClicks(dialog->reasonField()->edit(), u"The card was lost"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isDone());
    QCOMPARE(f.codes.writes.last().what, u"reissue"_s);
    QCOMPARE(f.codes.writes.last().code, f.codes.codes[3].id.toText());
    QCOMPARE(f.codes.writes.last().context.reason, u"The card was lost"_s);
    // Once, and on this dialog alone.
    QCOMPARE(dialog->secret()->field()->text(), u"NEAR-N3W2-N3W2-N3W2-N3W2"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(!openDialog<ReissueDialog>());
}

void TestCodesPage::saysWhyNotToReissue()
{
    CodesFixture f;
    f.codes.codes[6].state = CodeState::Reissued;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const QAction *reissue = f.page->actions()->reissue;
    f.select({3});
    QVERIFY(reissue->isEnabled());
    f.select({3, 5});
    QVERIFY(reasonAgainst(reissue).startsWith(u"Select one code"_s));
    f.select({4}); // serial 5
    QCOMPARE(reasonAgainst(reissue), u"Release its claim first, and free the code"_s);
    f.select({6});
    QCOMPARE(reasonAgainst(reissue), u"This code was replaced already"_s);
    f.select({3});
    f.connection.setRoles({u"auditor"_s});
    QCOMPARE(reasonAgainst(reissue), u"Only admin, staff and support may reissue codes"_s);
    f.connection.setRoles({u"staff"_s});
    QVERIFY(reissue->isEnabled());
}

void TestCodesPage::isAccessible()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(markupLabels(f.page.get()), QStringList());
    QCOMPARE(namelessControls(f.page.get()), QStringList());
}

SCRIP_UI_TEST_MAIN(TestCodesPage)
#include "tst_codes_page.moc"
