// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/help/help_link.h"
#include "ui/theme/looks.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

using namespace scrip;
using namespace Qt::StringLiterals;

/// Where the words of a strip stand.
class TestInlineMessage : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theLeadStandsAboveASqueezedSentence_data();
    void theLeadStandsAboveASqueezedSentence();
    void theLeadStandsOnTheFirstLine();
    void helpBeginsWhereTheSentenceDoes();
};

void TestInlineMessage::theLeadStandsAboveASqueezedSentence_data()
{
    QTest::addColumn<int>("width");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("above");
    const QString lengthy =
        u"The answer was lost on the way. The same is asked again until it is known what happened; "
        "nothing is done twice."_s;
    QTest::newRow("a dialog") << 470 << lengthy << true;
    QTest::newRow("a window") << 1440 << lengthy << false;
    QTest::newRow("two lines") << 470 << u"The file will hold e-mail addresses. Delete it when done."_s << false;
}

void TestInlineMessage::theLeadStandsAboveASqueezedSentence()
{
    QFETCH(const int, width);
    QFETCH(const QString, text);
    QFETCH(const bool, above);
    InlineMessage message;
    message.setButton(u"Ask now"_s);
    message.show(Tone::Bad, u"Unknown, resolving."_s, text);
    testing::showOnScreen(&message, {width, 100});
    const QList<Label *> labels = message.findChildren<Label *>();
    QCOMPARE(labels.size(), 2);
    const Label *lead = labels.at(0);
    const Label *sentence = labels.at(1);
    QCOMPARE(sentence->text(), text);
    QTRY_COMPARE(sentence->y() > lead->y() + lead->height() / 2, above);
    QCOMPARE(sentence->x() > lead->x(), !above);
}

void TestInlineMessage::theLeadStandsOnTheFirstLine()
{
    InlineMessage message;
    message.show(Tone::Warn, u"Would be blocked."_s,
                 u"Nothing is left to spend: the backend refuses its requests until credit appears."_s);
    testing::showOnScreen(&message, {560, 48});
    const QList<Label *> labels = message.findChildren<Label *>();
    QTRY_VERIFY(labels.at(1)->height() > labels.at(0)->height() * 3 / 2);
    QVERIFY(std::abs(labels.at(0)->y() - labels.at(1)->y()) <= 1);
}

void TestInlineMessage::helpBeginsWhereTheSentenceDoes()
{
    InlineMessage message;
    message.show(Tone::Bad, u"Not created."_s, u"The database cannot be reached."_s);
    message.setHelp(u"code_disabled"_s);
    testing::showOnScreen(&message, {720, 60});
    const auto *help = message.findChild<HelpLink *>();
    QVERIFY(help && help->isVisible());
    const Label *sentence = message.findChildren<Label *>().at(1);
    QTRY_COMPARE(help->x() + linkPadding, sentence->x());
}

SCRIP_UI_TEST_MAIN(TestInlineMessage)
#include "tst_inline_message.moc"
