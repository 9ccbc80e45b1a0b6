// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/shell/history.h"

using namespace scrip;
using namespace Qt::StringLiterals;

/// Where one was, as a browser keeps it.
class TestHistory : public QObject
{
    Q_OBJECT
private:
    static HistoryEntry at(const QString &page, const QString &place = {})
    {
        HistoryEntry entry{page, {}};
        if (!place.isEmpty())
            entry.location.addQueryItem(u"event"_s, place);
        return entry;
    }

private Q_SLOTS:
    void beginsNowhere()
    {
        History history;
        QVERIFY(!history.current());
        QVERIFY(!history.canGoBack() && !history.canGoForward());
        QVERIFY(!history.back() && !history.forward());
    }

    void goesBackAndForward()
    {
        History history;
        history.visit(at(u"events"_s));
        history.visit(at(u"codes"_s));
        history.visit(at(u"sheets"_s));
        QCOMPARE(history.back()->pageId, u"codes"_s);
        QCOMPARE(history.back()->pageId, u"events"_s);
        QVERIFY(!history.back());
        QCOMPARE(history.current()->pageId, u"events"_s);
        QCOMPARE(history.forward()->pageId, u"codes"_s);
        QVERIFY(history.canGoForward());
    }

    void aNewPlaceForgetsWhatLayAhead()
    {
        History history;
        history.visit(at(u"events"_s));
        history.visit(at(u"codes"_s));
        (void)history.back();
        history.visit(at(u"sheets"_s));
        QVERIFY(!history.canGoForward());
        QCOMPARE(history.back()->pageId, u"events"_s);
    }

    void theSamePlaceTwiceCountsOnce()
    {
        History history;
        history.visit(at(u"events"_s, u"a"_s));
        history.visit(at(u"events"_s, u"a"_s));
        QVERIFY(!history.canGoBack());
        history.visit(at(u"events"_s, u"b"_s));
        QVERIFY(history.canGoBack());
    }

    void movingWithinAPageAddsNothing()
    {
        History history;
        history.replace(at(u"events"_s)); // the first place of all
        history.visit(at(u"codes"_s));
        history.replace(at(u"codes"_s, u"x"_s));
        QCOMPARE(history.current()->location.queryItemValue(u"event"_s), u"x"_s);
        QCOMPARE(history.back()->pageId, u"events"_s);
        QCOMPARE(history.forward()->location.queryItemValue(u"event"_s), u"x"_s);
    }

    void keepsAHundred()
    {
        History history;
        for (int i = 0; i < 250; ++i)
            history.visit(at(u"events"_s, QString::number(i)));
        int steps = 0;
        while (history.canGoBack()) {
            (void)history.back();
            ++steps;
        }
        QCOMPARE(steps, 99);
        QCOMPARE(history.current()->location.queryItemValue(u"event"_s), u"150"_s);
    }
};

SCRIP_UI_TEST_MAIN(TestHistory)
#include "tst_history.moc"
