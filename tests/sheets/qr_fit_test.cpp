// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_fit.h"
#include "sheets/sheet_fixture.h"

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// How large a symbol becomes on each stock, and what it is worth.
class QrFitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fitsSymbols_data();
    void fitsSymbols();
    void judges_data();
    void judges();
    void knowsStockTooSmall();
    void modulesAreWholeDots_data() { stockRows(); }
    void modulesAreWholeDots();
    void contentKeepsClearOfEdges_data() { stockRows(); }
    void contentKeepsClearOfEdges();
};

void QrFitTest::fitsSymbols_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("module"); // millimetres, version 3
    QTest::addColumn<double>("symbol");
    QTest::addColumn<double>("version4");
    QTest::newRow("5160") << u"5160"_s << 0.59 << 17.2 << 0.51;
    QTest::newRow("5162") << u"5162"_s << 0.85 << 24.6 << 0.76;
    QTest::newRow("5163") << u"5163"_s << 1.02 << 29.5 << 1.02;
    QTest::newRow("5371") << u"5371"_s << 1.02 << 29.5 << 1.02;
    QTest::newRow("5395") << u"5395"_s << 1.02 << 29.5 << 1.02;
    QTest::newRow("22805") << u"22805"_s << 0.68 << 19.6 << 0.59;
    QTest::newRow("22816") << u"22816"_s << 0.93 << 27.0 << 0.85;
    QTest::newRow("L7159") << u"L7159"_s << 0.85 << 24.6 << 0.76;
    QTest::newRow("L7160") << u"L7160"_s << 0.93 << 27.0 << 0.85;
    QTest::newRow("L7163") << u"L7163"_s << 0.93 << 27.0 << 0.85;
    QTest::newRow("L7165") << u"L7165"_s << 1.02 << 29.5 << 1.02;
    QTest::newRow("L7651") << u"L7651"_s << 0.51 << 14.7 << 0.42;
    QTest::newRow("3475") << u"3475"_s << 0.85 << 24.6 << 0.76;
    QTest::newRow("herma 5051") << u"herma-5051"_s << 0.59 << 17.2 << 0.51;
    QTest::newRow("plain 3x7") << u"plain-a4-3x7"_s << 0.93 << 27.0 << 0.76;
    QTest::newRow("plain 4x10") << u"plain-a4-4x10"_s << 0.59 << 17.2 << 0.59;
    QTest::newRow("tent") << u"tent-a4-2up"_s << 1.69 << 49.1 << 1.52;
}

void QrFitTest::fitsSymbols()
{
    QFETCH(QString, name);
    QFETCH(double, module);
    QFETCH(double, symbol);
    const QrFit fit = fitQr(stock(name), 29);
    QVERIFY2(qAbs(fit.moduleMm() - module) < 0.006, qPrintable(QString::number(fit.moduleMm())));
    QVERIFY2(qAbs(fit.symbolMm() - symbol) < 0.06, qPrintable(QString::number(fit.symbolMm())));
    QCOMPARE(fit.readsToCm(), qRound(symbol));
    QFETCH(double, version4);
    // A symbol of more modules never gets larger ones.
    const double larger = fitQr(stock(name), 33).moduleMm();
    QVERIFY2(larger <= fit.moduleMm() && qAbs(larger - version4) < 0.09, qPrintable(QString::number(larger)));
}

void QrFitTest::judges_data()
{
    QTest::addColumn<int>("modules"); // on L7651
    QTest::addColumn<int>("verdict");
    QTest::newRow("version 3") << 29 << int(QrVerdict::Ok);
    QTest::newRow("version 4") << 33 << int(QrVerdict::Near);
    QTest::newRow("version 7") << 45 << int(QrVerdict::Tight);
    QTest::newRow("version 10: below 0.33 mm") << 57 << int(QrVerdict::TooSmall);
}

void QrFitTest::judges()
{
    QFETCH(int, modules);
    const QrFit fit = fitQr(stock(u"L7651"_s), modules);
    QTEST(int(fit.verdict), "verdict");
    QCOMPARE(fit.verdict == QrVerdict::TooSmall, fit.moduleMm() < 0.33);
}

void QrFitTest::knowsStockTooSmall()
{
    QStringList textOnly;
    for (const LabelTemplate &t : TemplateCatalogue::builtIn().all()) {
        if (!carriesQr(t))
            textOnly << t.id;
    }
    QCOMPARE(textOnly, QStringList({u"avery-5167"_s, u"avery-l4731"_s}));
}

void QrFitTest::modulesAreWholeDots()
{
    QFETCH(QString, id);
    const QrFit fit = fitQr(stock(id), 29);
    QVERIFY(qAbs(fit.moduleMm() * 300 / 25.4 - fit.dots) < 1e-9);
    QCOMPARE(fitQr(stock(id), 29, 6).dots, qMin(6, fit.dots));
}

void QrFitTest::contentKeepsClearOfEdges()
{
    QFETCH(QString, id);
    const LabelTemplate t = stock(id);
    for (int slot = 0; slot < t.perPage(); ++slot) {
        const QRectF content = contentRect(t, slot);
        const QRectF face(QPointF(), faceSize(t));
        QVERIFY(face.adjusted(0.99, 0.99, -0.99, -0.99).contains(content));
        if (t.kind == LabelKind::Tent)
            continue;
        const QRectF onPage = content.translated(t.slot(slot).topLeft());
        QVERIFY(QRectF(QPointF(), t.page).adjusted(4.99, 4.99, -4.99, -4.99).contains(onPage));
    }
}

QTEST_MAIN(QrFitTest)
#include "qr_fit_test.moc"
