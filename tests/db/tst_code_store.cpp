// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/store_fixture.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Lists, look-ups, reveals and states of codes against a real server.
class CodeStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_fixture = std::make_unique<StoreFixture>(m_cluster.dsn());
        VERIFY_OK(m_fixture->open());
        m_event = m_fixture->createEvent(u"Codes"_s)->object.id;
        m_batch = m_fixture->mint(m_event, 45)->object.id;
    }

    void decodesRows()
    {
        const auto page = awaited(codes().page(inBatch(3)));
        VERIFY_OK(page);
        QCOMPARE(page->items.size(), 3);
        const Code code = page->items.first();
        QCOMPARE(code.serial, 1);
        QCOMPARE(code.eventId, m_event);
        QCOMPARE(code.eventName, u"Codes"_s);
        QCOMPARE(code.batchId, m_batch);
        QCOMPARE(code.batchNumber, 1);
        QCOMPARE(code.batchCount, 45);
        QCOMPARE(code.maxUses, 1);
        QCOMPARE(code.state, CodeState::Available);
        QVERIFY(code.claimedBy.isNull());
        QVERIFY(!code.claimedAt.isValid());
        QCOMPARE(code.printRun, 0);
        QVERIFY(code.masked.startsWith(u"NEAR-"_s));
        QVERIFY(code.masked.contains(u'·'));
    }

    void pagesBothWays()
    {
        QList<int> forward;
        CodeQuery query = inBatch(20);
        do {
            const auto page = awaited(codes().page(query));
            VERIFY_OK(page);
            for (const Code &code : page->items)
                forward << code.serial;
            query.after = page->next;
        } while (!query.after.isEmpty());
        QCOMPARE(forward.size(), 45);
        QVERIFY(std::is_sorted(forward.begin(), forward.end()));

        query = inBatch(20);
        query.back = true;
        const auto last = awaited(codes().page(query));
        QCOMPARE(last->items.first().serial, 26);
        QCOMPARE(last->items.last().serial, 45);
        query.after = last->next;
        QCOMPARE(awaited(codes().page(query))->items.last().serial, 25);
        query.limit = 45;
        query.after.clear();
        QVERIFY(awaited(codes().page(query))->next.isEmpty());
    }

    void countsAndJumps()
    {
        const auto all = awaited(codes().count({m_event, {}, {}, {}}));
        QCOMPARE(all->count, 45);
        QVERIFY(all->exact);
        QCOMPARE(awaited(codes().count({m_event, {}, CodeState::Disabled, {}}))->count, 0);
        const auto cursor = awaited(codes().position({{}, m_batch, {}, {}}, {}, 0.5));
        VERIFY_OK(cursor);
        CodeQuery query = inBatch(1);
        query.after = *cursor;
        const int serial = awaited(codes().page(query))->items.first().serial;
        QVERIFY2(serial > 18 && serial < 28, qPrintable(QString::number(serial)));
        QVERIFY(awaited(codes().position({{}, m_batch, {}, {}}, {}, 0.0))->isEmpty());
    }

    void revealsAndFindsInAnySpelling()
    {
        const auto revealed = awaited(codes().reveal(reveal(1, 2)));
        VERIFY_OK(revealed);
        QCOMPARE(revealed->items.size(), 2);
        const RevealedCode plain = revealed->items.first();
        QCOMPARE(plain.serial, 1);
        QCOMPARE(plain.batchId, m_batch);
        const auto found = awaited(codes().code(plain.code.text().toLower().replace(u'-', u' ')));
        VERIFY_OK(found);
        QCOMPARE(found->id, plain.id);
        QCOMPARE(found->masked, plain.code.masked());
        QCOMPARE(awaited(codes().code(plain.id.toText()))->serial, 1);
        QCOMPARE(refusal(awaited(codes().code(u"NEAR-AAAA-AAAA-AAAA-AAAA"_s))), u"code_not_found"_s);
        QCOMPARE(refusal(awaited(codes().code(u"NEAR-\u0421AAA"_s))), u"invalid_code"_s);
    }

    void revealGoesOnWithoutShowingMore()
    {
        RevealRequest request = reveal(0, 0);
        request.limit = 20;
        QStringList texts;
        do {
            const auto page = awaited(codes().reveal(request));
            VERIFY_OK(page);
            for (const RevealedCode &code : page->items)
                texts << code.code.text();
            request.after = page->next;
        } while (!request.after.isEmpty());
        QCOMPARE(texts.size(), 45);
        QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), 45);
        request.purpose = u"curiosity"_s;
        QCOMPARE(refusal(awaited(codes().reveal(request))), u"usage"_s);
        request.purpose = u"reveal"_s;
        request.ids = {awaited(codes().page(inBatch(1)))->items.first().id};
        QCOMPARE(awaited(codes().reveal(request))->items.size(), 1);
    }

    void revealIsNotedOnceAndBefore()
    {
        const BatchId batch = m_fixture->mint(m_event, 3)->object.id;
        RevealRequest request = reveal(0, 0);
        request.filter.batch = batch;
        const auto notes = [&] {
            return awaited(m_fixture->administration().audit({u"batch:"_s + batch.toText(), {}, {}, {}, {}, 50}));
        };
        const qsizetype before = notes()->items.size();
        QCOMPARE(awaited(codes().reveal(request))->items.size(), 3);
        QCOMPARE(notes()->items.size(), before + 1);
        QCOMPARE(notes()->items.first().action, u"reveal_codes"_s);
        request.filter.state = CodeState::Claimed;
        const auto none = awaited(codes().reveal(request));
        VERIFY_OK(none);
        QVERIFY(none->items.isEmpty());
        QCOMPARE(notes()->items.size(), before + 1);
    }

    void disablesOneAndEnablesIt()
    {
        const RevealedCode plain = awaited(codes().reveal(reveal(3, 3)))->items.first();
        const auto disabled = awaited(codes().disable(plain.code.text(), why()));
        VERIFY_OK(disabled);
        QCOMPARE(disabled->object.state, CodeState::Disabled);
        QVERIFY(disabled->object.stateAt.isValid());
        QCOMPARE(awaited(codes().enable(plain.id.toText(), why()))->object.state, CodeState::Available);
        QCOMPARE(refusal(awaited(codes().disable(plain.code.text(), {newKey(), {}, {}}))), u"reason_required"_s);
        QCOMPARE(refusal(awaited(codes().disable(u"NEAR-AAAA-AAAA-AAAA-AAAA"_s, why()))), u"code_not_found"_s);
        const auto history = awaited(codes().history(plain.id));
        VERIFY_OK(history);
        QCOMPARE(history->items.first().action, u"enable_code"_s);
        QCOMPARE(history->items.first().reason, u"because"_s);
    }

    void disablesARange()
    {
        const BatchId batch = m_fixture->mint(m_event, 10)->object.id;
        const QString key = newKey();
        const auto changed = awaited(codes().disableRange({batch, 2, 4}, {key, {}, u"lost"_s}));
        VERIFY_OK(changed);
        QCOMPARE(changed->changed, 3);
        QVERIFY(awaited(codes().disableRange({batch, 2, 4}, {key, {}, u"lost"_s}))->replayed);
        QCOMPARE(awaited(codes().disableRange({batch, 0, 0}, why()))->skipped, 3);
        QCOMPARE(awaited(codes().enableRange({batch, 0, 0}, why()))->changed, 10);
        QCOMPARE(awaited(codes().count({{}, batch, CodeState::Available, {}}))->count, 10);
    }

    void supportLooksUpWhatItIsTold()
    {
        const QList<RevealedCode> told = awaited(codes().reveal(reveal(10, 12)))->items;
        StoreFixture support(m_cluster.dsnAs(u"t_support"_s, m_cluster.dsn(), u"IN ROLE scrip_support"_s));
        VERIFY_OK(support.open());
        const CodeId unknown = told.at(2).id;
        QCOMPARE(awaited(support.codes().code(told.at(0).code.text()))->serial, 10);
        QCOMPARE(awaited(support.stores().lookup->lookup(told.at(1).code.text()))->matches.size(), 1);
        TimelineQuery timeline;
        timeline.code = told.at(0).id.toText();
        VERIFY_OK(awaited(support.stores().lookup->timeline(timeline)));
        ClaimRequest claim{m_event, told.at(0).code.text(), {}, {}};
        claim.claimant.email = u"nobody@example.com"_s;
        QVERIFY(!awaited(support.stores().claims->check(claim))->reasons.isEmpty());

        // By the text, by the id of what was looked up, and by none other.
        const auto one = awaited(support.codes().reissue(told.at(0).code.text(), why()));
        VERIFY_OK(one);
        QVERIFY(!one->plain.isEmpty());
        VERIFY_OK(awaited(support.codes().reissue(told.at(1).id.toText(), why())));
        QCOMPARE(refusal(awaited(support.codes().reissue(unknown.toText(), why()))), u"code_not_found"_s);
        QCOMPARE(refusal(awaited(support.codes().reveal(reveal(12, 12)))), u"not_permitted"_s);
        QCOMPARE(m_cluster.value(m_cluster.dsn(), u"SELECT count(*) FROM scrip.lookup WHERE login = 't_support'"_s),
                 u"7"_s);
    }

    void journalHoldsNoPlainCode()
    {
        // The server is busy with the row, so that the note is there while we look.
        const RevealedCode plain = awaited(codes().reveal(reveal(5, 5)))->items.first();
        Connection other(*ConnInfo::parse(m_cluster.dsn()), u"test"_s);
        VERIFY_OK(other.open());
        VERIFY_OK(other.run(Statement("BEGIN")));
        VERIFY_OK(other.run(Statement("SELECT 1 FROM scrip.code WHERE id = $1 FOR UPDATE", plain.id)));
        const auto answer = codes().disable(plain.code.text(), why());
        QTRY_COMPARE(m_fixture->notes(), 1);
        QVERIFY(!m_fixture->journalText().contains(plain.code.text().toUtf8()));
        VERIFY_OK(other.run(Statement("ROLLBACK")));
        VERIFY_OK(awaited(answer));
        QCOMPARE(m_fixture->notes(), 0);
    }

private:
    [[nodiscard]] CodeStore &codes() const { return m_fixture->codes(); }
    static WriteContext why() { return {newKey(), {}, u"because"_s}; }
    [[nodiscard]] CodeQuery inBatch(int limit) const { return {{{}, m_batch, {}, {}}, {}, {}, limit, false}; }
    [[nodiscard]] RevealRequest reveal(int from, int to) const
    {
        return {{{}, m_batch, {}, {}}, {}, from, to, u"reveal"_s, {}, {}, 10'000};
    }

    PrivateCluster m_cluster;
    std::unique_ptr<StoreFixture> m_fixture;
    EventId m_event;
    BatchId m_batch;
};

QTEST_GUILESS_MAIN(CodeStoreTest)
#include "tst_code_store.moc"
