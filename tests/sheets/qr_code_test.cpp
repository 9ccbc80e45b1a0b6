// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_code.h"
#include "sheets/qr_reader.h"
#include "sheets/sheet_fixture.h"

#include <QPainter>

using namespace scrip;
using namespace scrip::test;
using namespace Qt::StringLiterals;

/// QR symbols: small, strong, and readable from the rectangles they are drawn with.
class QrCodeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void choosesSizeAndLevel_data();
    void choosesSizeAndLevel();
    void runsDoNotOverlapAndDecode_data();
    void runsDoNotOverlapAndDecode();
    void remembersTheLevelOnly();
    void refusesWhatCannotBeEncoded();
    void readsNothingFromEmptyPaper();
};

namespace {

QImage drawn(const QrCode &code, int scale)
{
    const int side = (code.modules() + 2 * QrCode::quietZone) * scale;
    QImage image(side, side, QImage::Format_Grayscale8);
    image.fill(Qt::white);
    QPainter painter(&image);
    for (const QRect &run : code.runs())
        painter.fillRect((run.x() + QrCode::quietZone) * scale, (run.y() + QrCode::quietZone) * scale,
                         run.width() * scale, run.height() * scale, Qt::black);
    return image;
}

} // namespace

void QrCodeTest::choosesSizeAndLevel_data()
{
    QTest::addColumn<QString>("payload");
    QTest::addColumn<int>("modules");
    QTest::addColumn<QString>("level");
    const QString capitals = u"HTTPS://CLAIM.TEST/C/NEAR-A7K3-X9M2-P4Q8-B6DH"_s;
    QTest::newRow("45 capitals: version 3, Q") << capitals << 29 << u"Q"_s;
    QTest::newRow("the same in small letters") << capitals.toLower() << 33 << u"Q"_s;
    QTest::newRow("38 capitals: version 2, M") << u"HTTPS://C.TEST/NEAR-A7K3-X9M2-P4Q8-B6D"_s << 25 << u"M"_s;
    QTest::newRow("code alone") << codeOf(1) << 25 << u"Q"_s;
}

void QrCodeTest::choosesSizeAndLevel()
{
    QFETCH(QString, payload);
    QFETCH(QString, level);
    QrEncoder encoder;
    const auto code = encoder.encode(payload);
    QVERIFY(code.ok());
    QTEST(code->modules(), "modules");
    QCOMPARE(QString(QLatin1Char(code->level())), level);
}

void QrCodeTest::runsDoNotOverlapAndDecode_data()
{
    QTest::addColumn<QString>("payload");
    QTest::newRow("url") << u"https://app.example.com/claim?code=NEAR-A7K3-X9M2-P4Q8-B6DH"_s;
    QTest::newRow("code") << codeOf(7);
    QTest::newRow("unicode") << u"https://пример.рф/ü?c=€"_s;
    QTest::newRow("long") << QString(u"https://example.com/"_s + QString(600, u'x'));
    QTest::newRow("one character") << u"A"_s;
}

void QrCodeTest::runsDoNotOverlapAndDecode()
{
    QFETCH(QString, payload);
    QrEncoder encoder;
    const auto code = encoder.encode(payload);
    QVERIFY(code.ok());
    QRegion covered;
    for (const QRect &run : code->runs()) {
        QVERIFY(!covered.intersects(run));
        covered += run;
    }
    QVERIFY(code->isDark(0, 0));
    QVERIFY(!code->isDark(1, 1));
    QCOMPARE(readQr(drawn(*code, 4)).value_or(QString()), payload);
}

void QrCodeTest::remembersTheLevelOnly()
{
    QrEncoder encoder;
    for (qint64 serial = 1; serial < 200; ++serial) {
        const QString payload = u"HTTPS://CLAIM.TEST/C/"_s + codeOf(serial);
        const auto code = encoder.encode(payload);
        QCOMPARE(code->modules(), 29);
        QCOMPARE(code->level(), 'Q');
    }
    // As long, but of other characters: it may not fit the remembered symbol and level.
    const auto wider = encoder.encode(QString(45, u'x'));
    QVERIFY(wider.ok());
    QCOMPARE(readQr(drawn(*wider, 4)).value_or(QString()), QString(45, u'x'));
    QrEncoder fresh;
    QCOMPARE(wider->modules(), fresh.encode(QString(45, u'x'))->modules());
}

void QrCodeTest::refusesWhatCannotBeEncoded()
{
    QrEncoder encoder;
    QCOMPARE(encoder.encode(QString()).failure().name, u"internal"_s);
    QCOMPARE(encoder.encode(QString(u"A"_s + QChar(0) + u"B"_s)).failure().name, u"internal"_s);
    const auto endless = encoder.encode(QString(5000, u'x'));
    QCOMPARE(endless.failure().name, u"label_too_small"_s);
    QCOMPARE(endless.failure().field, u"claim_url"_s);
}

void QrCodeTest::readsNothingFromEmptyPaper()
{
    QImage paper(400, 400, QImage::Format_Grayscale8);
    paper.fill(Qt::white);
    QVERIFY(!readQr(paper));
    QVERIFY(!readQr(QImage()));
}

QTEST_MAIN(QrCodeTest)
#include "qr_code_test.moc"
