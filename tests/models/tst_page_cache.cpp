// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/page_boundaries.h"
#include "models/page_cache.h"

#include <QTest>

using namespace scrip;
using namespace Qt::StringLiterals;

/// What is kept, what is forgotten, and in which way a page is read.
class TestPageCache : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsTheStateOfAPage();
    void forgetsWhatWasLookedAtLongestAgo();
    void findsARowByItsNumber();
    void forgetsPagesBehindTheEnd();
    void prefersExactWays();
    void tellsWhenABoundaryMoved();
    void boundariesStayBounded();
};

void TestPageCache::tellsTheStateOfAPage()
{
    using State = PageCache<int>::State;
    PageCache<int> cache(2);
    QCOMPARE(cache.state(3), State::Empty);
    cache.setLoading(3);
    QCOMPARE(cache.state(3), State::Loading);
    cache.setLoading(-1);
    cache.put(3, {1, 2, 3});
    QCOMPARE(cache.state(3), State::Filled);
    cache.markOutdated();
    QCOMPARE(cache.state(3), State::Outdated);
    cache.put(3, {1, 2});
    QCOMPARE(cache.state(3), State::Filled);
    cache.clear();
    QCOMPARE(cache.state(3), State::Empty);
}

void TestPageCache::forgetsWhatWasLookedAtLongestAgo()
{
    PageCache<int> cache(3);
    for (int page = 0; page < 3; ++page)
        cache.put(page, {page});
    QVERIFY(cache.row(0));
    cache.put(7, {7});
    QList<int> pages = cache.pages();
    std::sort(pages.begin(), pages.end());
    QCOMPARE(pages, QList<int>({0, 2, 7}));
}

void TestPageCache::findsARowByItsNumber()
{
    PageCache<int> cache;
    cache.put(2, {40, 41});
    QCOMPARE(*cache.row(401), 41);
    QVERIFY(!cache.row(402));
    QVERIFY(!cache.row(1));
}

void TestPageCache::forgetsPagesBehindTheEnd()
{
    PageCache<int> cache;
    for (int page = 0; page < 5; ++page)
        cache.put(page, {page});
    cache.truncate(2);
    QVERIFY(cache.row(200));
    QVERIFY(!cache.row(400));
    QVERIFY(!cache.row(800));
}

void TestPageCache::prefersExactWays()
{
    PageBoundaries boundaries;
    QVERIFY(boundaries.wayTo(0)->exact);
    QVERIFY(!boundaries.wayTo(4));
    boundaries.setStart(4, u"a"_s, false);
    QVERIFY(!boundaries.wayTo(4)->back);
    boundaries.setEnd(4, u"z"_s, true);
    QVERIFY(boundaries.wayTo(4)->back);
    QCOMPARE(boundaries.wayTo(4)->cursor, u"z"_s);
    boundaries.distrust();
    QVERIFY(!boundaries.wayTo(4)->back);
    QVERIFY(!boundaries.wayTo(4)->exact);
    QVERIFY(boundaries.wayTo(0)->exact);
    boundaries.forget(4);
    QVERIFY(!boundaries.wayTo(4));
}

void TestPageCache::tellsWhenABoundaryMoved()
{
    PageBoundaries boundaries;
    QVERIFY(!boundaries.setStart(1, u"a"_s, true));
    QVERIFY(!boundaries.setStart(1, u"a"_s, true));
    QVERIFY(boundaries.setStart(1, u"b"_s, true));
}

void TestPageCache::boundariesStayBounded()
{
    PageBoundaries boundaries;
    for (int page = 1; page < 3 * PageBoundaries::capacity; ++page) {
        boundaries.setStart(page, QString::number(page), true);
        boundaries.setEnd(page, QString::number(page), true);
    }
    QVERIFY(boundaries.size() <= 2 * PageBoundaries::capacity);
}

QTEST_GUILESS_MAIN(TestPageCache)
#include "tst_page_cache.moc"
