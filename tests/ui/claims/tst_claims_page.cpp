// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claims_fixture.h"
#include "ui/testing.h"

#include "ui/table/export_dialog.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/search_field.h"

#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page of claims with real clicks over stores in memory.
class TestClaimsPage : public QObject
{
    Q_OBJECT
private:
    static Chip *chip(const ClaimsFixture &f, const QString &text, const QString &tip = {});
    static QPushButton *visibleButton(const ClaimsFixture &f, const QString &text);

private Q_SLOTS:
    void showsClaims();
    void filtersByState();
    void filtersByEventAndPeriod();
    void filtersByText();
    void goesWhereItIsSent();
    void saysWhyNot_data();
    void saysWhyNot();
    void saysThatAReleaseLeftSomething();
    void showsTheGrantAndAttempts();
    void tellsStaffWhyThereIsNoGrant();
    void sendsToOtherPages();
    void exportsAllThatMatch();
    void exportsWhatIsFilteredNow();
    void tellsAnEmptyDatabase();
    void tellsWhenNothingIsLeft();
    void keepsRowsWhenTheConnectionIsLost();
    void readsNewsOnlyWhenLookedAt();
    void fitsWithoutScrollingSideways();
    void fitsItsDetails_data();
    void fitsItsDetails();
    void copiesMasked();
    void isAccessible();
};

Chip *TestClaimsPage::chip(const ClaimsFixture &f, const QString &text, const QString &tip)
{
    const auto chips = f.page->filterBar()->findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text() == text && (tip.isEmpty() || one->toolTip() == tip))
            return one;
    }
    return nullptr;
}

QPushButton *TestClaimsPage::visibleButton(const ClaimsFixture &f, const QString &text)
{
    const auto buttons = f.page->findChildren<QPushButton *>();
    for (QPushButton *one : buttons) {
        if (one->isVisible() && one->text().contains(text))
            return one;
    }
    return nullptr;
}

void TestClaimsPage::showsClaims()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->filledRows(), 12);
    QTRY_COMPARE(f.page->subtitle(), QString(u"6\u2009368 claims count in 2 event(s)"_s));
    QCOMPARE(f.page->model()->index(0, ClaimColumns::At).data().toString(), u"2026-11-20 17:11"_s);
    f.select({0});
    saveGallery(f.page.get(), u"claims-1232"_s);
    f.page->resize(1072, 600);
    saveGallery(f.page.get(), u"claims-1072"_s);
}

void TestClaimsPage::filtersByState()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy moved(f.page.get(), &WindowPage::locationChanged);
    QTest::mouseClick(chip(f, u"Released"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(f.page->location().queryItemValue(u"state"_s), u"released"_s);
    QCOMPARE(f.page->subtitle(), u"1 claim(s)"_s);
    QTest::mouseClick(chip(f, u"Claimed"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 11);
    QTest::mouseClick(chip(f, u"All"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 12);
}

void TestClaimsPage::filtersByEventAndPeriod()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QMenu *events = f.page->filterBar()->eventMenu();
    QTRY_VERIFY((Q_EMIT events->aboutToShow(), events->actions().size() == 2));
    QVERIFY(f.events.asked.constLast().archived); // claims of theirs are in the table as well
    events->actions().at(1)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 0);
    QTRY_VERIFY(!f.page->table()->isVisible());
    QTest::mouseClick(chip(f, u"Event"_s, u"Remove this filter"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 12);
    // The database says 21 November in Singapore: the claims are of the day before.
    f.page->filterBar()->periodMenu()->actions().at(0)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 0);
    QCOMPARE(f.claims.counted.last().from, sampleTime(u"2026-11-20T16:00:00Z"_s));
    QCOMPARE(f.claims.counted.last().to, sampleTime(u"2026-11-21T16:00:00Z"_s));
    f.page->filterBar()->periodMenu()->popup(QPoint(0, 0));
    const auto fields = f.page->filterBar()->periodMenu()->findChildren<DateField *>();
    QCOMPARE(fields.size(), 2);
    QTest::keyClicks(fields.at(1), u"2026-11-20"_s);
    QTest::keyClick(fields.at(1), Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->filledRows(), 12);
    QVERIFY(!f.claims.counted.last().from.isValid());
    QCOMPARE(f.claims.counted.last().to, sampleTime(u"2026-11-20T16:00:00Z"_s));
}

void TestClaimsPage::filtersByText()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->focusFilter();
    SearchField *field = f.page->filterBar()->search();
    QTRY_VERIFY(field->hasFocus());
    QTest::keyClicks(field, u"lin.wei"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QTest::keyClick(field, Qt::Key_Escape);
    QTRY_COMPARE(f.page->model()->filledRows(), 12);
}

void TestClaimsPage::goesWhereItIsSent()
{
    ClaimsFixture f;
    f.show();
    QUrlQuery place;
    place.addQueryItem(u"event"_s, f.events.events[0].id.toText());
    place.addQueryItem(u"user"_s, f.claims.claims[1].userId.toText());
    place.addQueryItem(u"state"_s, u"claimed"_s);
    place.addQueryItem(u"from"_s, u"2026-11-01T00:00:00Z"_s);
    place.addQueryItem(u"search"_s, u"lumen"_s);
    f.page->goTo(place);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(f.page->location().toString(), place.toString());
    QVERIFY(chip(f, u"User"_s));
    QTest::mouseClick(chip(f, u"User"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 11);
    f.page->goTo({});
    QTRY_COMPARE(f.page->model()->filledRows(), 12);
}

void TestClaimsPage::saysWhyNot_data()
{
    QTest::addColumn<QStringList>("roles");
    QTest::addColumn<QList<int>>("rows");
    QTest::addColumn<QString>("release");
    QTest::addColumn<QString>("reissue");
    QTest::addColumn<QString>("customer");
    const QString noRelease = u"Only admin and support may change claims"_s;
    const QString noReissue = u"Only admin, staff and support may reissue codes"_s;
    const QString noLook = u"Only admin, support and auditor see customers, their grants and attempts"_s;
    const QString none = u"Select one claim"_s;
    const QString held = u"Release the claim and free its code first"_s;
    QTest::newRow("none") << QStringList{u"admin"_s} << QList<int>{} << none << none << none;
    QTest::newRow("several") << QStringList{u"admin"_s} << QList<int>{0, 1} << none << none << none;
    QTest::newRow("admin") << QStringList{u"admin"_s} << QList<int>{0} << QString() << held << QString();
    QTest::newRow("support") << QStringList{u"support"_s} << QList<int>{0} << QString() << held << QString();
    QTest::newRow("staff") << QStringList{u"staff"_s} << QList<int>{0} << noRelease << held << noLook;
    QTest::newRow("auditor") << QStringList{u"auditor"_s} << QList<int>{0} << noRelease << noReissue << QString();
    QTest::newRow("released") << QStringList{u"admin"_s} << QList<int>{3} << u"This claim is released already"_s
                              << QString() << QString();
}

void TestClaimsPage::saysWhyNot()
{
    QFETCH(QStringList, roles);
    QFETCH(QList<int>, rows);
    QFETCH(QString, release);
    QFETCH(QString, reissue);
    QFETCH(QString, customer);
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.connection.setRoles(roles);
    f.select(rows);
    QCOMPARE(reasonAgainst(f.page->actions()->release), release);
    QCOMPARE(reasonAgainst(f.page->actions()->reissue), reissue);
    QCOMPARE(reasonAgainst(f.page->actions()->openCustomer), customer);
    QCOMPARE(f.page->actions()->release->isEnabled(), release.isEmpty());
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!f.page->actions()->release->isEnabled());
    QVERIFY(!f.page->actions()->reissue->isEnabled());
}

void TestClaimsPage::saysThatAReleaseLeftSomething()
{
    ClaimsFixture f;
    f.claims.claims[3].codeFreed = false;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({3});
    QVERIFY(reasonAgainst(f.page->actions()->release).contains(u"can still give back"_s));
}

void TestClaimsPage::showsTheGrantAndAttempts()
{
    ClaimsFixture f;
    Attempt attempt;
    attempt.id = 1;
    attempt.outcome = u"code_disabled"_s;
    f.claims.tried = {attempt};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({0});
    f.page->detailAction()->setChecked(true);
    QVERIFY(f.page->detail()->isVisible());
    QTRY_COMPARE(f.page->detail()->grantText(), u"$18.42"_s);
    QTRY_COMPARE(f.page->detail()->attempts()->filledRows(), 1);
    QCOMPARE(f.claims.attemptsAsked.last().user, f.claims.claims[0].userId);
    saveGallery(f.page.get(), u"claims-detail"_s);
    f.grants.fails = true;
    f.select({1});
    QTRY_VERIFY(f.page->detail()->grantText().contains(u"cannot be reached"_s));
}

void TestClaimsPage::tellsStaffWhyThereIsNoGrant()
{
    ClaimsFixture f;
    f.connection.setRoles({u"staff"_s});
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({0});
    QVERIFY(f.page->detail()->grantText().startsWith(u"Only admin, support and auditor see"_s));
    QCOMPARE(f.grants.asked.size(), 0);
    QCOMPARE(f.claims.attemptsAsked.size(), 0);
    // What the login may later is asked for then.
    f.connection.setRoles({u"support"_s});
    QTRY_COMPARE(f.page->detail()->grantText(), u"$18.42"_s);
}

void TestClaimsPage::sendsToOtherPages()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.select({1});
    f.page->actions()->openCustomer->trigger();
    f.page->actions()->openGrant->trigger();
    f.page->actions()->openEvent->trigger();
    QCOMPARE(opened.size(), 3);
    const Claim &claim = f.claims.claims[1];
    QCOMPARE(opened.at(0).at(0).toString(), u"customers"_s);
    QCOMPARE(opened.at(0).at(1).value<QUrlQuery>().queryItemValue(u"user"_s), claim.userId.toText());
    QCOMPARE(opened.at(1).at(0).toString(), u"grants"_s);
    QCOMPARE(opened.at(1).at(1).value<QUrlQuery>().queryItemValue(u"grant"_s), claim.grantId.toText());
    QCOMPARE(opened.at(2).at(0).toString(), u"events"_s);
}

void TestClaimsPage::exportsAllThatMatch()
{
    ClaimsFixture f(7);
    f.claims.claims[0].organizationName = u"=cmd()"_s;
    f.claims.pageSize = 3;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"claims.csv"_s);
    QTest::mouseClick(chip(f, u"Claimed"_s), Qt::LeftButton);
    QTRY_VERIFY(f.page->exportAction()->isEnabled());
    f.page->exportAction()->trigger();
    auto *dialog = shownDialog<ExportDialog>();
    QVERIFY(dialog && dialog->warning());
    dialog->file()->setText(path);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_COMPARE(f.jobs.ended(), 1);
    QCOMPARE(f.jobs.at(0).state, Job::State::Done);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split(u"\r\n"_s, Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 7);
    QVERIFY(lines.at(0).startsWith(u"id,event_id,event_name,"_s));
    QVERIFY(lines.at(1).contains(u"'=cmd()"_s));
    QVERIFY(lines.at(1).endsWith(u",25.00,USD,active"_s));
}

void TestClaimsPage::exportsWhatIsFilteredNow()
{
    ClaimsFixture f(7);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(!f.page->exportSource().filtered);
    QCOMPARE(f.page->exportSource().count->count, qint64(7));
    QTest::mouseClick(chip(f, u"Claimed"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 6);
    const ExportSource source = f.page->exportSource();
    QVERIFY(source.filtered);
    // What is shown afterwards does not change what was asked for.
    f.page->clearFiltersAction()->trigger();
    f.claims.pagesAsked.clear();
    QVERIFY(source.next({}, 10).isFinished());
    QCOMPARE(f.claims.pagesAsked.first().released, std::optional(false));
}

void TestClaimsPage::tellsAnEmptyDatabase()
{
    ClaimsFixture f(0);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(!f.page->table()->isVisible());
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    QPushButton *button = visibleButton(f, u"Go to the codes"_s);
    QVERIFY(button);
    saveGallery(f.page.get(), u"claims-empty"_s);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.first().first().toString(), u"codes"_s);
    QCOMPARE(reasonAgainst(f.page->exportAction()), u"There is nothing to export"_s);
}

void TestClaimsPage::tellsWhenNothingIsLeft()
{
    ClaimsFixture f(3);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTest::mouseClick(chip(f, u"Released"_s), Qt::LeftButton);
    QTRY_VERIFY(!f.page->table()->isVisible());
    QVERIFY(f.page->filterBar()->isVisible());
    QPushButton *button = visibleButton(f, u"Clear filters"_s);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_VERIFY(f.page->table()->isVisible());
    QTRY_COMPARE(f.page->model()->filledRows(), 3);
}

void TestClaimsPage::keepsRowsWhenTheConnectionIsLost()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.claims.fails = true;
    f.page->refresh();
    QTRY_VERIFY(f.page->strip()->isVisible());
    QVERIFY(f.page->strip()->text().contains(u"cannot be reached"_s));
    QCOMPARE(f.page->model()->filledRows(), 12);
    f.claims.fails = false;
    QTest::mouseClick(f.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!f.page->strip()->isVisible());
}

void TestClaimsPage::readsNewsOnlyWhenLookedAt()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.claims.claims.prepend(sampleClaim(50));
    f.connection.tell(u"claims"_s);
    QTRY_COMPARE(f.page->model()->filledRows(), 13);
    QTRY_COMPARE(f.page->model()->index(0, 0).data(IdRole).toString(), f.claims.claims.first().id.toText());
    f.page->hide();
    f.claims.claims.prepend(sampleClaim(51));
    const qsizetype asked = f.claims.pagesAsked.size();
    f.connection.tell(u"claims"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.claims.pagesAsked.size(), asked);
    f.page->show();
    f.page->activate();
    QTRY_COMPARE(f.page->model()->filledRows(), 14);
}

void TestClaimsPage::fitsWithoutScrollingSideways()
{
    ClaimsFixture f;
    f.show({1072, 600});
    QTRY_VERIFY(f.isLoaded());
    QTRY_COMPARE(f.page->table()->horizontalScrollBar()->maximum(), 0);
    f.page->detailAction()->setChecked(true);
    QVERIFY(f.page->width() <= 1072);
    f.page->resize(1712, 900);
    QVERIFY(f.page->detail()->isVisible());
    const auto labels = f.page->detail()->findChildren<QLabel *>();
    const auto hint = std::find_if(labels.cbegin(), labels.cend(),
                                   [](const QLabel *label) { return label->text().startsWith(u"Select "_s); });
    QVERIFY(hint != labels.cend());
    QVERIFY((*hint)->contentsRect().left() > 0); // it keeps off the edge
}

void TestClaimsPage::fitsItsDetails_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("attempts");
    // The room that a window leaves its page.
    for (const int attempts : {2, 60}) {
        QTest::addRow("1440x900, %d", attempts) << QSize(1232, 796) << attempts;
        QTest::addRow("1280x800, %d", attempts) << QSize(1072, 696) << attempts;
    }
}

void TestClaimsPage::fitsItsDetails()
{
    QFETCH(QSize, size);
    QFETCH(int, attempts);
    ClaimsFixture f(attempts);
    for (int number = 1; number <= attempts; ++number) {
        Attempt attempt;
        attempt.id = number;
        attempt.at = f.connection.session_.now.addYears(-1);
        attempt.login = u"penelope.featherstonehaugh"_s;
        attempt.as = u"somebody.with.a.long.address@lumenforge.example"_s;
        attempt.outcome = u"organization_already_claimed"_s;
        f.claims.tried.append(attempt);
    }
    f.show(size);
    QTRY_VERIFY(f.isLoaded());
    f.page->detailAction()->setChecked(true);
    f.select({0});
    QTRY_COMPARE(f.page->detail()->attempts()->filledRows(), attempts);
    saveGallery(f.page.get(), u"claims-detail-%1-%2"_s.arg(size.width()).arg(attempts));
    QTRY_COMPARE(f.page->table()->horizontalScrollBar()->maximum(), 0);
    const auto areas = f.page->detail()->findChildren<QAbstractScrollArea *>();
    QVERIFY(!areas.isEmpty());
    for (const QAbstractScrollArea *area : areas)
        QTRY_COMPARE(area->horizontalScrollBar()->maximum(), 0);
    // Beside the details, which say the rest, the table still says who, where and when.
    const TableView *table = f.page->table();
    QVERIFY(table->isColumnHidden(ClaimColumns::Code));
    QVERIFY(table->columnWidth(ClaimColumns::EventName) >= 140);
    QVERIFY(table->columnWidth(ClaimColumns::User) >= 168);
    f.page->detailAction()->setChecked(false);
    QTRY_VERIFY(!table->isColumnHidden(ClaimColumns::Code));
}

void TestClaimsPage::copiesMasked()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.select({0});
    f.page->commands()->copy->trigger();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"NEAR-····-····-····-P001"_s));
    f.select({});
    QVERIFY(!f.page->commands()->copy->isEnabled());
}

void TestClaimsPage::isAccessible()
{
    ClaimsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->detailAction()->setChecked(true);
    f.select({0});
    QCOMPARE(markupLabels(f.page.get()), QStringList());
    QCOMPARE(namelessControls(f.page.get()), QStringList());
}

SCRIP_UI_TEST_MAIN(TestClaimsPage)
#include "tst_claims_page.moc"
