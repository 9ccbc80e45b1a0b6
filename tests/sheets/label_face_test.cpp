// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_face.h"
#include "sheets/sheet_fixture.h"
#include "sheets/text_plan.h"

#include <algorithm>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// What stands where on a label: nothing over the symbol, nothing outside, never without code, amount and claim date.
class LabelFaceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(loadScripFonts()); }
    void standsClear_data();
    void standsClear();
    void smallLabelsDropFromTheTail_data();
    void smallLabelsDropFromTheTail();
    void bothClocksHaveOneSize();
    void withoutADeadlineNoneIsSaid_data() { stockRows(); }
    void withoutADeadlineNoneIsSaid();
    void longCodesAreWhole_data();
    void longCodesAreWhole();
    void cutsCodesBetweenGroups_data();
    void cutsCodesBetweenGroups();
    void refusesDenseSymbols();
    void refusesLabelsWithoutRoom();
    void reprintsSaySo();
    void serialForms();
};

namespace {

bool has(const FaceLayout &face, LabelText role)
{
    return std::any_of(face.lines.begin(), face.lines.end(), [=](const FaceLine &line) { return line.role == role; });
}

QString codeOn(const FaceLayout &face)
{
    QString code;
    for (const FaceLine &line : face.lines) {
        if (line.role == LabelText::Code)
            code += line.text;
    }
    return code;
}

QRectF inkOf(const FaceLine &line)
{
    const double width = textWidth(line.font, line.points, line.text);
    const double left = line.align == LabelAlign::Left    ? line.x
                        : line.align == LabelAlign::Right ? line.x - width
                                                          : line.x - width / 2;
    return {left, line.top, width, line.height};
}

int modulesOn(const LabelTemplate &t)
{
    return carriesQr(t) ? 29 : 0;
}

} // namespace

void LabelFaceTest::standsClear_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("event");
    QTest::addColumn<QString>("claimUntil");
    const QString english = u"31 Dec 2026 UTC+8"_s;
    const QString title =
        u"Ausstellungseröffnungsfeierlichkeiten der Weltverbandsjahreshauptversammlung "_s.repeated(3).left(200);
    const QString french =
        u"l’assemblée générale extraordinaire des développeurs francophones "_s.repeated(4).left(200);
    for (const LabelTemplate &t : TemplateCatalogue::builtIn().all()) {
        const auto row = [&](const char *what) -> QTestData & {
            return QTest::addRow("%s, %s", qUtf8Printable(t.id), what);
        };
        row("plain") << t.id << u"Devcon"_s << english;
        row("200 characters, German") << t.id << title << u"31. Dez. 2026 MESZ"_s;
        row("200 characters, French") << t.id << french << u"31 déc. 2026 CEST"_s;
        row("no blanks") << t.id << QString(200, u'W') << english;
        row("another script") << t.id << u"開発者会議シンガポール "_s.repeated(20).left(200) << english;
        row("looks like a template") << t.id << u"%1 %2 %n {code}"_s << english;
    }
}

void LabelFaceTest::standsClear()
{
    QFETCH(QString, id);
    QFETCH(QString, event);
    QFETCH(QString, claimUntil);
    SheetJob job = jobOn(id);
    job.eventName = event;
    job.claimUntil = claimUntil;
    const LabelContent label = labels(1).first();
    const auto face = arrangeFace(job, 0, modulesOn(job.stock), label);
    QVERIFY2(face.ok(), qPrintable(face.ok() ? QString() : face.failure().message));
    QVERIFY(has(*face, LabelText::Amount) && has(*face, LabelText::ClaimBy));
    QCOMPARE(codeOn(*face), label.code);
    const QRectF allowed = face->content.adjusted(-0.05, -0.05, 0.05, 0.05);
    QVERIFY(face->qr.isEmpty() || allowed.contains(face->qr));
    for (qsizetype i = 0; i < face->lines.size(); ++i) {
        const QRectF ink = inkOf(face->lines.at(i));
        QVERIFY2(allowed.contains(ink), qPrintable(face->lines.at(i).text));
        const QRectF over = ink.intersected(face->qr);
        QVERIFY2(over.width() < 0.05 || over.height() < 0.05, qPrintable(face->lines.at(i).text));
        for (qsizetype k = 0; k < i; ++k) {
            const QRectF common = ink.intersected(inkOf(face->lines.at(k)));
            QVERIFY2(common.width() < 0.05 || common.height() < 0.05, qPrintable(face->lines.at(k).text));
        }
    }
}

void LabelFaceTest::smallLabelsDropFromTheTail_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("serial");
    QTest::addColumn<bool>("event");
    QTest::addColumn<bool>("creditEnds");
    QTest::newRow("L7160") << u"L7160"_s << true << true << true;
    QTest::newRow("5160") << u"5160"_s << true << true << true;
    QTest::newRow("card") << u"C32011"_s << true << true << true;
    QTest::newRow("small square") << u"22805"_s << true << true << true;
    QTest::newRow("round") << u"22807"_s << true << true << true;
    QTest::newRow("L7651") << u"L7651"_s << false << false << false;
    QTest::newRow("5167") << u"5167"_s << true << false << false;
    QTest::newRow("L4731") << u"L4731"_s << false << false << false;
}

void LabelFaceTest::smallLabelsDropFromTheTail()
{
    QFETCH(QString, id);
    const SheetJob job = jobOn(id);
    const auto face = arrangeFace(job, 0, modulesOn(job.stock), {1, codeOf(1), 3, 480});
    QVERIFY(face.ok());
    QTEST(has(*face, LabelText::Serial), "serial");
    QTEST(has(*face, LabelText::Event), "event");
    QTEST(has(*face, LabelText::CreditEnds), "creditEnds");
}

void LabelFaceTest::bothClocksHaveOneSize()
{
    for (const LabelTemplate &t : TemplateCatalogue::builtIn().all()) {
        const auto face = arrangeFace(jobOn(t.id), 0, modulesOn(t), labels(1).first());
        double points = 0;
        for (const FaceLine &line : face->lines) {
            if (line.role != LabelText::ClaimBy && line.role != LabelText::CreditEnds)
                continue;
            QVERIFY(points == 0 || qFuzzyCompare(points, line.points));
            points = line.points;
        }
        QVERIFY(points >= 5);
    }
}

void LabelFaceTest::withoutADeadlineNoneIsSaid()
{
    QFETCH(QString, id);
    Event event = devcon();
    event.claimDeadline = QDateTime();
    for (const int reprint : {0, 2}) {
        SheetJob job = SheetJob::of(event, stock(id));
        job.reprint = reprint;
        const auto face = arrangeFace(job, 0, modulesOn(job.stock), labels(1).first());
        QVERIFY2(face.ok(), qPrintable(face.ok() ? QString() : face.failure().message));
        QVERIFY(!has(*face, LabelText::ClaimBy));
        QString ends;
        for (const FaceLine &line : face->lines) {
            QVERIFY2(!line.text.contains(u"claim by"_s, Qt::CaseInsensitive) && !line.text.startsWith(u"by "_s),
                     qPrintable(line.text));
            QVERIFY(face->content.adjusted(-0.05, -0.05, 0.05, 0.05).contains(inkOf(line)));
            if (line.role == LabelText::CreditEnds)
                ends += u' ' + line.text;
        }
        QVERIFY2(ends.contains(u"ends "_s) && ends.endsWith(u"30 Jun 2027 UTC+8"_s), qPrintable(ends));
    }
}

void LabelFaceTest::longCodesAreWhole_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("fits"); // on L7160
    QTest::newRow("three groups") << u"NEAR-A7K3-X9M2-P4Q8"_s << true;
    QTest::newRow("six groups") << u"NEAR-A7K3-X9M2-P4Q8-B6DH-J7KL-M8NP"_s << true;
    QTest::newRow("prefix of twelve") << u"ABCDEFGHJKLM-A7K3-X9M2-P4Q8-B6DH"_s << true;
    QTest::newRow("imported without groups") << u"A7K3X9M2P4Q8B6DHJ7KL"_s << true;
    QTest::newRow("short") << u"A"_s << true;
    QTest::newRow("64 characters") << QString(64, u'M') << true;
}

void LabelFaceTest::longCodesAreWhole()
{
    QFETCH(QString, code);
    const SheetJob job = jobOn(u"L7160"_s);
    const auto face = arrangeFace(job, 0, 33, {1, code, 3, 480});
    QTEST(face.ok(), "fits");
    QCOMPARE(codeOn(*face), code);
    for (const FaceLine &line : face->lines)
        QVERIFY(line.role != LabelText::Code || line.points >= 8);
}

void LabelFaceTest::cutsCodesBetweenGroups_data()
{
    QTest::addColumn<QString>("code");
    QTest::addColumn<int>("most");
    QTest::addColumn<QList<int>>("lines");
    const QString code = u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s;
    QTest::newRow("one line") << code << 24 << QList<int>{24};
    QTest::newRow("two, evenly") << code << 20 << QList<int>{10, 14};
    QTest::newRow("three") << code << 13 << QList<int>{10, 10, 4};
    QTest::newRow("five") << code << 5 << QList<int>{5, 5, 5, 5, 4};
    QTest::newRow("a group too long") << code << 4 << QList<int>{};
    QTest::newRow("no groups") << u"A7K3X9M2P4"_s << 4 << QList<int>{3, 3, 4};
    QTest::newRow("dash at the end") << u"AB-CD-"_s << 3 << QList<int>{3, 3};
    QTest::newRow("nothing") << QString() << 10 << QList<int>{};
}

void LabelFaceTest::cutsCodesBetweenGroups()
{
    QFETCH(QString, code);
    QFETCH(int, most);
    QTEST(codeLines(code, most), "lines");
}

void LabelFaceTest::refusesDenseSymbols()
{
    const auto face = arrangeFace(jobOn(u"L7651"_s), 0, 57, labels(1).first());
    QVERIFY(!face.ok());
    QCOMPARE(face.failure().name, u"label_too_small"_s);
    QVERIFY(!face.failure().hint.isEmpty());
}

void LabelFaceTest::refusesLabelsWithoutRoom()
{
    SheetJob job = jobOn(u"L4731"_s);
    const auto code = arrangeFace(job, 0, 0, {1, QString(64, u'M'), 3, 480});
    QCOMPARE(code.failure().name, u"label_too_small"_s);
    job.amount = Money(qint64(9'223'372'036'854'775'807), Currency(u"USDC"_s));
    const auto amount = arrangeFace(job, 0, 0, labels(1).first());
    QCOMPARE(amount.failure().name, u"label_too_small"_s);
}

void LabelFaceTest::reprintsSaySo()
{
    for (const LabelTemplate &t : TemplateCatalogue::builtIn().all()) {
        SheetJob job = jobOn(t.id);
        const LabelContent label = labels(1).first();
        QVERIFY(!has(*arrangeFace(job, 0, modulesOn(t), label), LabelText::Reprint));
        job.reprint = 2;
        const auto face = arrangeFace(job, 0, modulesOn(t), label);
        QVERIFY2(face.ok() && has(*face, LabelText::Reprint), qPrintable(t.id));
        QVERIFY(has(*face, LabelText::ClaimBy));
        for (const FaceLine &line : face->lines) {
            if (line.role != LabelText::Reprint)
                continue;
            QVERIFY(line.text.endsWith(u'2'));
            for (const FaceLine &other : face->lines)
                QVERIFY(&other == &line || !inkOf(other).adjusted(0.05, 0.05, -0.05, -0.05).intersects(inkOf(line)));
            QVERIFY(!inkOf(line).intersects(face->qr.adjusted(0.05, 0.05, -0.05, -0.05)));
        }
    }
}

void LabelFaceTest::serialForms()
{
    const LabelContent label{12, codeOf(12), 3, 500};
    QCOMPARE(serialText(label, 0), u"12 / 500 · batch 3"_s);
    QCOMPARE(serialText(label, 1), u"12 / 500 · B3"_s);
    QCOMPARE(serialText(label, 2), u"12 / 500"_s);
}

QTEST_MAIN(LabelFaceTest)
#include "label_face_test.moc"
