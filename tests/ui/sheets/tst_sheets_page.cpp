// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/template_catalogue.h"
#include "ui/sheets/checks_panel.h"
#include "ui/sheets/code_reveal.h"
#include "ui/sheets/prints_panel.h"
#include "ui/sheets/serials_panel.h"
#include "ui/sheets/sheets_bench.h"
#include "ui/sheets/stock_panel.h"
#include "ui/sheets/subject_bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QComboBox>
#include <QListView>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStackedWidget>

#include <ctime>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// Choosing what is printed: batch, stock, serials, the first label; what the page says about it.
class TestSheetsPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }
    void opensWithTheNewestBatch();
    void choosesStockBySearch_data();
    void choosesStockBySearch();
    void choosesStartByClick();
    void choosesStartByKeyboard();
    void choosesStartByNumber();
    void usedLabelsStayOnTheFirstSheet();
    void turnsSheets();
    void leavesOutWhatCannotBeClaimed();
    void choosesSerials();
    void saysWhatBlocks_data();
    void saysWhatBlocks();
    void stockTooSmallIsGreyed();
    void smallStockPrintsText();
    void rolesWithoutRight();
    void saysWhoMaySeeSheets();
    void revealsAndMasks();
    void revealIsRefused();
    void emptyLeadsToTheEvents();
    void failingDatabase();
    void followsChanges();
    void goesWhereItIsSent();
    void hostileNamesAreText();
    void nothingBlocks();

private:
    SheetsPage &page() const { return *m_bench->page; }
    SheetCanvas *canvas() const { return page().preview()->canvas(); }
    void click(int slot) const
    {
        QTest::mouseClick(canvas(), Qt::LeftButton, {}, canvas()->slotBox(slot).center().toPoint());
    }
    [[nodiscard]] QStringList checks() const
    {
        QStringList texts;
        for (const CheckLine &line : page().checks()->lines())
            texts << line.text;
        return texts;
    }

    std::unique_ptr<SheetsBench> m_bench;
};

void TestSheetsPage::init()
{
    QSettings().clear();
    m_bench = std::make_unique<SheetsBench>();
}

void TestSheetsPage::opensWithTheNewestBatch()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    QCOMPARE(page().subjectBar()->events()->currentText(), u"Devcon Singapore"_s);
    QCOMPARE(page().subjectBar()->batches()->currentText(), u"Batch 3 · 480 code(s), none printed"_s);
    QCOMPARE(page().stocks()->stock().id, u"avery-l7160"_s);
    QCOMPARE(page().subtitle(), u"23 sheets, 18 labels on the last"_s);
    QCOMPARE(page().actions().print->iconText(), u"Print 23 sheets…"_s);
    QVERIFY(page().actions().print->isEnabled());
    QVERIFY2(checks().contains(u"QR reads to 27 cm"_s), qPrintable(checks().join(u'|')));
    QVERIFY(m_bench->desk.reveals.isEmpty()); // masked: nothing was revealed for it
}

void TestSheetsPage::choosesStockBySearch_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("id");
    QTest::newRow("alias") << u"8160"_s << u"avery-5160"_s;
    QTest::newRow("size") << u"card 54"_s << u"avery-c32011"_s;
    QTest::newRow("shape") << u"round"_s << u"avery-22807"_s;
    QTest::newRow("part") << u"l7159"_s << u"avery-l7159"_s;
}

void TestSheetsPage::choosesStockBySearch()
{
    QFETCH(QString, words);
    QFETCH(QString, id);
    m_bench->open();
    QVERIFY(m_bench->drawn());
    page().focusFilter();
    QTest::keyClicks(page().stocks()->searchField(), words);
    QTRY_VERIFY(page().stocks()->rows()->rowCount() < 56);
    QListView *list = page().stocks()->list();
    const int row = page().stocks()->rows()->rowOf(id);
    QVERIFY2(row >= 0, "not found");
    list->scrollTo(page().stocks()->rows()->index(row));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                      list->visualRect(page().stocks()->rows()->index(row)).center());
    QCOMPARE(page().stocks()->stock().id, id);
    QCOMPARE(page().plan()->wish().stock.id, id);
    // The choice is kept, and stays when the search is taken back.
    QTest::keyClick(page().stocks()->searchField(), Qt::Key_Escape);
    QCOMPARE(page().stocks()->rows()->rowCount(), 56);
    QCOMPARE(list->currentIndex().data(StockRows::IdRole).toString(), id);
    QCOMPARE(StockPanel().stock().id, id);
}

void TestSheetsPage::choosesStartByClick()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    click(6);
    QCOMPARE(page().plan()->wish().startAt, 7);
    QCOMPARE(page().preview()->startField()->value(), 7);
    QCOMPARE(canvas()->slotName(6), u"slot 7, serial 1"_s);
    QCOMPARE(canvas()->slotName(2), u"slot 3, used already"_s);
    QCOMPARE(page().subtitle(), u"24 sheets, 3 labels on the last"_s);
    click(2); // a used one can be taken back
    QCOMPARE(page().plan()->wish().startAt, 3);
}

void TestSheetsPage::choosesStartByKeyboard()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    canvas()->setFocus();
    QTest::keyClick(canvas(), Qt::Key_Right);
    QTest::keyClick(canvas(), Qt::Key_Down);
    QTest::keyClick(canvas(), Qt::Key_Down);
    QCOMPARE(canvas()->accessibleName(), u"slot 8, serial 8"_s);
    QCOMPARE(page().plan()->wish().startAt, 1);
    QTest::keyClick(canvas(), Qt::Key_Return);
    QCOMPARE(page().plan()->wish().startAt, 8);
    QCOMPARE(canvas()->accessibleName(), u"slot 8, serial 1"_s);
    QTest::keyClick(canvas(), Qt::Key_End);
    QTest::keyClick(canvas(), Qt::Key_Down); // nowhere to go
    QCOMPARE(canvas()->currentSlot(), 20);
    QTest::keyClick(canvas(), Qt::Key_PageDown);
    QCOMPARE(page().preview()->page(), 1);
}

void TestSheetsPage::choosesStartByNumber()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    QSpinBox *start = page().preview()->startField();
    QCOMPARE(start->maximum(), 21);
    start->setFocus();
    start->selectAll();
    QTest::keyClicks(start, u"21"_s);
    QTest::keyClick(start, Qt::Key_Return);
    QCOMPARE(page().plan()->wish().startAt, 21);
    page().stocks()->choose(u"5163"_s); // 10 labels: the start begins anew
    QCOMPARE(page().plan()->wish().startAt, 1);
}

void TestSheetsPage::usedLabelsStayOnTheFirstSheet()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    page().preview()->goToSheet(1);
    click(4);
    QCOMPARE(page().plan()->wish().startAt, 1);
    QCOMPARE(canvas()->accessibleName(), u"slot 5, serial 26"_s);
}

void TestSheetsPage::turnsSheets()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    const auto buttons = page().preview()->findChildren<QToolButton *>();
    const auto named = [&](const QString &name) {
        for (QToolButton *button : buttons) {
            if (button->accessibleName() == name)
                return button;
        }
        return static_cast<QToolButton *>(nullptr);
    };
    QVERIFY(!named(u"Sheet before"_s)->isEnabled());
    QTest::mouseClick(named(u"Next sheet"_s), Qt::LeftButton);
    QCOMPARE(page().preview()->page(), 1);
    page().preview()->goToSheet(22);
    QVERIFY(!named(u"Next sheet"_s)->isEnabled());
    QCOMPARE(canvas()->slotName(17), u"slot 18, serial 480"_s);
    QCOMPARE(canvas()->slotName(18), u"slot 19, stays empty"_s);
}

void TestSheetsPage::leavesOutWhatCannotBeClaimed()
{
    m_bench->desk.setClaimed({2, 3, 480});
    m_bench->open();
    QVERIFY(m_bench->drawn());
    QTRY_COMPARE(page().plan()->labels(), 477);
    QCOMPARE(canvas()->slotName(1), u"slot 2, serial 4"_s);
    QCOMPARE(page().plan()->labelsOn(22).last().serial, 479);
    QVERIFY(checks().contains(u"Left out: claimed, disabled or replaced"_s));
}

void TestSheetsPage::choosesSerials()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    page().serials()->fromField()->setValue(101);
    page().serials()->toField()->setValue(110);
    QCOMPARE(page().subtitle(), u"1 sheet, 10 labels"_s);
    QCOMPARE(canvas()->slotName(0), u"slot 1, serial 101"_s);
    page().serials()->toField()->setValue(50); // the other end gives way
    QCOMPARE(page().serials()->from(), 50);
    QCOMPARE(page().plan()->labels(), 1);
    const auto buttons = page().serials()->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    QCOMPARE(page().plan()->labels(), 480);
}

void TestSheetsPage::saysWhatBlocks_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("blocked");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("archived") << int(EventStatus::Archived) << true
                              << u"The event is archived: bring it back first"_s;
    QTest::newRow("ended") << int(EventStatus::Ended) << true
                           << u"The event has ended: nobody could claim the codes"_s;
    QTest::newRow("paused") << int(EventStatus::Paused) << false << u"The event is paused: nobody can claim"_s;
    QTest::newRow("approval") << int(EventStatus::AwaitingApproval) << false << u"The event waits for approval"_s;
    QTest::newRow("last day") << int(EventStatus::Active) << false << u"Claiming ends in less than a day"_s;
}

void TestSheetsPage::saysWhatBlocks()
{
    QFETCH(int, status);
    QFETCH(bool, blocked);
    QFETCH(QString, sentence);
    m_bench->desk.theEvent.status = EventStatus(status);
    m_bench->desk.theEvent.claimDeadline = m_bench->desk.theSession.now.addSecs(3600 * 20);
    m_bench->open();
    QVERIFY(m_bench->drawn());
    QVERIFY2(checks().contains(sentence), qPrintable(checks().join(u'|')));
    QCOMPARE(page().actions().print->isEnabled(), !blocked);
    QCOMPARE(page().actions().savePdf->isEnabled(), !blocked);
    if (blocked)
        QCOMPARE(reasonAgainst(page().actions().print), sentence);
}

void TestSheetsPage::stockTooSmallIsGreyed()
{
    m_bench->desk.theEvent.claimUrl =
        u"https://app.example.com/claim?%1&code={code}"_s.arg(u"source=conference-2026"_s.repeated(8));
    m_bench->open();
    QVERIFY(m_bench->drawn());
    StockRows *rows = page().stocks()->rows();
    // L7651 carries a short URL only.
    QTRY_VERIFY(!rows->fit(TemplateCatalogue::builtIn().find(u"L7651"_s).value()).usable);
    const QModelIndex index = rows->index(rows->rowOf(u"avery-l7651"_s));
    QVERIFY(!index.flags().testFlag(Qt::ItemIsEnabled));
    QVERIFY(!rows->fit(*rows->stock(index)).reason.isEmpty());
    QCOMPARE(rows->reach(*rows->stock(index)), u"too small"_s);
    QListView *list = page().stocks()->list();
    list->scrollTo(index);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
    QCOMPARE(page().stocks()->stock().id, u"avery-l7160"_s);
    // Chosen from the history it says why there is nothing to print.
    page().stocks()->choose(u"L7651"_s);
    saveGallery(&page(), u"sheets-too-small"_s);
    QVERIFY(!page().actions().print->isEnabled());
    QCOMPARE(reasonAgainst(page().actions().print), rows->fit(*rows->stock(index)).reason);
}

void TestSheetsPage::smallStockPrintsText()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    page().stocks()->choose(u"L4731REV"_s);
    QCOMPARE(page().stocks()->rows()->reach(page().stocks()->stock()), u"no QR"_s);
    QVERIFY(checks().contains(u"No QR code: printed as text only"_s));
    QVERIFY(page().actions().print->isEnabled());
}

void TestSheetsPage::rolesWithoutRight()
{
    m_bench->desk.theSession.roles = {u"auditor"_s};
    m_bench->open();
    QVERIFY(m_bench->drawn());
    const QString reason = u"Only admin and staff may see and print codes"_s;
    for (const QAction *action : {page().actions().print, page().actions().savePdf, page().actions().verify,
                                  page().preview()->revealAction()}) {
        QVERIFY(!action->isEnabled());
        QCOMPARE(reasonAgainst(action), reason);
    }
    Session staff = m_bench->desk.theSession;
    staff.roles = {u"staff"_s};
    m_bench->monitor.setSession(staff);
    QVERIFY(page().actions().print->isEnabled());
    m_bench->monitor.setState(ConnectionState::Lost);
    QVERIFY(!page().actions().print->isEnabled());
}

void TestSheetsPage::saysWhoMaySeeSheets()
{
    m_bench->desk.theSession.roles = {u"support"_s};
    m_bench->open();
    const auto *stack = page().findChild<QStackedWidget *>();
    const QString reason = u"Only admin, staff and auditor may see codes"_s;
    QTRY_COMPARE(stack->currentWidget()->accessibleName(), reason);
    page().refresh();
    QCOMPARE(stack->currentWidget()->accessibleName(), reason);
    m_bench->desk.theSession.roles = {u"staff"_s};
    m_bench->monitor.setSession(m_bench->desk.theSession);
    QVERIFY(m_bench->drawn());
    QCOMPARE(stack->currentIndex(), 0);
}

void TestSheetsPage::revealsAndMasks()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    page().preview()->goToSheet(1);
    CodeReveal *reveal = page().preview()->reveal();
    reveal->setSeconds(2);
    QSignalSpy drawn(page().preview(), &PreviewPanel::shown);
    page().preview()->revealAction()->trigger();
    QTRY_VERIFY(reveal->isShown());
    QCOMPARE(m_bench->desk.reveals, QStringList{u"reveal 22-42"_s});
    QCOMPARE(reveal->codes().value(22), FakeDesk::codeOf(22));
    QTRY_VERIFY(drawn.count() > 0);
    QTRY_VERIFY_WITH_TIMEOUT(!reveal->isShown(), 5000); // by itself
    QVERIFY(reveal->codes().isEmpty());
    page().preview()->revealAction()->trigger();
    QTRY_VERIFY(reveal->isShown());
    page().preview()->goToSheet(2); // another sheet is another reveal
    QVERIFY(!reveal->isShown());
    page().preview()->revealAction()->trigger();
    QTRY_VERIFY(reveal->isShown());
    page().setConnected(false);
    QVERIFY(!reveal->isShown());
}

void TestSheetsPage::revealIsRefused()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    m_bench->desk.failure = lostConnection();
    page().preview()->revealAction()->trigger();
    QTRY_VERIFY(Toast::on(page().window()));
    QVERIFY(Toast::on(page().window())->text().startsWith(u"Not revealed."_s));
    QVERIFY(!page().preview()->reveal()->isShown());
}

void TestSheetsPage::emptyLeadsToTheEvents()
{
    m_bench->desk.empty = true;
    m_bench->open();
    QTRY_VERIFY(page().isEmpty());
    QSignalSpy opened(&page(), &WindowPage::openRequested);
    const auto states = page().findChildren<EmptyState *>();
    const auto shown = std::find_if(states.begin(), states.end(), [](EmptyState *one) { return one->isVisible(); });
    QVERIFY(shown != states.end());
    const EmptyState *state = *shown;
    saveGallery(&page(), u"sheets-empty"_s);
    const auto buttons = state->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QTest::mouseClick(buttons.first(), Qt::LeftButton);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened.first().first().toString(), u"events"_s);
    // Somebody mints: the page fills by itself.
    m_bench->desk.empty = false;
    Change change;
    change.kinds = {u"batch"_s};
    Q_EMIT m_bench->monitor.changed(change);
    QVERIFY(m_bench->drawn());
    QVERIFY(!page().isEmpty());
}

void TestSheetsPage::failingDatabase()
{
    m_bench->desk.failure = lostConnection();
    m_bench->open();
    const auto states = page().findChildren<EmptyState *>();
    const auto visible = [&] {
        return std::any_of(states.begin(), states.end(), [](const EmptyState *one) { return one->isVisible(); });
    };
    QTRY_VERIFY(visible());
    QVERIFY(!page().isEmpty());
    m_bench->desk.failure.reset();
    page().refresh();
    QVERIFY(m_bench->drawn());
    QVERIFY(!visible());
    // Once there, a failure takes nothing away.
    m_bench->desk.failure = lostConnection();
    page().refresh();
    QTRY_VERIFY(Toast::on(page().window()));
    QVERIFY(page().plan());
    QVERIFY(canvas()->hasPicture());
}

void TestSheetsPage::followsChanges()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    m_bench->desk.setClaimed({1});
    Change change;
    change.kinds = {u"setting"_s};
    Q_EMIT m_bench->monitor.changed(change);
    QCoreApplication::processEvents();
    QCOMPARE(page().plan()->labels(), 480);
    change.kinds = {u"code"_s};
    Q_EMIT m_bench->monitor.changed(change);
    QTRY_COMPARE(page().plan()->labels(), 479);
    m_bench->desk.theBatch.count = m_bench->desk.theBatch.requested = 500;
    m_bench->desk.theBatch.codes.available = 499;
    change = {};
    change.everything = true;
    Q_EMIT m_bench->monitor.changed(change);
    QTRY_COMPARE(page().plan()->labels(), 499); // all of it stays all of it
}

void TestSheetsPage::goesWhereItIsSent()
{
    Batch second = m_bench->desk.theBatch;
    second.id = BatchId::fromText(u"0190a1b2-0000-7000-8000-00000000000c"_s);
    second.number = 2;
    second.count = second.requested = 30;
    m_bench->desk.batches = {second};
    m_bench->open();
    QVERIFY(m_bench->drawn());
    QUrlQuery where;
    where.addQueryItem(u"batch"_s, second.id.toText());
    page().goTo(where);
    QTRY_COMPARE(page().plan()->wish().batch.number, 2);
    QCOMPARE(page().plan()->labels(), 30);
    QCOMPARE(page().location().queryItemValue(u"batch"_s), second.id.toText());
    // By hand, and told to the window.
    QSignalSpy moved(&page(), &WindowPage::locationChanged);
    QComboBox *box = page().subjectBar()->batches();
    QCOMPARE(box->count(), 2);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Up);
    QTRY_COMPARE(page().plan()->wish().batch.number, 3);
    QCOMPARE(moved.count(), 1);
}

void TestSheetsPage::hostileNamesAreText()
{
    const QString name = u"<b>x</b><img src='file:///etc/passwd'>&amp;\u202e"_s.repeated(9).left(200);
    m_bench->desk.theEvent.name = name;
    m_bench->open(QSize(1072, 716));
    QVERIFY(m_bench->drawn());
    QVERIFY(page().subjectBar()->events()->currentText().startsWith(u"<b>x</b>"_s));
    QVERIFY(!page().subjectBar()->events()->currentText().contains(QChar(0x202e)));
    QCOMPARE(markupLabels(&page()), QStringList());
    QCOMPARE(namelessControls(&page()), QStringList());
    QVERIFY(page().minimumSizeHint().width() <= 1072);
}

void TestSheetsPage::nothingBlocks()
{
    m_bench->open();
    QVERIFY(m_bench->drawn());
    // Of this thread alone, so that a busy machine does not count.
    const auto threadMs = [] {
        timespec time{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return double(time.tv_sec) * 1000 + double(time.tv_nsec) / 1e6;
    };
    const double before = threadMs();
    for (int start = 2; start <= 21; ++start)
        page().preview()->startField()->setValue(start);
    const double each = (threadMs() - before) / 20;
    qInfo("%.1f ms for one change", each);
    QVERIFY2(each <= 16, qPrintable(QString::number(each)));
}

SCRIP_UI_TEST_MAIN(TestSheetsPage)
#include "tst_sheets_page.moc"
