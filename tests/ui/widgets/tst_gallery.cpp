// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/widgets/bar.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segments.h"
#include "ui/widgets/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QMenu>
#include <QRadioButton>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTabBar>
#include <QVBoxLayout>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Shows every widget once in both themes: that it paints without a warning, and, with SCRIP_GALLERY set, how it
/// looks.
class TestGallery : public QObject
{
    Q_OBJECT
private:
    static QWidget *controls();
    static QWidget *statuses();
    static QStandardItemModel *events(QObject *parent);

private Q_SLOTS:
    void showsControls();
    void showsATable();
    void showsAForm();
    void showsPopups();
};

QWidget *TestGallery::controls()
{
    auto *board = new QWidget;
    auto *column = new QVBoxLayout(board);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(12);
    auto *buttons = new QHBoxLayout;
    for (const auto look :
         {ButtonLook::Primary, ButtonLook::Secondary, ButtonLook::Danger, ButtonLook::Ghost, ButtonLook::Link}) {
        buttons->addWidget(makeButton(Glyph::Plus, u"New event…"_s, look));
        QPushButton *off = makeButton(u"Print"_s, look);
        off->setEnabled(false);
        buttons->addWidget(off);
    }
    buttons->addStretch();
    column->addLayout(buttons);
    auto *fields = new QHBoxLayout;
    auto *combo = new QComboBox;
    combo->addItems({u"Devcon Singapore"_s, u"Batch 3"_s});
    auto *spin = new QSpinBox;
    spin->setValue(7);
    auto *edit = new QLineEdit(u"NEAR Builders Day"_s);
    auto *wrong = new QLineEdit(u"10 Dec"_s);
    setInvalid(wrong, true);
    auto *check = new QCheckBox(u"Amount"_s);
    check->setChecked(true);
    for (QWidget *field :
         std::initializer_list<QWidget *>{combo, spin, edit, wrong, new SearchField(u"Search"_s), check,
                                          new QCheckBox(u"Large print"_s), new QRadioButton(u"One"_s)})
        fields->addWidget(field);
    column->addLayout(fields);
    column->addWidget(new Segments({u"Row by row"_s, u"Cut and stack"_s}));
    auto *tabs = new QTabBar;
    for (const auto &tab : {u"Redemption"_s, u"Codes 5 000"_s, u"History 27"_s})
        tabs->addTab(tab);
    column->addWidget(tabs);
    auto *message = new InlineMessage;
    message->show(Tone::Good, u"Not blocked."_s, u"The purchased $50.00 carries on; it was not touched."_s);
    column->addWidget(message);
    auto *failed = new InlineMessage;
    failed->show(Tone::Bad, u"Not loaded."_s, u"The server did not answer in time; nothing was changed."_s);
    failed->setButton(u"Try again"_s);
    column->addWidget(failed);
    column->addWidget(statuses());
    column->addStretch();
    return board;
}

QWidget *TestGallery::statuses()
{
    auto *row = new QWidget;
    auto *grid = new QGridLayout(row);
    grid->setContentsMargins(0, 0, 0, 0);
    int at = 0;
    for (const auto &status :
         {u"active"_s, u"paused"_s, u"awaiting_approval"_s, u"upcoming"_s, u"exhausted"_s, u"ended"_s, u"archived"_s,
          u"available"_s, u"claimed"_s, u"disabled"_s, u"reissued"_s, u"minting"_s, u"complete"_s, u"cancelled"_s}) {
        grid->addWidget(new Pill(statusPill(status)), at / 7, at % 7);
        ++at;
    }
    return row;
}

QStandardItemModel *TestGallery::events(QObject *parent)
{
    auto *model = new QStandardItemModel(0, 7, parent);
    model->setHorizontalHeaderLabels(
        {u"Status"_s, u"Event"_s, u"Per code"_s, u"Claimed of cap"_s, u"Exposure"_s, u"Claim until"_s, u"Code"_s});
    const struct
    {
        QString status, name, amount;
        int done, cap;
        QString exposure;
        int hours;
    } rows[] = {{u"active"_s, u"Devcon Singapore"_s, u"$25.00"_s, 3184, 5000, u"$124,700.00"_s, 81},
                {u"active"_s, u"Internal Hackathon Q4"_s, u"$100.00"_s, 96, 150, u"$15,000.00"_s, 34},
                {u"paused"_s, u"University Tour · Delft"_s, u"$20.00"_s, 311, 800, u"$12,000.00"_s, 648},
                {u"ended"_s, u"Docs Bounty October"_s, u"$75.00"_s, 187, 200, u"$14,025.00"_s, -480}};
    for (const auto &row : rows) {
        QList<QStandardItem *> items;
        for (const QString &text : {row.status, row.name, row.amount, countText(row.done), row.exposure,
                                    QString::number(row.hours), u"NEAR-····-····-····-P4Q8"_s})
            items.append(new QStandardItem(text));
        items[3]->setData(row.cap, Qt::UserRole);
        items[3]->setData(row.done, Qt::UserRole + 1);
        model->appendRow(items);
    }
    for (const int right : {2, 4})
        model->setHeaderData(right, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    return model;
}

void TestGallery::showsControls()
{
    const std::unique_ptr<QWidget> board(controls());
    testing::showOnScreen(board.get(), {980, 460});
    QCOMPARE(testing::markupLabels(board.get()), QStringList());
    testing::saveGallery(board.get(), u"controls"_s);
}

void TestGallery::showsATable()
{
    QWidget board;
    auto *column = new QVBoxLayout(&board);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *chips = new FilterChips;
    chips->setChoices({{u"all"_s, u"All"_s}, {u"active"_s, u"Active"_s}, {u"paused"_s, u"Paused"_s}});
    chips->setCount(u"all"_s, 104000, true);
    chips->setCount(u"active"_s, 3);
    chips->setValue(u"prefix"_s, u"Prefix"_s, u"NEAR"_s);
    chips->addAdder(u"event"_s, u"Event"_s);
    column->addWidget(chips);
    auto *table = new TableView;
    column->addWidget(table);
    table->setModel(events(&board));
    table->setColumnWidths({160, 184, 84, 200, 116, 204});
    const QDateTime now = QDateTime::fromString(u"2026-11-21T06:32:07Z"_s, Qt::ISODate);
    table->setItemDelegateForColumn(0, new PillDelegate(table));
    auto *name = new RowDelegate(table);
    name->setStrong(true);
    table->setItemDelegateForColumn(1, name);
    table->setItemDelegateForColumn(2, new MoneyDelegate(table));
    table->setItemDelegateForColumn(3, new BarDelegate(table, [](const QModelIndex &index) {
                                        const int cap = index.data(Qt::UserRole).toInt();
                                        return BarLook{{BarPart{shareOf(index.data(Qt::UserRole + 1).toInt(), cap)}},
                                                       index.data().toString(),
                                                       QString(u" / " % countText(cap))};
                                    }));
    table->setItemDelegateForColumn(4, new MoneyDelegate(table));
    table->setItemDelegateForColumn(5, new ClockDelegate(table, [now](const QModelIndex &index) {
                                        return clockLook(now.addSecs(index.data().toInt() * 3600), now, true);
                                    }));
    table->setItemDelegateForColumn(6, new CodeDelegate(table));
    table->setSortingEnabled(true);
    table->sortByColumn(0, Qt::AscendingOrder);
    table->selectRow(0);
    testing::showOnScreen(&board, {1240, 230});
    testing::saveGallery(&board, u"table"_s);
}

void TestGallery::showsAForm()
{
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(new EmptyState(EmptyState::Drawing::Sheet,
                                     u"An event sets the credit, the dates and the cap; codes come after."_s));
    testing::showOnScreen(&window, {1100, 760});
    auto *dialog = new DialogFrame(u"New event"_s, 880, &window);
    auto *row = new QHBoxLayout;
    auto *amount = new MoneyField;
    amount->setText(u"25.00"_s);
    row->addWidget(new FormField(u"Credit per code"_s, amount, u"the metering currency"_s));
    auto *count = new CountField;
    count->setCount(2000);
    row->addWidget(new FormField(u"Most claims"_s, count, u"empty means no cap"_s));
    dialog->content()->addLayout(row);
    auto *until = new DateField;
    until->setMoment(QDate(2026, 12, 10));
    auto *field = new FormField(u"Credit lasts until"_s, until, {}, nullptr, 2);
    field->setError(u"Two days before claiming ends. Choose 12 Dec 2026 or later."_s);
    dialog->content()->addWidget(field);
    dialog->sidePanel()->addWidget(new Label(u"Worst case"_s, Type::Section));
    dialog->sidePanel()->addWidget(new Label(u"$50,000.00"_s, Type::Number));
    static_cast<QVBoxLayout *>(dialog->sidePanel())->addStretch();
    dialog->setSubmit(u"Create event"_s);
    dialog->setObstacle(u"One field to correct: credit lasts until"_s);
    dialog->open();
    QCOMPARE(testing::markupLabels(dialog), QStringList());
    QCOMPARE(testing::namelessControls(dialog), QStringList());
    testing::saveGallery(&window, u"dialog"_s);
    dialog->close();
    testing::saveGallery(&window, u"empty"_s);
}

void TestGallery::showsPopups()
{
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *combo = new QComboBox;
    combo->addItems({u"Devcon Singapore"_s, u"Internal Hackathon Q4"_s, u"Builders Autumn Mailing"_s});
    auto *until = new DateField;
    until->setMoment(QDate(2026, 12, 10));
    row->addWidget(combo, 0, Qt::AlignTop);
    row->addWidget(until, 0, Qt::AlignTop);
    row->addStretch();
    QMenu menu(&window);
    menu.addAction(makeAction(&menu, u"&Pause…"_s, Glyph::Pause, QKeySequence(u"Ctrl+P"_s)));
    QAction *off = menu.addAction(u"Archive…"_s);
    off->setEnabled(false);
    menu.addSeparator();
    QAction *ticked = menu.addAction(u"Status"_s);
    ticked->setCheckable(true);
    ticked->setChecked(true);
    menu.addMenu(u"Theme"_s);
    testing::showOnScreen(&window, {760, 330});
    combo->showPopup();
    testing::saveGallery(&window, u"popup-combo"_s);
    combo->hidePopup();
    until->openCalendar();
    testing::saveGallery(&window, u"popup-calendar"_s);
    QTest::keyClick(QApplication::activePopupWidget(), Qt::Key_Escape);
    menu.popup(window.mapToGlobal(QPoint(400, 60)));
    menu.setActiveAction(menu.actions().first());
    testing::saveGallery(&window, u"popup-menu"_s);
    QVERIFY(menu.isVisible());
}

SCRIP_UI_TEST_MAIN(TestGallery)
#include "tst_gallery.moc"
