// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_fixture.h"

#include <limits>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// Label stock: the shipped table, names people use, and rows that must be refused.
class LabelTemplateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void shipsAllStocks();
    void everyStockCloses_data() { stockRows(); }
    void everyStockCloses();
    void findsByAnyName_data();
    void findsByAnyName();
    void refusesUnknownNames();
    void searches_data();
    void searches();
    void refusesBadGeometry_data();
    void refusesBadGeometry();
    void refusesBadRows_data();
    void refusesBadRows();
    void slotsDoNotDrift();
};

namespace {

constexpr char heading[] =
    "id\tvendor\tpart\tkind\tpaper\tpage_w_mm\tpage_h_mm\tcols\trows\tlabel_w_mm\tlabel_h_mm\t"
    "first_x_mm\tfirst_y_mm\tpitch_x_mm\tpitch_y_mm\tcorner_radius_mm\tshape\tconfidence\tnote\n";

} // namespace

void LabelTemplateTest::shipsAllStocks()
{
    QCOMPARE(TemplateCatalogue::builtIn().all().size(), 56);
}

void LabelTemplateTest::everyStockCloses()
{
    QFETCH(QString, id);
    const LabelTemplate t = stock(id);
    QVERIFY(checkTemplate(t).ok());
    const QRectF paper(QPointF(), t.page);
    for (int i = 0; i < t.perPage(); ++i) {
        const QRectF label = t.slot(i);
        QVERIFY(paper.adjusted(-0.01, -0.01, 0.01, 0.01).contains(label));
        for (int k = 0; k < i; ++k) {
            const QRectF common = label.intersected(t.slot(k));
            QVERIFY2(common.width() < 0.01 || common.height() < 0.01, qPrintable(id));
        }
    }
}

void LabelTemplateTest::findsByAnyName_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("id");
    QTest::newRow("id") << u"avery-l7160"_s << u"avery-l7160"_s;
    QTest::newRow("part") << u"L7160"_s << u"avery-l7160"_s;
    QTest::newRow("lower case") << u"l7160"_s << u"avery-l7160"_s;
    QTest::newRow("other part of the same die") << u"8160"_s << u"avery-5160"_s;
    QTest::newRow("vendor and part") << u"Avery L7160"_s << u"avery-l7160"_s;
    QTest::newRow("id without vendor") << u"L4731"_s << u"avery-l4731"_s;
    QTest::newRow("two words") << u"avery zweckform 3475"_s << u"zweckform-3475"_s;
    QTest::newRow("dashes") << u"1453-02"_s << u"durable-1453"_s;
}

void LabelTemplateTest::findsByAnyName()
{
    QFETCH(QString, name);
    const auto found = TemplateCatalogue::builtIn().find(name);
    QVERIFY(found.ok());
    QTEST(found->id, "id");
}

void LabelTemplateTest::refusesUnknownNames()
{
    for (const QString &name : {u"avery-9999"_s, QString(), u"-"_s, u"716"_s, u"%1"_s}) {
        const auto found = TemplateCatalogue::builtIn().find(name);
        QVERIFY(!found.ok());
        QCOMPARE(found.failure().name, u"template_invalid"_s);
        QCOMPARE(found.failure().field, u"template"_s);
    }
}

void LabelTemplateTest::searches_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("first");
    QTest::addColumn<int>("count");
    QTest::newRow("part") << u"8160"_s << u"avery-5160"_s << 2;
    QTest::newRow("shape") << u"round"_s << u"avery-22807"_s << 1;
    QTest::newRow("size and paper") << u"letter 38.1"_s << u"avery-22805"_s << 1;
    QTest::newRow("nothing") << u"7160 round"_s << QString() << 0;
    QTest::newRow("all") << QString() << u"avery-5160"_s << 56;
}

void LabelTemplateTest::searches()
{
    QFETCH(QString, words);
    QFETCH(QString, first);
    const auto found = TemplateCatalogue::builtIn().search(words);
    QTEST(int(found.size()), "count");
    QCOMPARE(found.isEmpty() ? QString() : found.first().id, first);
}

void LabelTemplateTest::refusesBadGeometry_data()
{
    using Change = std::function<void(LabelTemplate &)>;
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *name, const char *field, const Change &change) {
        QTest::newRow(name) << change << QString::fromLatin1(field);
    };
    row("no columns", "cols", [](auto &t) { t.columns = 0; });
    row("negative rows", "rows", [](auto &t) { t.rows = -1; });
    row("endless rows", "rows", [](auto &t) { t.rows = 100'000; });
    row("width 0", "label_w_mm", [](auto &t) { t.label.setWidth(0); });
    row("negative height", "label_h_mm", [](auto &t) { t.label.setHeight(-38.1); });
    row("not a number", "label_w_mm", [](auto &t) { t.label.setWidth(std::numeric_limits<double>::quiet_NaN()); });
    row("endless pitch", "pitch_x_mm", [](auto &t) { t.pitch.setX(std::numeric_limits<double>::infinity()); });
    row("negative gutter across", "pitch_x_mm", [](auto &t) { t.pitch.setX(63.0); });
    row("negative gutter down", "pitch_y_mm", [](auto &t) { t.pitch.setY(38.0); });
    row("wider than the page", "pitch_x_mm", [](auto &t) { t.columns = 4; });
    row("higher than the page", "pitch_y_mm", [](auto &t) { t.rows = 8; });
    row("outside the page", "first_x_mm", [](auto &t) { t.first.setX(-1); });
    row("margins differ", "first_x_mm", [](auto &t) { t.first.setX(5.0); });
    row("no page", "page_w_mm", [](auto &t) { t.page.setWidth(0); });
    row("rounder than the label", "corner_radius_mm", [](auto &t) { t.cornerRadius = 20; });
    row("oval", "shape", [](auto &t) { t.shape = LabelShape::Round; });
}

void LabelTemplateTest::refusesBadGeometry()
{
    QFETCH(std::function<void(LabelTemplate &)>, change);
    LabelTemplate t = stock(u"L7160"_s);
    change(t);
    const auto checked = checkTemplate(t);
    QVERIFY(!checked.ok());
    QCOMPARE(checked.failure().name, u"template_invalid"_s);
    QTEST(checked.failure().field, "field");
}

void LabelTemplateTest::refusesBadRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QString>("field");
    QTest::newRow("no number")
        << QByteArray("a\tb\tc\tlabel\tA4\t210\t297\tthree\t7\t63.5\t38.1\t7.21\t15.15\t66.04\t38.1\t1\trect\tA\t")
        << u"cols"_s;
    QTest::newRow("comma")
        << QByteArray("a\tb\tc\tlabel\tA4\t210\t297\t3\t7\t63,5\t38.1\t7.21\t15.15\t66.04\t38.1\t1\trect\tA\t")
        << u"label_w_mm"_s;
    QTest::newRow("unknown kind")
        << QByteArray("a\tb\tc\tposter\tA4\t210\t297\t3\t7\t63.5\t38.1\t7.21\t15.15\t66.04\t38.1\t1\trect\tA\t")
        << u"kind"_s;
    QTest::newRow("too short") << QByteArray("a\tb\tc\tlabel\tA4\t210") << u"page_h_mm"_s;
    QTest::newRow("no id")
        << QByteArray("\tb\tc\tlabel\tA4\t210\t297\t3\t7\t63.5\t38.1\t7.21\t15.15\t66.04\t38.1\t1\trect\tA\t")
        << u"id"_s;
    QTest::newRow("does not close")
        << QByteArray("a\tb\tc\tlabel\tA4\t210\t297\t3\t7\t63.5\t38.1\t7.21\t15.15\t66.04\t383.1\t1\trect\tA\t")
        << u"pitch_y_mm"_s;
}

void LabelTemplateTest::refusesBadRows()
{
    QFETCH(QByteArray, row);
    const auto table = TemplateCatalogue::fromTable(QByteArray(heading) + row + '\n');
    QVERIFY(!table.ok());
    QCOMPARE(table.failure().name, u"template_invalid"_s);
    QTEST(table.failure().field, "field");
}

void LabelTemplateTest::slotsDoNotDrift()
{
    const LabelTemplate t = stock(u"5162"_s); // 4/3 inch: a rounded pitch would be 0.2 mm off in row 7
    const QRectF last = t.slot(t.perPage() - 1);
    QVERIFY(qAbs(last.top() - (21.167 + 6 * 25.4 * 4 / 3)) < 0.01);
    QCOMPARE(t.slot(1).left(), t.first.x() + t.pitch.x());
    QCOMPARE(t.slot(2).top(), t.first.y() + t.pitch.y());
}

QTEST_MAIN(LabelTemplateTest)
#include "label_template_test.moc"
