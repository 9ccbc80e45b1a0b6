// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_fixture.h"
#include "ui/claims/claims_fixture.h"
#include "ui/codes/codes_fixture.h"
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "ui/audit/audit_change.h"
#include "ui/help/help_dialog.h"
#include "ui/help/help_link.h"
#include "ui/table/export_dialog.h"
#include "ui/table/place.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_footer.h"
#include "ui/table/view_chooser.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"

#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QVBoxLayout>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// What every page over one table does, on the pages of the audit and of the codes.
class TestTablePage : public QObject
{
    Q_OBJECT
private:
    static void clickHeader(const TableView *table, int column);
    /// What the page asks a new window for, when its button beside the filters is clicked.
    static QString placeAsked(const TablePage *page);

private Q_SLOTS:
    void init() { QSettings().clear(); }

    void copiesAsTextAndCsv();
    void copiesWhereTheFocusIs();
    void sharesItsActions();
    void countsRowsAndSelection();
    void tellsAboutHowMany();
    void sortsWhereTheStoreDoes();
    void keepsTheOrder();
    void doesNotPretendToSort();
    void tellsWhatWasNeverLoaded();
    void leavesTheFocusWhereItIs();
    void hidesDetails();
    void keepsHostileFilters();
    void exportsAllThatMatch();
    void exportsInTheOrderShown();
    void opensTheRowInANewWindow();
    void opensTheListInANewWindow();
    void opensAnAuditRowAmongItsObjects();
};

void TestTablePage::clickHeader(const TableView *table, int column)
{
    const QHeaderView *header = table->horizontalHeader();
    const QPoint at(header->sectionViewportPosition(column) + header->sectionSize(column) / 2, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, Qt::NoModifier, at);
}

QString TestTablePage::placeAsked(const TablePage *page)
{
    QSignalSpy wanted(page, &WindowPage::newWindowRequested);
    page->newWindowAction()->trigger();
    return wanted.size() == 1 ? wanted.first().first().value<QUrlQuery>().toString() : u"(not asked once)"_s;
}

void TestTablePage::copiesAsTextAndCsv()
{
    AuditFixture f;
    f.audit.entries[0].reason = u"=cmd(), \"quoted\""_s;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(0);
    f.page->commands()->copy->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"When\t"_s));
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\t=cmd(), \"quoted\"\n"_s));
    f.page->commands()->copyCsv->trigger();
    const QString csv = QGuiApplication::clipboard()->text();
    QVERIFY2(csv.endsWith(u",\"'=cmd(), \"\"quoted\"\"\"\r\n"_s), qPrintable(csv));
    f.page->table()->clearSelection();
    QCOMPARE(reasonAgainst(f.page->commands()->copy), u"Select rows first"_s);
    QVERIFY(!f.page->commands()->copyCsv->isEnabled());
}

void TestTablePage::copiesWhereTheFocusIs()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(1);
    QGuiApplication::clipboard()->setText(u"before"_s);
    f.page->focusFilter();
    QTRY_VERIFY(f.page->filterBar()->objectField()->isVisible());
    QTest::keyClick(f.page->filterBar()->objectField(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"before"_s);
    QTest::keyClick(f.page->filterBar()->objectField(), Qt::Key_Escape);
    f.page->table()->setFocus();
    QTest::keyClick(f.page->table(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"\r\n"_s));
}

void TestTablePage::sharesItsActions()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const QList<QAction *> actions = f.page->pageActions();
    const TableCommands *commands = f.page->commands();
    for (QAction *action :
         {commands->copy, commands->copyCsv, commands->columns, f.page->viewsAction(), f.page->views()->save,
          f.page->clearFiltersAction(), f.page->detailAction(), f.page->newWindowAction()})
        QVERIFY2(actions.contains(action), qPrintable(action->text()));
    f.page->table()->selectRow(0);
    QTest::keyClick(f.page->table(), Qt::Key_Menu);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (QAction *action :
         {f.page->objectAction(), commands->copy, commands->copyCsv, commands->columns, f.page->newWindowAction()})
        QVERIFY2(menu->actions().contains(action), qPrintable(action->text()));
    menu->close();
    commands->columns->trigger();
    QTRY_COMPARE(QApplication::activePopupWidget(), f.page->table()->columnMenu());
    QApplication::activePopupWidget()->close();
}

void TestTablePage::countsRowsAndSelection()
{
    AuditFixture f;
    f.audit.pageSize = 10;
    f.show({1232, 420});
    QTRY_COMPARE(f.page->footer()->rangeText(), u"31 row(s)"_s);
    QCOMPARE(f.page->subtitle(), u"31 row(s)"_s);
    QVERIFY(!f.page->footer()->pageField()->isVisible());
    while (f.page->model()->filledRows() < 31) {
        const int before = f.page->model()->filledRows();
        f.page->table()->verticalScrollBar()->setValue(f.page->table()->verticalScrollBar()->maximum());
        QTRY_VERIFY(f.page->model()->filledRows() > before);
    }
    QTRY_COMPARE(f.page->footer()->rangeText(), u"31 row(s)"_s);
    f.page->table()->selectAll();
    QCOMPARE(f.page->table()->selectedRowCount(), 31);
    f.page->goTo(QUrlQuery(u"actor=nobody"_s));
    QTRY_VERIFY(!f.page->footer()->isVisible());
}

void TestTablePage::tellsAboutHowMany()
{
    AuditFixture f;
    f.audit.pageSize = 10;
    f.audit.exact = false;
    f.show({1232, 420});
    QTRY_COMPARE(f.page->footer()->rangeText(), u"≈31 row(s)"_s);
    QCOMPARE(f.page->subtitle(), u"≈31 row(s)"_s);
    QVERIFY(!f.page->exportSource().count->exact);
}

void TestTablePage::sortsWhereTheStoreDoes()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    clickHeader(f.page->table(), CodeColumns::Serial);
    clickHeader(f.page->table(), CodeColumns::Serial);
    QTRY_COMPARE(f.codes.pagesAsked.last().sort, u"-"_s);
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->peek(0)->serial, 40);
    // The list has one order: what it does not sort by keeps the mark where the order comes from.
    const auto asked = f.codes.pagesAsked.size();
    clickHeader(f.page->table(), CodeColumns::ClaimedBy);
    QCoreApplication::processEvents();
    QCOMPARE(f.page->table()->horizontalHeader()->sortIndicatorSection(), int(CodeColumns::Serial));
    QCOMPARE(f.codes.pagesAsked.size(), asked);
}

void TestTablePage::keepsTheOrder()
{
    {
        CodesFixture f;
        f.show();
        QTRY_VERIFY(f.isLoaded());
        f.page->table()->sortByColumn(CodeColumns::Serial, Qt::DescendingOrder);
        QTRY_COMPARE(f.codes.pagesAsked.last().sort, u"-"_s);
        QTRY_VERIFY(QSettings().contains(u"tables/codes"_s));
    }
    CodesFixture f;
    f.page = std::make_unique<CodesPage>(Stores{&f.events, &f.batches, &f.codes, nullptr}, f.ports(), nullptr);
    QCoreApplication::processEvents();
    // Nothing is asked before somebody looks.
    QCOMPARE(f.codes.pagesAsked.size(), 0);
    f.page->show();
    f.page->activate();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.codes.pagesAsked.last().sort, u"-"_s);
}

void TestTablePage::doesNotPretendToSort()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const auto asked = f.audit.asked.size();
    f.page->table()->selectRow(1);
    clickHeader(f.page->table(), AuditLogColumns::Who);
    QVERIFY(!f.page->table()->horizontalHeader()->sectionsClickable());
    QVERIFY(!f.page->table()->horizontalHeader()->isSortIndicatorShown());
    QCOMPARE(f.page->table()->selectedRowCount(), 1);
    QCOMPARE(f.audit.asked.size(), asked);
}

void TestTablePage::tellsWhatWasNeverLoaded()
{
    AuditFixture f;
    f.audit.fails = true;
    f.show();
    EmptyState *told = nullptr;
    const auto states = f.page->findChildren<EmptyState *>();
    QTRY_VERIFY(std::any_of(states.cbegin(), states.cend(), [&told](EmptyState *one) {
        told = one->isVisible() ? one : told;
        return one->isVisible();
    }));
    QVERIFY2(told->accessibleName().contains(u"cannot be reached"_s), qPrintable(told->accessibleName()));
    QVERIFY(!f.page->table()->isVisible());
    QVERIFY(!f.page->strip()->isVisible());
    saveGallery(f.page.get(), u"never-loaded"_s);
    QVERIFY(told->helpLink() && told->helpLink()->isVisible());
    QTest::mouseClick(told->helpLink(), Qt::LeftButton);
    auto *help = openDialog<HelpDialog>();
    QVERIFY(help);
    help->close();
    f.audit.fails = false;
    QTest::mouseClick(told->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(f.page->table()->isVisible());
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
}

void TestTablePage::leavesTheFocusWhereItIs()
{
    AuditFixture f;
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    auto *field = new QLineEdit;
    column->addWidget(field);
    f.page = std::make_unique<AuditPage>(f.audit, f.ports(), nullptr);
    column->addWidget(f.page.get());
    window.resize(1232, 700);
    window.show();
    window.activateWindow();
    f.page->activate();
    QTRY_VERIFY(f.isLoaded());
    field->setFocus();
    f.audit.entries.prepend(sampleAudit(0));
    f.connection.tell(u"setting"_s);
    QTRY_COMPARE(f.page->model()->filledRows(), 32);
    QVERIFY(field->hasFocus());
    f.page.reset();
}

void TestTablePage::hidesDetails()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const AuditChange *details = f.page->change();
    QVERIFY(details->isVisible());
    f.page->detailAction()->trigger();
    QVERIFY(!details->isVisible());
    f.page->refresh();
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(!details->isVisible());
    f.page->detailAction()->trigger();
    QVERIFY(details->isVisible());
}

void TestTablePage::keepsHostileFilters()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QUrlQuery place;
    addTo(place, u"actor"_s, u"100%25 & a=b #x + ü"_s);
    f.page->goTo(place);
    QCOMPARE(f.page->filterBar()->filter().actor, u"100%25 & a=b #x + ü"_s);
    const QUrlQuery noted = f.page->location();
    f.page->goTo({});
    f.page->goTo(QUrlQuery(noted.toString(QUrl::FullyEncoded)));
    QCOMPARE(f.page->filterBar()->filter().actor, u"100%25 & a=b #x + ü"_s);
}

void TestTablePage::exportsAllThatMatch()
{
    AuditFixture f;
    f.audit.pageSize = 4;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->goTo(QUrlQuery(u"span=hour"_s));
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(f.page->exportSource().filtered);
    // More than were read.
    QTRY_VERIFY(f.page->exportSource().count && f.page->exportSource().count->exact);
    QCOMPARE(f.page->exportSource().count->count, 8);
    f.page->exportAction()->trigger();
    auto *dialog = openDialog<ExportDialog>();
    QVERIFY(dialog);
    const QTemporaryDir folder;
    dialog->file()->setText(folder.filePath(u"audit.csv"_s));
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(f.jobs.ended(), 1);
    QCOMPARE(f.jobs.at(0).state, Job::State::Done);
    QFile file(folder.filePath(u"audit.csv"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 9);
    f.page->goTo(QUrlQuery(u"actor=nobody"_s));
    QTRY_COMPARE(reasonAgainst(f.page->exportAction()), u"There is nothing to export"_s);
}

void TestTablePage::exportsInTheOrderShown()
{
    CodesFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->sortByColumn(CodeColumns::Serial, Qt::DescendingOrder);
    QTRY_VERIFY(f.isLoaded());
    const ExportSource source = f.page->exportSource();
    QVERIFY(source.count && source.count->exact);
    QCOMPARE(source.count->count, qint64(640));
    f.codes.pagesAsked.clear();
    const auto answer = source.next({}, 3);
    QVERIFY(answer.isFinished());
    QCOMPARE(f.codes.pagesAsked.first().sort, u"-"_s);
    QCOMPARE(f.codes.pagesAsked.first().limit, 3);
    QCOMPARE(answer.result()->rows->object(0)[u"serial"].toInt(), 40);
}

void TestTablePage::opensTheRowInANewWindow()
{
    GrantsFixture grants;
    grants.show();
    QTRY_VERIFY(grants.isLoaded());
    grants.page->table()->select(grants.idOf(2));
    const Grant &grant = grants.grants.grants.at(2);
    QCOMPARE(placeAsked(grants.page.get()),
             u"organization=%1&grant=%2"_s.arg(grant.organizationId.toText(), grant.id.toText()));

    ClaimsFixture claims;
    claims.show();
    QTRY_VERIFY(claims.isLoaded());
    claims.select({1});
    const Claim &claim = claims.claims.claims.at(1);
    QCOMPARE(placeAsked(claims.page.get()), u"event=%1&user=%2"_s.arg(claim.eventId.toText(), claim.userId.toText()));

    CodesFixture codes;
    codes.show();
    QTRY_VERIFY(codes.isLoaded());
    codes.page->table()->selectRow(4);
    QCOMPARE(placeAsked(codes.page.get()), u"code="_s + codes.page->model()->peek(4)->id.toText());
}

void TestTablePage::opensTheListInANewWindow()
{
    ClaimsFixture claims;
    claims.show();
    QTRY_VERIFY(claims.isLoaded());
    QCOMPARE(placeAsked(claims.page.get()), QString());
    claims.page->goTo(QUrlQuery(u"state=claimed"_s));
    QTRY_VERIFY(claims.isLoaded());
    QCOMPARE(placeAsked(claims.page.get()), u"state=claimed"_s);
    // Several rows are no place.
    claims.select({0, 1});
    QCOMPARE(placeAsked(claims.page.get()), u"state=claimed"_s);
}

void TestTablePage::opensAnAuditRowAmongItsObjects()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(2);
    const QString place = placeAsked(f.page.get());
    const AuditEntry &chosen = f.audit.entries.at(2);
    QCOMPARE(place, u"object=grant:%1&row=%2"_s.arg(chosen.objectId).arg(chosen.id));

    AuditFixture other;
    other.page = std::make_unique<AuditPage>(other.audit, other.ports(), nullptr);
    other.page->goTo(QUrlQuery(u"row=%1"_s.arg(other.audit.entries.at(4).id)));
    other.page->show();
    other.page->activate();
    QTRY_VERIFY(other.isLoaded());
    QTRY_COMPARE(other.page->table()->onlySelectedRow().row(), 4);
    // A later choice stays when something newer comes.
    other.page->table()->selectRow(1);
    other.page->refresh();
    QTRY_VERIFY(other.isLoaded());
    QCOMPARE(other.page->table()->onlySelectedRow().row(), 1);
    // There already.
    other.page->goTo(QUrlQuery(u"row=%1"_s.arg(other.audit.entries.at(3).id)));
    QTRY_COMPARE(other.page->table()->onlySelectedRow().row(), 3);
}

SCRIP_UI_TEST_MAIN(TestTablePage)
#include "tst_table_page.moc"
