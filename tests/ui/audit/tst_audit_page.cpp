// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_fixture.h"
#include "ui/testing.h"

#include "ui/audit/audit_change.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QLineEdit>
#include <QPromise>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>

using namespace scrip;
using namespace scrip::testing;
using namespace Qt::StringLiterals;

/// The page of the audit with real clicks.
class TestAuditPage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void showsRows();
    void showsBeforeAndAfter();
    void tellsWhatHadNoBefore();
    void filtersByTime();
    void filtersByWhoAndWhat();
    void filtersByTheChosenRow();
    void goesWhereItIsSent();
    void opensTheVerificationWhenSentThere();
    void barsOthers_data();
    void barsOthers();
    void tellsWhenNothingFits();
    void keepsRowsWhenTheConnectionIsLost();
    void reloadsWithNews();
    void verifies();
    void tellsTampering();
    void canBeClosedWhileVerifying();
    void tellsAFailedVerification();
    void fitsWithoutScrollingSideways();
    void isAccessible();
};

void TestAuditPage::showsRows()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(f.page->model()->filledRows(), 31);
    QCOMPARE(f.page->subtitle(), u"31 row(s)"_s);
    saveGallery(f.page.get(), u"audit-1232"_s);
    f.page->resize(1712, 900);
    saveGallery(f.page.get(), u"audit-1712"_s);
}

void TestAuditPage::showsBeforeAndAfter()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(0);
    // The version is no field that somebody changed.
    QCOMPARE(f.page->change()->lines(), QStringList{u"Status: Active → Paused"_s});
}

void TestAuditPage::tellsWhatHadNoBefore()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(2);
    QCOMPARE(f.page->change()->lines(), (QStringList{u"Consumed: — → 9.37"_s, u"Forfeited: — → 15.62"_s}));
    f.audit.entries[0].before = f.audit.entries[0].after = QJsonValue::Null;
    f.page->refresh();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(0);
    QTRY_COMPARE(f.page->change()->lines(), QStringList());
}

void TestAuditPage::filtersByTime()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QTest::mouseClick(f.chip(u"Last hour"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 8);
    QCOMPARE(f.audit.asked.last().from, f.connection.session_.now.addSecs(-3600));
    QCOMPARE(f.page->location().queryItemValue(u"span"_s), u"hour"_s);
    QTest::mouseClick(f.chip(u"All"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
    QVERIFY(f.page->location().isEmpty());
}

void TestAuditPage::filtersByWhoAndWhat()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->focusFilter();
    QLineEdit *object = f.page->filterBar()->objectField();
    QTRY_VERIFY(object->isVisible());
    QTest::keyClicks(object, u"grant"_s);
    QTest::keyClick(object, Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QVERIFY(f.chip(u"Object"_s));
    QTest::mouseClick(f.chip(u"Object"_s), Qt::LeftButton);
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
    QTest::mouseClick(f.chip(u"Who"_s), Qt::LeftButton);
    QLineEdit *actor = f.page->filterBar()->actorField();
    QTRY_VERIFY(actor->isVisible());
    QTest::keyClicks(actor, u"nobody"_s);
    QTest::keyClick(actor, Qt::Key_Return);
    QTRY_COMPARE(f.page->model()->filledRows(), 0);
}

void TestAuditPage::filtersByTheChosenRow()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.page->table()->selectRow(2);
    f.page->objectAction()->trigger();
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(f.audit.asked.last().object, u"grant:%1"_s.arg(sampleId<GrantId>(701).toText()));
}

void TestAuditPage::goesWhereItIsSent()
{
    AuditFixture f;
    f.show();
    f.page->goTo(QUrlQuery(u"actor=ines.okafor&span=day"_s));
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    QCOMPARE(f.page->filterBar()->filter().actor, u"ines.okafor"_s);
    f.page->goTo({});
    QTRY_COMPARE(f.page->model()->filledRows(), 31);
}

void TestAuditPage::opensTheVerificationWhenSentThere()
{
    AuditFixture f;
    f.show();
    f.page->goTo(QUrlQuery(u"actor=ines.okafor"_s));
    QTRY_COMPARE(f.page->model()->filledRows(), 1);
    f.page->goTo(QUrlQuery(u"verify=1"_s));
    auto *dialog = qobject_cast<VerifyAuditDialog *>(QApplication::activeModalWidget());
    QVERIFY(dialog);
    // Nothing else has moved, and going back does not come here once more.
    QCOMPARE(f.page->location().toString(), u"actor=ines.okafor"_s);
    f.page->goTo(QUrlQuery(u"verify=1"_s));
    QCOMPARE(QApplication::activeModalWidget(), dialog);
    dialog->close();

    AuditFixture barred;
    barred.connection.session_.roles = {u"staff"_s};
    barred.show();
    barred.page->goTo(QUrlQuery(u"verify=1"_s));
    QVERIFY(!QApplication::activeModalWidget());
}

void TestAuditPage::barsOthers_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<bool>("may");
    QTest::newRow("admin") << u"admin"_s << true;
    QTest::newRow("auditor") << u"auditor"_s << true;
    QTest::newRow("staff") << u"staff"_s << false;
    QTest::newRow("support") << u"support"_s << false;
}

void TestAuditPage::barsOthers()
{
    QFETCH(QString, role);
    QFETCH(bool, may);
    AuditFixture f;
    f.connection.session_.roles = {role};
    f.show();
    QCoreApplication::processEvents();
    QCOMPARE(f.page->table()->isVisible(), may);
    QCOMPARE(f.page->verifyAction()->isEnabled(), may);
    QCOMPARE(f.audit.asked.isEmpty(), !may);
    if (!may)
        QCOMPARE(reasonAgainst(f.page->verifyAction()), u"Only admin and auditor may read the audit"_s);
}

void TestAuditPage::tellsWhenNothingFits()
{
    AuditFixture f;
    f.show();
    f.page->goTo(QUrlQuery(u"actor=nobody"_s));
    QTRY_VERIFY(f.isLoaded());
    QTRY_VERIFY(!f.page->table()->isVisible());
    QVERIFY(f.page->filterBar()->isVisible());
    const auto buttons = f.page->findChildren<QPushButton *>();
    for (QPushButton *button : buttons) {
        if (button->isVisible() && button->text().contains(u"ilters"_s))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QTRY_VERIFY(f.page->table()->isVisible());
}

void TestAuditPage::keepsRowsWhenTheConnectionIsLost()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.audit.fails = true;
    f.page->refresh();
    QTRY_VERIFY(f.page->strip()->isVisible());
    QCOMPARE(f.page->model()->filledRows(), 31);
    f.audit.fails = false;
    QTest::mouseClick(f.page->strip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(!f.page->strip()->isVisible());
    f.connection.setState(ConnectionState::Lost);
    QVERIFY(!f.page->verifyAction()->isEnabled());
}

void TestAuditPage::reloadsWithNews()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    f.audit.entries.prepend(sampleAudit(0));
    f.connection.tell(u"setting"_s);
    QTRY_COMPARE(f.page->model()->filledRows(), 32);
}

void TestAuditPage::verifies()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VerifyAuditDialog *dialog = f.openVerify();
    QVERIFY(dialog);
    QTRY_COMPARE(dialog->sealText(), u"number 12, of 21 Nov 2026 14:30"_s);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->verdict()->isVisible());
    QVERIFY(dialog->verdict()->text().contains(u"The chain is whole."_s));
    saveGallery(f.page.get(), u"verify-audit"_s);
    QCOMPARE(markupLabels(dialog), QStringList());
    QCOMPARE(namelessControls(dialog), QStringList());
}

void TestAuditPage::tellsTampering()
{
    AuditFixture f;
    f.audit.verdict.ok = false;
    f.audit.verdict.firstBad = QJsonObject{
        {u"kind"_s, u"row"_s}, {u"id"_s, 17}, {u"problem"_s, u"hash"_s}, {u"message"_s, u"The row was changed."_s}};
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VerifyAuditDialog *dialog = f.openVerify();
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->verdict()->isVisible());
    QVERIFY(dialog->verdict()->text().contains(u"tampered"_s));
    QVERIFY(dialog->verdict()->text().contains(u"row 17: The row was changed."_s));
}

void TestAuditPage::canBeClosedWhileVerifying()
{
    AuditFixture f;
    auto promise = std::make_shared<QPromise<Result<AuditVerdict>>>();
    f.audit.verifies = [promise] {
        promise->start();
        return promise->future();
    };
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VerifyAuditDialog *dialog = f.openVerify();
    const QPointer<VerifyAuditDialog> alive(dialog);
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isBusy());
    QTest::mouseClick(dialog->cancelButton(), Qt::LeftButton);
    QTRY_VERIFY(!alive);
    promise->addResult(f.audit.verdict);
    promise->finish();
    QCoreApplication::processEvents();
}

void TestAuditPage::tellsAFailedVerification()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    VerifyAuditDialog *dialog = f.openVerify();
    f.audit.fails = true;
    QTest::mouseClick(dialog->submitButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->failureStrip()->isVisible());
    QVERIFY(dialog->failureStrip()->text().contains(u"Not verified."_s));
    f.audit.fails = false;
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
    QTRY_VERIFY(dialog->verdict()->isVisible());
    QVERIFY(!dialog->failureStrip()->isVisible());
}

void TestAuditPage::fitsWithoutScrollingSideways()
{
    for (const int width : {1072, 1232, 1712}) {
        AuditFixture f;
        f.show({width, 640});
        QTRY_VERIFY(f.isLoaded());
        QTRY_COMPARE(f.page->table()->horizontalScrollBar()->maximum(), 0);
        QVERIFY2(f.page->minimumSizeHint().width() <= width,
                 qPrintable(QString::number(f.page->minimumSizeHint().width())));
    }
}

void TestAuditPage::isAccessible()
{
    AuditFixture f;
    f.show();
    QTRY_VERIFY(f.isLoaded());
    QCOMPARE(markupLabels(f.page.get()), QStringList());
    QCOMPARE(namelessControls(f.page.get()), QStringList());
}

SCRIP_UI_TEST_MAIN(TestAuditPage)
#include "tst_audit_page.moc"
