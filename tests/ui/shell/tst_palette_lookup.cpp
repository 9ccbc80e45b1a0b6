// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fake_customer_ports.h"
#include "ui/codes/fake_connection.h"
#include "ui/testing.h"

#include "ui/shell/command_palette.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_delegate.h"
#include "ui/shell/palette_lookup.h"
#include "ui/shell/sample_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/prompts.h"

#include <QLineEdit>
#include <QListView>
#include <QPromise>

#include <vector>

using namespace scrip;
using namespace Qt::StringLiterals;
using scrip::testing::sampleMatch;
using scrip::testing::SamplePage;

namespace {

/// A look-up whose answers come when the test says so.
class SlowLookup : public LookupStore
{
public:
    QStringList asked;
    std::vector<QPromise<Result<LookupResult>>> open; ///< In the order asked.

    Answer<LookupResult> lookup(const QString &text) override
    {
        asked.append(text);
        open.emplace_back();
        open.back().start();
        return open.back().future();
    }
    void answer(std::size_t number, const QList<Match> &matches)
    {
        open[number].addResult(Result<LookupResult>(LookupResult{{}, matches}));
        open[number].finish();
    }
    Answer<Page<TimelineItem>> timeline(const TimelineQuery &) override
    {
        return answered<Page<TimelineItem>>(Page<TimelineItem>{});
    }
    Answer<UserId> resolveUser(const QString &text) override { return answered<UserId>(UserId::fromText(text)); }
};

} // namespace

/// The palette over a look-up in memory: what is found stands below the actions, and Enter leads there.
class TestPaletteLookup : public QObject
{
    Q_OBJECT
private:
    testing::FakeLookup m_store;
    std::unique_ptr<testing::FakeConnection> m_connection;
    std::unique_ptr<Jobs> m_jobs;
    ScriptedPrompts m_prompts;
    std::unique_ptr<MainWindow> m_window;

    void activate();
    CommandPalette *open(LookupStore *store = nullptr);
    static QStringList rowsOf(const CommandPalette *palette);
    static QStringList rowsOf(const CommandPalette *palette, PaletteRow kind);
    SamplePage *page(const QString &id) { return qobject_cast<SamplePage *>(m_window->page(id)); }
    void press(CommandPalette *palette, Qt::Key key) { QTest::keyClick(palette->field(), key); }
    void type(CommandPalette *palette, const QString &text) { QTest::keyClicks(palette->field(), text); }

private Q_SLOTS:
    void init();
    void cleanup();
    void findsByKindBelowTheActions();
    void opensTheRightPageAtTheRightPlace();
    void opensWithAClick();
    void looksForNothingShort();
    void waitsUntilNobodyTypes();
    void asksAtOnceOnEnterAndOpensTheOnlyOne();
    void showsNoStaleAnswer();
    void keepsAChosenActionWhileTheAnswerComes();
    void asksForACountedLoginOnlyWhenItSaysSo();
    void tellsWhoMayNotLook();
    void looksForNoBook();
    void saysThatNothingIsFound();
    void saysWhatFailedAndTriesAgain();
    void endsWithItsDatabase();
    void speaksToScreenReaders();
    void elidesLongNames();
};

void TestPaletteLookup::init()
{
    m_store = {};
    m_store.known.insert(u"north"_s,
                         {sampleMatch(u"event"_s, u"E1"_s, u"North Day"_s),
                          sampleMatch(u"organization"_s, u"O1"_s, u"Northpass AI"_s),
                          sampleMatch(u"organization"_s, u"O2"_s, u"Northwind Tensor"_s),
                          sampleMatch(u"grant"_s, u"G1"_s, u"Devcon"_s, {{u"organization_id"_s, u"O1"_s}})});
    m_store.known.insert(u"ada@x.example"_s, {sampleMatch(u"user"_s, u"U1"_s, u"ada@x.example"_s)});
    m_connection = std::make_unique<testing::FakeConnection>();
    m_jobs = std::make_unique<Jobs>();
    m_window = std::make_unique<MainWindow>(*m_jobs, testing::theme(), m_prompts);
    for (const QString &id : {u"events"_s, u"codes"_s, u"customers"_s, u"grants"_s, u"claims"_s})
        m_window->addPage({id, id, Glyph::Page, [id](QWidget *parent) { return new SamplePage(id, parent); }});
    m_window->openPage(u"events"_s);
    m_window->resize(1280, 800);
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void TestPaletteLookup::cleanup()
{
    m_window.reset();
    m_jobs.reset();
    m_connection.reset();
}

/// The window as it is once a palette is gone.
void TestPaletteLookup::activate()
{
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

CommandPalette *TestPaletteLookup::open(LookupStore *store)
{
    m_window->setLookup(store ? store : &m_store, m_connection.get()); // the one before is gone
    activate();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *palette = m_window->findChild<CommandPalette *>();
    if (palette)
        palette->lookup()->setPause(0);
    return palette;
}

QStringList TestPaletteLookup::rowsOf(const CommandPalette *palette)
{
    QStringList rows;
    for (int row = 0; row < palette->list()->model()->rowCount(); ++row)
        rows.append(palette->list()->model()->index(row, 0).data().toString());
    return rows;
}

QStringList TestPaletteLookup::rowsOf(const CommandPalette *palette, PaletteRow kind)
{
    QStringList rows;
    for (int row = 0; row < palette->list()->model()->rowCount(); ++row) {
        const QModelIndex index = palette->list()->model()->index(row, 0);
        if (paletteRowOf(index) == kind)
            rows.append(index.data().toString());
    }
    return rows;
}

void TestPaletteLookup::findsByKindBelowTheActions()
{
    CommandPalette *palette = open();
    QVERIFY(palette);
    type(palette, u"north"_s);
    QTRY_COMPARE(rowsOf(palette), QStringList({u"Organizations"_s, u"Northpass AI"_s, u"Northwind Tensor"_s,
                                               u"Grants"_s, u"Devcon"_s, u"Events"_s, u"North Day"_s}));
    QCOMPARE(palette->summary(), u"4 found"_s);
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"Northpass AI"_s);
    QVERIFY(!palette->list()->model()->index(1, 0).data(Qt::DecorationRole).value<QIcon>().isNull());
    testing::saveGallery(m_window.get(), u"palette-found"_s);
    // Headings are stepped over, at the end it stays.
    press(palette, Qt::Key_Down);
    press(palette, Qt::Key_Down);
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"Devcon"_s);
    press(palette, Qt::Key_Down);
    press(palette, Qt::Key_Down);
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"North Day"_s);
    press(palette, Qt::Key_Up);
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"Devcon"_s);
}

void TestPaletteLookup::opensTheRightPageAtTheRightPlace()
{
    CommandPalette *palette = open();
    type(palette, u"north"_s);
    QTRY_COMPARE(palette->summary(), u"4 found"_s);
    press(palette, Qt::Key_Down);
    press(palette, Qt::Key_Down);
    press(palette, Qt::Key_Return);
    QCOMPARE(m_window->currentPageId(), u"grants"_s);
    QCOMPARE(page(u"grants"_s)->place.toString(), u"organization=O1&grant=G1"_s);
    QTRY_VERIFY(!m_window->findChild<CommandPalette *>());
    // And back again, as from any other place.
    activate();
    QTest::keyClick(m_window.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_window->currentPageId(), u"events"_s);
}

void TestPaletteLookup::opensWithAClick()
{
    CommandPalette *palette = open();
    type(palette, u"north"_s);
    QTRY_COMPARE(palette->summary(), u"4 found"_s);
    const QModelIndex second = palette->list()->model()->index(2, 0);
    const QModelIndex heading = palette->list()->model()->index(0, 0);
    QTest::mouseClick(palette->list()->viewport(), Qt::LeftButton, {}, palette->list()->visualRect(heading).center());
    QVERIFY(palette->isVisible());
    QTest::mouseClick(palette->list()->viewport(), Qt::LeftButton, {}, palette->list()->visualRect(second).center());
    QCOMPARE(m_window->currentPageId(), u"customers"_s);
    QCOMPARE(page(u"customers"_s)->place.toString(), u"organization=O2"_s);
}

void TestPaletteLookup::looksForNothingShort()
{
    CommandPalette *palette = open();
    type(palette, u"no"_s);
    QCOMPARE(palette->lookup()->state(), PaletteLookup::State::Short);
    press(palette, Qt::Key_Return);
    QCOMPARE(m_store.asked, QStringList());
    QCOMPARE(rowsOf(palette, PaletteRow::Skeleton), QStringList());
}

void TestPaletteLookup::waitsUntilNobodyTypes()
{
    CommandPalette *palette = open();
    palette->lookup()->setPause(60'000);
    type(palette, u"north"_s);
    QCOMPARE(m_store.asked, QStringList());
    QCOMPARE(palette->lookup()->state(), PaletteLookup::State::Waiting);
    palette->lookup()->setPause(0);
    palette->field()->clear();
    type(palette, u"north"_s);
    QTRY_COMPARE(m_store.asked, QStringList({u"north"_s}));
}

void TestPaletteLookup::asksAtOnceOnEnterAndOpensTheOnlyOne()
{
    CommandPalette *palette = open();
    palette->lookup()->setPause(60'000);
    type(palette, u"ada@x.example"_s);
    press(palette, Qt::Key_Return);
    QTRY_COMPARE(m_window->currentPageId(), u"customers"_s);
    QCOMPARE(page(u"customers"_s)->place.toString(), u"user=U1"_s);
    QCOMPARE(m_store.asked, QStringList({u"ada@x.example"_s}));
}

void TestPaletteLookup::showsNoStaleAnswer()
{
    SlowLookup slow;
    CommandPalette *palette = open(&slow);
    type(palette, u"north"_s);
    QTRY_COMPARE(slow.asked.size(), 1);
    QCOMPARE(rowsOf(palette, PaletteRow::Skeleton).size(), 3);
    QCOMPARE(palette->summary(), u"Looking…"_s);
    testing::saveGallery(m_window.get(), u"palette-looking"_s);
    type(palette, u"w"_s);
    QTRY_COMPARE(slow.asked, QStringList({u"north"_s, u"northw"_s}));
    slow.answer(0, {sampleMatch(u"organization"_s, u"O1"_s, u"Northpass AI"_s)});
    slow.answer(1, {sampleMatch(u"organization"_s, u"O2"_s, u"Northwind Tensor"_s)});
    QTRY_COMPARE(rowsOf(palette, PaletteRow::Match), QStringList({u"Northwind Tensor"_s}));
    // An answer to a text that is no longer there, either.
    type(palette, u"i"_s);
    QTRY_COMPARE(slow.asked.size(), 3);
    palette->field()->setText(u"no"_s);
    slow.answer(2, {sampleMatch(u"organization"_s, u"O3"_s, u"Northwich"_s)});
    QTest::qWait(0);
    QCOMPARE(rowsOf(palette, PaletteRow::Match), QStringList());
}

void TestPaletteLookup::keepsAChosenActionWhileTheAnswerComes()
{
    SlowLookup slow;
    CommandPalette *palette = open(&slow);
    type(palette, u"ent"_s);
    QVERIFY(rowsOf(palette, PaletteRow::Action).contains(u"events"_s));
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"events"_s);
    QTRY_COMPARE(slow.asked.size(), 1);
    slow.answer(0, {sampleMatch(u"user"_s, u"U1"_s, u"enter@x.example"_s)});
    QTRY_COMPARE(rowsOf(palette, PaletteRow::Match).size(), 1);
    QCOMPARE(palette->list()->currentIndex().data().toString(), u"events"_s);
}

void TestPaletteLookup::asksForACountedLoginOnlyWhenItSaysSo()
{
    m_connection->session_.roles = {u"support"_s};
    CommandPalette *palette = open();
    type(palette, u"ada@x.example"_s);
    QCOMPARE(rowsOf(palette), QStringList({u"Look up “ada@x.example”"_s}));
    QTest::qWait(0);
    QCOMPARE(m_store.asked, QStringList());
    testing::saveGallery(m_window.get(), u"palette-counted"_s);
    press(palette, Qt::Key_Return);
    QTRY_COMPARE(page(u"customers"_s)->place.toString(), u"user=U1"_s);
    QCOMPARE(m_store.asked.size(), 1);
    // An admin who is support as well is not counted.
    m_connection->session_.roles = {u"support"_s, u"admin"_s};
    palette = open();
    type(palette, u"north"_s);
    QTRY_COMPARE(palette->summary(), u"4 found"_s);
}

void TestPaletteLookup::tellsWhoMayNotLook()
{
    m_connection->session_.roles = {u"staff"_s};
    CommandPalette *palette = open();
    type(palette, u"north"_s);
    QCOMPARE(rowsOf(palette), QStringList({u"Only admin, support and auditor see customers, their grants and "
                                           "attempts"_s}));
    press(palette, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QCOMPARE(m_store.asked, QStringList());
}

void TestPaletteLookup::looksForNoBook()
{
    CommandPalette *palette = open();
    palette->field()->setText(QString(10'000'000, u'A'));
    QCOMPARE(rowsOf(palette), QStringList({u"At most 320 characters can be looked for"_s}));
    press(palette, Qt::Key_Return);
    QVERIFY(palette->isVisible());
    QCOMPARE(m_store.asked, QStringList());
    // Of a whole API key the beginning alone leaves the window.
    palette->field()->setText(u"sk-"_s + u"0123abcd"_s.repeated(4));
    QTRY_COMPARE(m_store.asked, QStringList({u"sk-0123abc"_s}));
}

void TestPaletteLookup::saysThatNothingIsFound()
{
    CommandPalette *palette = open();
    type(palette, u"qqqq"_s);
    QTRY_COMPARE(rowsOf(palette), QStringList({u"Nothing is called “qqqq”."_s}));
    QCOMPARE(palette->summary(), u"0 found"_s);
    press(palette, Qt::Key_Return);
    QVERIFY(palette->isVisible());
}

void TestPaletteLookup::saysWhatFailedAndTriesAgain()
{
    m_store.fails = true;
    CommandPalette *palette = open();
    type(palette, u"north"_s);
    QTRY_COMPARE(rowsOf(palette, PaletteRow::Ask), QStringList({u"Not looked up. Try again"_s}));
    QVERIFY(!palette->list()->currentIndex().data(palette_role::remark).toString().isEmpty());
    testing::saveGallery(m_window.get(), u"palette-failed"_s);
    m_store.fails = false;
    press(palette, Qt::Key_Return);
    QTRY_COMPARE(palette->summary(), u"4 found"_s);
    QVERIFY(palette->isVisible()); // several: a list to choose from
    QCOMPARE(m_store.asked.size(), 2);
}

void TestPaletteLookup::endsWithItsDatabase()
{
    const QPointer<CommandPalette> palette = open();
    QVERIFY(palette);
    m_window->setLookup(nullptr, nullptr);
    QVERIFY(!palette);
    activate();
    QTest::keyClick(m_window.get(), Qt::Key_K, Qt::ControlModifier);
    auto *plain = m_window->findChild<CommandPalette *>();
    QVERIFY(plain && !plain->lookup());
    QTest::keyClicks(plain->field(), u"qqqq"_s);
    QCOMPARE(rowsOf(plain), QStringList({u"No page and no action is called like this."_s}));
}

void TestPaletteLookup::speaksToScreenReaders()
{
    CommandPalette *palette = open();
    type(palette, u"north"_s);
    QTRY_COMPARE(palette->summary(), u"4 found"_s);
    QCOMPARE(testing::markupLabels(palette), QStringList());
    QCOMPARE(testing::namelessControls(palette), QStringList());
    QVERIFY(palette->field()->accessibleDescription().startsWith(u"Organizations: Northpass AI"_s));
    press(palette, Qt::Key_Down);
    QVERIFY(palette->field()->accessibleDescription().startsWith(u"Organizations: Northwind Tensor"_s));
}

void TestPaletteLookup::elidesLongNames()
{
    m_store.known.insert(u"long"_s, {sampleMatch(u"organization"_s, u"O9"_s, QString(300, u'w') + u"long"_s)});
    CommandPalette *palette = open();
    type(palette, u"long"_s);
    QTRY_COMPARE(palette->summary(), u"1 found"_s);
    QCOMPARE(palette->width(), 640);
    testing::saveGallery(m_window.get(), u"palette-long"_s);
    const QImage picture = palette->list()->viewport()->grab().toImage();
    QCOMPARE(picture.pixelColor(picture.width() - 3, picture.height() - 16), tokensOf(palette).selection);
}

SCRIP_UI_TEST_MAIN(TestPaletteLookup)
#include "tst_palette_lookup.moc"
