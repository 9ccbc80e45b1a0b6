// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grants_fixture.h"
#include "ui/testing.h"

#include "models/entries_model.h"
#include "ui/grants/bulk_void_dialog.h"
#include "ui/grants/grant_detail.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/empty_state.h"

#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page of grants with real clicks over stores in memory.
class TestGrantsPage : public QObject
{
    Q_OBJECT
private:
    static QAbstractButton *chip(const GrantsFixture &f, const QString &text);
    static QString visibleSentence(const GrantsFixture &f);

private Q_SLOTS:
    void showsGrants();
    void filtersByState();
    void filtersByOriginAndEvent();
    void filtersByName();
    void filtersByOrganization();
    void saysWholeWhichGrantsAreVoided();
    void goesWhereItIsSent();
    void showsAllFiguresOfOne();
    void tellsWhatIsUnpaid();
    void tellsWhenTheLedgerIsNotThere();
    void saysWhyNot_data();
    void saysWhyNot();
    void barsStaff();
    void saysWhatCanBeVoidedTogether_data();
    void saysWhatCanBeVoidedTogether();
    void tellsAnEmptyDatabase();
    void isReadyForItsPicturesWithoutGrants();
    void tellsWhenNothingIsLeft();
    void keepsRowsWhenTheConnectionIsLost();
    void reloadsWhatChangedElsewhere();
    void sendsToTheEvent();
    void keepsWhatIsSelected();
    void copiesInWords();
    void fitsWithoutScrollingSideways();
    void isAccessible();
};

QAbstractButton *TestGrantsPage::chip(const GrantsFixture &f, const QString &text)
{
    const auto chips = f.page->filterBar()->findChildren<Chip *>();
    for (Chip *one : chips) {
        if (one->text() == text && one->isVisible())
            return one;
    }
    return nullptr;
}

QString TestGrantsPage::visibleSentence(const GrantsFixture &f)
{
    const auto states = f.page->findChildren<EmptyState *>();
    for (const EmptyState *state : states) {
        if (!state->isVisible())
            continue;
        const auto labels = state->findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (!label->text().isEmpty())
                return label->text();
        }
    }
    return {};
}

void TestGrantsPage::showsGrants()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->filledRows(), 36);
    QCOMPARE(f.page->subtitle(), u"36 grant(s)"_s);
    const QAbstractItemModel *rows = f.page->table()->model();
    QCOMPARE(rows->index(0, GrantColumns::Status).data().toString(), u"Active"_s);
    QCOMPARE(rows->index(0, GrantColumns::Available).data().toString(), u"$15.6270816"_s);
    QCOMPARE(rows->index(3, GrantColumns::Status).data().toString(), u"Depleted"_s);
    saveGallery(f.page.get(), u"grants-1232"_s);
    f.page->resize(1072, 640);
    saveGallery(f.page.get(), u"grants-1072"_s);
    f.page->resize(1712, 900);
    saveGallery(f.page.get(), u"grants-1712"_s);
}

void TestGrantsPage::filtersByState()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy moved(f.page.get(), &WindowPage::locationChanged);
    QTest::mouseClick(chip(f, u"Pending"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(f.page->location().queryItemValue(u"status"_s), u"pending"_s);
    QTest::mouseClick(chip(f, u"Depleted"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QVERIFY(f.grants.asked.last().depleted);
    QTest::mouseClick(chip(f, u"All"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 36);
}

void TestGrantsPage::filtersByOriginAndEvent()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->filterBar()->originMenu()->actions().at(2)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QVERIFY(chip(f, u"Origin"_s));
    QTest::mouseClick(chip(f, u"Origin"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 36);
    Q_EMIT f.page->filterBar()->eventMenu()->aboutToShow();
    QCOMPARE(f.page->filterBar()->eventMenu()->actions().size(), 2);
    f.page->filterBar()->eventMenu()->actions().at(0)->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 35);
    QCOMPARE(f.page->location().queryItemValue(u"event"_s), f.events.events[0].id.toText());
}

void TestGrantsPage::filtersByName()
{
    GrantsFixture f;
    f.grants.grants[2].name = u"Builders"_s;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->focusFilter();
    QLineEdit *field = f.page->filterBar()->nameField();
    QTRY_VERIFY(field->isVisible());
    QTest::keyClicks(field, u"build"_s);
    QTest::keyClick(field, Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QTRY_VERIFY(!field->isVisible());
}

void TestGrantsPage::filtersByOrganization()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(2));
    f.page->actions()->onlyOrganization->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(f.page->filterBar()->organizationName(), u"Helix Data"_s);
    QVERIFY(chip(f, u"Organization"_s));
}

/// Names come with rows and lists: before they are there, and when none comes, the id stands for them.
void TestGrantsPage::saysWholeWhichGrantsAreVoided()
{
    GrantsFixture f;
    const QString organization = sampleId<OrganizationId>(987'654).toText();
    const QString event = sampleId<EventId>(987'655).toText();
    f.show();
    const auto sentence = [&f](const QUrlQuery &place) {
        f.page->goTo(place);
        f.page->actions()->voidMatching->trigger();
        QString text;
        if (auto *dialog = qobject_cast<BulkVoidDialog *>(QApplication::activeModalWidget())) {
            const auto labels = dialog->findChildren<QLabel *>();
            for (const QLabel *label : labels)
                text = label->text().startsWith(u"All "_s) ? label->text() : text;
            dialog->close();
        }
        return text;
    };
    QVERIFY(
        sentence({{u"organization"_s, organization}})
            .startsWith(u"All active and pending grants of the organization %1. What is left"_s.arg(organization)));
    QVERIFY(sentence({{u"event"_s, event}, {u"status"_s, u"active"_s}})
                .startsWith(u"All active grants of the event %1. What is left"_s.arg(event)));
    const QUrlQuery both{{u"event"_s, sampleId<EventId>(1).toText()}, {u"organization"_s, organization}};
    QTRY_VERIFY(sentence(both).startsWith(
        u"All active and pending grants of the event Devcon Singapore of the organization %1. What"_s.arg(
            organization)));
}

void TestGrantsPage::goesWhereItIsSent()
{
    GrantsFixture f;
    f.show();
    QUrlQuery place;
    place.addQueryItem(u"status"_s, u"active"_s);
    place.addQueryItem(u"grant"_s, f.idOf(2).toText());
    f.page->goTo(place);
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(f.page->table()->chosen());
    QCOMPARE(f.page->table()->chosen()->organizationName, u"Helix Data"_s);
    QCOMPARE(f.page->filterBar()->filter().status, std::optional(GrantStatus::Active));
}

void TestGrantsPage::showsAllFiguresOfOne()
{
    GrantsFixture f;
    Entry entry;
    entry.id = 1;
    entry.type = u"funded"_s;
    entry.amount = dollars(u"50"_s);
    f.grants.entries[f.idOf(1)] = {entry};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(1));
    QTRY_COMPARE(f.page->detail()->entries()->filledRows(), 1);
    QCOMPARE(f.page->detail()->textOf(u"amount"_s), u"$50.000000000"_s);
    QCOMPARE(f.page->detail()->textOf(u"pending"_s), u"$50.000000000"_s);
    QCOMPARE(f.page->detail()->textOf(u"expires_at"_s), u"never"_s);
    QCOMPARE(f.page->detail()->textOf(u"funding"_s), u"By invoice"_s);
    QCOMPARE(f.page->detail()->textOf(u"payment_status"_s), u"Pending"_s);
    QCOMPARE(f.page->detail()->textOf(u"id"_s), f.idOf(1).toText());
}

void TestGrantsPage::tellsWhatIsUnpaid()
{
    GrantsFixture f;
    Grant &sold = f.grants.grants[1];
    sold.paymentStatus = PaymentStatus::Failed;
    sold.consumed = sold.unpaid = dollars(u"4.5"_s);
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const auto isNamed = [&f] {
        const auto labels = f.page->detail()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(),
                           [](const QLabel *label) { return label->text() == u"Unpaid"_s && label->isVisible(); });
    };
    f.page->table()->select(f.idOf(1));
    QTRY_COMPARE(f.page->detail()->textOf(u"unpaid"_s), u"$4.50 of what was consumed"_s);
    QVERIFY(isNamed());
    f.page->table()->select(f.idOf(0));
    QTRY_COMPARE(f.page->detail()->textOf(u"unpaid"_s), QString());
    QVERIFY(!isNamed());
}

void TestGrantsPage::tellsWhenTheLedgerIsNotThere()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.grants.fails = true;
    f.page->table()->select(f.idOf(2));
    auto *strip = f.page->detail()->findChild<InlineMessage *>();
    QTRY_VERIFY(strip->isVisible());
    QVERIFY(strip->text().contains(u"cannot be reached"_s));
    // What the list knows is shown all the same.
    QCOMPARE(f.page->detail()->textOf(u"available"_s), u"$15.627081600"_s);
    f.grants.fails = false;
    QTest::mouseClick(strip->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!strip->isVisible());
}

void TestGrantsPage::saysWhyNot_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("create");
    QTest::addColumn<QString>("voidOne");
    QTest::addColumn<QString>("clawBack");
    QTest::addColumn<QString>("payment");
    QTest::addColumn<QString>("settle");
    const QString rights = u"Only an admin may change grants"_s;
    const QString reckon = u"Only an admin may do this; an auditor may see what it would do"_s;
    const QString unpaid = u"Nobody pays for this grant"_s;
    const QString none;
    QTest::newRow("admin") << u"admin"_s << 0 << none << none << none << unpaid << none;
    QTest::newRow("auditor") << u"auditor"_s << 0 << rights << rights << rights << rights << none;
    QTest::newRow("support") << u"support"_s << 0 << rights << rights << rights << rights << reckon;
    QTest::newRow("sold") << u"admin"_s << 1 << none << none << u"Nothing of it is available or consumed"_s << none
                          << none;
    QTest::newRow("depleted") << u"admin"_s << 3 << none << u"All of it is consumed: nothing is left to take"_s
                              << none << unpaid << none;
    QTest::newRow("expired") << u"admin"_s << 4 << none << u"It has expired: nothing is left to take"_s
                             << u"Nothing of it is available or consumed"_s << unpaid << none;
    QTest::newRow("voided") << u"admin"_s << 5 << none << u"It is voided already"_s
                            << u"Nothing of it is available or consumed"_s << unpaid << none;
}

void TestGrantsPage::saysWhyNot()
{
    QFETCH(QString, role);
    QFETCH(int, row);
    GrantsFixture f;
    f.connection.session_.roles = {role};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(row));
    const GrantActions *actions = f.page->actions();
    QTEST(reasonAgainst(actions->create), "create");
    QTEST(reasonAgainst(actions->voidOne), "voidOne");
    QTEST(reasonAgainst(actions->clawBack), "clawBack");
    QTEST(reasonAgainst(actions->payment), "payment");
    QTEST(reasonAgainst(actions->settle), "settle");
    QCOMPARE(actions->voidOne->isEnabled(), reasonAgainst(actions->voidOne).isEmpty());
    f.connection.setState(ConnectionState::Lost);
    for (const QAction *action : {actions->create, actions->voidOne, actions->clawBack, actions->settle})
        QVERIFY(!action->isEnabled());
    f.connection.setState(ConnectionState::Connected);
    f.page->table()->clearSelection();
    QVERIFY(!actions->voidOne->isEnabled());
}

void TestGrantsPage::barsStaff()
{
    GrantsFixture f;
    f.connection.session_.roles = {u"staff"_s};
    f.show();
    QTRY_COMPARE(visibleSentence(f), u"Only admin, support and auditor may see grants"_s);
    QCOMPARE(f.grants.asked.size(), 0);
    f.connection.setRoles({u"support"_s});
    f.page->activate();
    QTRY_VERIFY(f.isLoaded());
    QVERIFY(f.page->table()->isVisible());
}

void TestGrantsPage::saysWhatCanBeVoidedTogether_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("reason");
    QTest::newRow("all") << QString() << u"Filter by event, organization, active or pending first"_s;
    QTest::newRow("active") << u"status=active"_s << QString();
    QTest::newRow("event") << u"event=%1"_s.arg(sampleId<EventId>(1).toText()) << QString();
    QTest::newRow("expired") << u"status=expired"_s << u"Only active and pending grants can be voided"_s;
    QTest::newRow("depleted")
        << u"status=depleted"_s
        << u"Void all knows event, organization, active and pending: remove the other filters"_s;
    QTest::newRow("name") << u"status=active&search=dev"_s
                          << u"Void all knows event, organization, active and pending: remove the other filters"_s;
}

void TestGrantsPage::saysWhatCanBeVoidedTogether()
{
    QFETCH(QString, place);
    GrantsFixture f;
    f.show();
    f.page->goTo(QUrlQuery(place));
    QTRY_VERIFY(f.isLoaded());
    QTEST(reasonAgainst(f.page->actions()->voidMatching), "reason");
}

void TestGrantsPage::tellsAnEmptyDatabase()
{
    GrantsFixture f;
    f.grants.grants.clear();
    f.show();
    QTRY_VERIFY(visibleSentence(f).startsWith(u"A grant is credit"_s));
    QVERIFY(!f.page->table()->isVisible());
    saveGallery(f.page.get(), u"grants-empty"_s);
    QVERIFY(f.page->actions()->create->isEnabled());
}

void TestGrantsPage::isReadyForItsPicturesWithoutGrants()
{
    GrantsFixture f;
    f.grants.grants.clear();
    f.show();
    const QList<TourStop> stops = f.page->tourStops();
    QVERIFY(stops.size() > 5);
    for (const TourStop &stop : stops) {
        bool ready = false;
        stop.prepare([&ready] { ready = true; });
        QTRY_VERIFY2(ready, qPrintable(stop.name));
        stop.finish();
    }
}

void TestGrantsPage::tellsWhenNothingIsLeft()
{
    GrantsFixture f;
    f.show();
    f.page->goTo(QUrlQuery(u"search=nothing like this"_s));
    QTRY_COMPARE(visibleSentence(f), u"No grant is left by these filters."_s);
    QVERIFY(f.page->filterBar()->isVisible());
    f.page->clearFiltersAction()->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 36);
    QVERIFY(f.page->table()->isVisible());
}

void TestGrantsPage::keepsRowsWhenTheConnectionIsLost()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.grants.fails = true;
    f.page->refresh();
    QTRY_VERIFY(f.page->strip()->isVisible());
    QVERIFY(f.page->strip()->text().contains(u"cannot be reached"_s));
    QCOMPARE(f.page->model()->filledRows(), 36);
    saveGallery(f.page.get(), u"grants-lost"_s);
    f.grants.fails = false;
    QTest::mouseClick(f.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!f.page->strip()->isVisible());
}

void TestGrantsPage::reloadsWhatChangedElsewhere()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(2));
    f.grants.grants[2].status = GrantStatus::Voided;
    QSignalSpy resets(f.page->model(), &QAbstractItemModel::modelReset);
    f.connection.tell(u"grant"_s);
    const QAbstractItemModel *rows = f.page->table()->model();
    QTRY_COMPARE(rows->index(2, GrantColumns::Status).data().toString(), u"Voided"_s);
    QCOMPARE(resets.size(), 0);
    QCOMPARE(f.page->table()->chosen()->id, f.idOf(2));
    QTRY_VERIFY(!f.page->actions()->voidOne->isEnabled());
    const auto asked = f.grants.asked.size();
    f.connection.tell(u"setting"_s);
    f.page->hide();
    f.connection.tell(u"grant"_s);
    QCoreApplication::processEvents();
    QCOMPARE(f.grants.asked.size(), asked);
}

void TestGrantsPage::sendsToTheEvent()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QSignalSpy opened(f.page.get(), &WindowPage::openRequested);
    f.page->table()->select(f.idOf(1));
    QCOMPARE(reasonAgainst(f.page->actions()->goToEvent), u"It is of no event"_s);
    f.page->table()->select(f.idOf(0));
    f.page->actions()->goToEvent->trigger();
    QCOMPARE(opened.size(), 1);
    QCOMPARE(opened.at(0).at(0).toString(), u"events"_s);
}

void TestGrantsPage::keepsWhatIsSelected()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    const GrantId chosen = f.idOf(2);
    QVERIFY(f.page->table()->select(chosen));
    f.grants.grants.prepend(sampleGrant(90, QStringLiteral("Newcomer")));
    f.connection.tell(u"grant"_s);
    QTRY_COMPARE(f.page->table()->model()->index(0, 0).data(IdRole).toString(), f.idOf(0).toText());
    QCOMPARE(f.page->table()->selectedRowCount(), 1);
    QCOMPARE(f.page->table()->onlySelectedRow().row(), 3);
    QVERIFY(f.page->table()->chosen());
    QCOMPARE(f.page->table()->chosen()->id, chosen);
}

void TestGrantsPage::copiesInWords()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->select(f.idOf(0));
    f.page->table()->setFocus();
    QTest::keyClick(f.page->table(), Qt::Key_C, Qt::ControlModifier);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.startsWith(u"Status\tOrganization"_s));
    QVERIFY(text.contains(u"Active\tNorthpass AI\tDevcon Singapore\t$25.00"_s));
}

void TestGrantsPage::fitsWithoutScrollingSideways()
{
    for (const int width : {1072, 1232, 1712}) {
        GrantsFixture f;
        f.show({width, 640});
        QTRY_VERIFY(f.isLoaded());
        QTRY_COMPARE(f.page->table()->horizontalScrollBar()->maximum(), 0);
        QTRY_COMPARE(f.page->detail()->findChild<TableView *>()->horizontalScrollBar()->maximum(), 0);
        QVERIFY2(f.page->minimumSizeHint().width() <= width,
                 qPrintable(QString::number(f.page->minimumSizeHint().width())));
    }
}

void TestGrantsPage::isAccessible()
{
    GrantsFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(markupLabels(f.page.get()), QStringList());
    QCOMPARE(namelessControls(f.page.get()), QStringList());
}

SCRIP_UI_TEST_MAIN(TestGrantsPage)
#include "tst_grants_page.moc"
