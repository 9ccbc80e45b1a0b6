// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/tokens.h"

#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

/// Text can be read: every ink on every ground it is used on, in both themes, by computation.
class TestTokens : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void knowsContrast();
    void textReads_data();
    void textReads();
    void tintsAreEquallyBright();
    void tellsTheThemeFromAPalette();
};

void TestTokens::knowsContrast()
{
    QVERIFY(qAbs(contrast(Qt::black, Qt::white) - 21.0) < 0.01);
    QVERIFY(qAbs(contrast(Qt::white, Qt::white) - 1.0) < 0.01);
    QVERIFY(contrast(readable(QColor(u"#bbbbbb"_s), Qt::white), Qt::white) >= 4.5);
    QCOMPARE(readable(Qt::black, Qt::white), QColor(Qt::black));
}

void TestTokens::textReads_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("ground");
    for (const Tokens *t : {&lightTokens(), &darkTokens()}) {
        const QByteArray theme = t->dark ? "dark " : "light ";
        const auto row = [&theme](const QByteArray &name, const QColor &ink, const QColor &ground) {
            QTest::newRow(QByteArray(theme + name).constData()) << ink << ground;
        };
        row("text on window", t->text, t->window);
        row("text on base", t->text, t->base);
        row("text on raised", t->text, t->raised);
        row("text on selection", t->text, t->selection);
        row("text on hover", t->text, t->hover);
        row("muted on window", t->muted, t->window);
        row("muted on base", t->muted, t->base);
        row("muted on raised", t->muted, t->raised);
        row("muted on selection", t->mutedOn(t->selection), t->selection);
        row("text on accent", t->onAccent, t->accent);
        row("text on bad", t->onAccent, t->bad);
        row("accent on base", t->accent, t->base);
        for (const Tone tone : {Tone::Neutral, Tone::Accent, Tone::Good, Tone::Warn, Tone::Bad, Tone::Info}) {
            const QByteArray name = "tone " + QByteArray::number(int(tone));
            row(QByteArray(name + " on its tint"), t->onTint(tone), t->tint(tone));
            row(QByteArray(name + " on base"), t->strong(tone), t->base);
            row(QByteArray("text on tint of " + name), t->text, t->tint(tone));
        }
    }
}

void TestTokens::textReads()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, ground);
    QVERIFY2(contrast(ink, ground) >= 4.5,
             qPrintable(u"%1 on %2: %3"_s.arg(ink.name(), ground.name()).arg(contrast(ink, ground))));
}

void TestTokens::tintsAreEquallyBright()
{
    for (const Tokens *t : {&lightTokens(), &darkTokens()}) {
        for (const Tone tone : {Tone::Good, Tone::Warn, Tone::Bad, Tone::Info})
            QVERIFY(contrast(t->tint(tone), t->tint(Tone::Accent)) < 1.05);
    }
}

void TestTokens::tellsTheThemeFromAPalette()
{
    QVERIFY(tokensOf(paletteOf(darkTokens())).dark);
    QVERIFY(!tokensOf(paletteOf(lightTokens())).dark);
    QCOMPARE(paletteOf(lightTokens()).color(QPalette::Base), lightTokens().base);
}

QTEST_GUILESS_MAIN(TestTokens)
#include "tst_tokens.moc"
