// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cutting_proxy.h"
#include "db/store_fixture.h"

#include <QCryptographicHash>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace scrip;
using namespace scrip::test;

/// Claims, what becomes of them, attempts, look-ups and timelines against a real server.
class ClaimStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY2(m_cluster.problem().isEmpty(), qPrintable(m_cluster.problem()));
        m_fixture = std::make_unique<StoreFixture>(m_cluster.dsn());
        VERIFY_OK(m_fixture->open());
        m_event = m_fixture->createEvent(u"Claims"_s)->object.id;
        m_batch = m_fixture->mint(m_event, 20)->object.id;
        const auto revealed = awaited(codes().reveal(revealAll()));
        VERIFY_OK(revealed);
        for (const RevealedCode &code : revealed->items)
            m_codes << code.code.text();
        QCOMPARE(m_codes.size(), 20);
    }

    void claimsForAUserWithNothing()
    {
        const ApiKeySecret secret;
        const ClaimRequest request = requestOf(addUser(u"ada"_s), 0, secret);
        const QString key = newKey();
        const auto made = awaited(claims().create(request, {key, u"bo"_s, {}}));
        VERIFY_OK(made);
        QVERIFY(!made->replayed);
        QCOMPARE(made->claim.email, u"ada@example.com"_s);
        QCOMPARE(made->claim.eventId, m_event);
        QVERIFY(made->claim.claimedAt.isValid());
        QVERIFY(made->claim.code.contains(u'·'));
        QCOMPARE(made->grant.amount, Money(25 * Money::unit, Currency()));
        QCOMPARE(made->grant.id, made->claim.grantId);
        QVERIFY(made->organization.created && made->workspace.created);
        QCOMPARE(made->balance.organizationId, made->organization.id);
        QVERIFY(made->apiKey && made->apiKey->current);
        QCOMPARE(made->apiKey->prefix, secret.plain().left(10));
        const QString stored = u"SELECT key_hash FROM api_keys WHERE id = '%1'"_s.arg(made->apiKey->id.toText());
        QCOMPARE(m_cluster.value(m_cluster.dsn(), stored).toLatin1(),
                 QCryptographicHash::hash(secret.plain().toLatin1(), QCryptographicHash::Sha256).toHex());

        // Another process asks again: it has another key, and that is not the one that counts.
        ClaimRequest again = request;
        const ApiKeySecret other;
        again.apiKey = other.print();
        again.code = m_codes.at(0).toLower();
        const auto replay = awaited(claims().create(again, {key, u"bo"_s, {}}));
        VERIFY_OK(replay);
        QVERIFY(replay->replayed);
        QCOMPARE(replay->claim.id, made->claim.id);
        QVERIFY(replay->apiKey && !replay->apiKey->current);
        m_claim = made->claim;
        m_key = *made->apiKey;
    }

    void refusesAndKeepsTheAttempt()
    {
        const ApiKeySecret secret;
        ClaimRequest second = requestOf(m_claim.userId, 1, secret);
        QCOMPARE(refusal(awaited(claims().create(second, fresh()))), u"user_already_claimed"_s);
        second.code = u"NEAR-AAAA-AAAA-AAAA-AAAA"_s;
        QCOMPARE(refusal(awaited(claims().create(second, fresh()))), u"code_not_found"_s);
        const auto attempts = awaited(claims().attempts({m_event, m_claim.userId, {}, 2}));
        VERIFY_OK(attempts);
        QCOMPARE(attempts->items.size(), 2);
        QCOMPARE(attempts->items.at(0).outcome, u"code_not_found"_s);
        QVERIFY(attempts->items.at(0).codeId.isNull());
        QCOMPARE(attempts->items.at(1).outcome, u"user_already_claimed"_s);
        QVERIFY(!attempts->items.at(1).codeId.isNull());
        QVERIFY(!attempts->items.at(1).fingerprint.isEmpty());
        const auto older = awaited(claims().attempts({m_event, m_claim.userId, attempts->next, 10}));
        VERIFY_OK(older);
        QCOMPARE(older->items.last().outcome, u"claimed"_s);
        QCOMPARE(m_fixture->notes(), 0);
    }

    void checksWithoutChangingAnything()
    {
        const ApiKeySecret secret;
        const auto fine = awaited(claims().check(requestOf(addUser(u"cy"_s), 2, secret)));
        VERIFY_OK(fine);
        QVERIFY(fine->claimable && fine->reasons.isEmpty());
        const auto refused = awaited(claims().check(requestOf(m_claim.userId, 0, secret)));
        VERIFY_OK(refused);
        QVERIFY(!refused->claimable);
        QStringList names;
        for (const ClaimCheck::Reason &reason : refused->reasons) {
            names << reason.name;
            QVERIFY(!reason.message.isEmpty());
        }
        QCOMPARE(names, QStringList({u"user_already_claimed"_s, u"code_already_claimed"_s}));
        ClaimRequest nowhere = requestOf(m_claim.userId, 0, secret);
        nowhere.event = EventId(QUuid::createUuid());
        QCOMPARE(refusal(awaited(claims().check(nowhere))), u"not_found"_s);
    }

    void listsThem()
    {
        const ApiKeySecret secret;
        ClaimRequest request = requestOf({}, 3, secret);
        (void)addUser(u"dee"_s);
        request.claimant.email = u"dee@example.com"_s;
        const auto claimed = awaited(claims().create(request, fresh()));
        VERIFY_OK(claimed);
        const auto first = awaited(claims().page(ofEvent([](ClaimQuery &q) { q.limit = 1; })));
        VERIFY_OK(first);
        QCOMPARE(first->items.first().id, claimed->claim.id);
        const auto second = awaited(claims().page(ofEvent([&first](ClaimQuery &q) {
            q.after = first->next;
            q.limit = 1;
        })));
        VERIFY_OK(second);
        QCOMPARE(second->items.first().id, m_claim.id);
        QVERIFY(second->next.isEmpty());
        ClaimQuery ofUserAlone;
        ofUserAlone.user = m_claim.userId;
        ofUserAlone.organization = m_claim.organizationId;
        const auto ofUser = awaited(claims().page(ofUserAlone));
        QCOMPARE(ofUser->items.size(), 1);
        const QDateTime then = m_claim.claimedAt.addDays(-1);
        QVERIFY(awaited(claims().page(ofEvent([&then](ClaimQuery &q) { q.to = then; })))->items.isEmpty());
        QCOMPARE(awaited(claims().page(ofEvent([&then](ClaimQuery &q) { q.from = then; })))->items.size(), 2);
        QCOMPARE(awaited(claims().claim(m_claim.id))->userId, m_claim.userId);
        QCOMPARE(awaited(claims().resolve(m_claim.id.toText().right(12)))->toText(), m_claim.id.toText());
        QCOMPARE(refusal(awaited(claims().claim(ClaimId(QUuid::createUuid())))), u"not_found"_s);
    }

    void sortsCountsAndJumps()
    {
        const auto all = awaited(claims().page(ofEvent([](ClaimQuery &q) { q.sort = u"email"_s; })));
        VERIFY_OK(all);
        QCOMPARE(all->items.size(), 2);
        QVERIFY(all->items.first().email < all->items.last().email);
        const auto down = awaited(claims().page(ofEvent([](ClaimQuery &q) { q.sort = u"-email"_s; })));
        VERIFY_OK(down);
        QCOMPARE(down->items.first().id, all->items.last().id);
        QVERIFY(down->items.first().cursor != down->items.last().cursor);
        const auto before = awaited(claims().page(ofEvent([&down](ClaimQuery &q) {
            q.sort = u"-email"_s;
            q.after = down->items.last().cursor;
            q.back = true;
        })));
        VERIFY_OK(before);
        QCOMPARE(before->items.size(), 1);
        QCOMPARE(before->items.first().id, down->items.first().id);
        const auto count = awaited(claims().count(ofEvent([](ClaimQuery &) {})));
        VERIFY_OK(count);
        QVERIFY(count->exact && count->count == 2);
        QCOMPARE(awaited(claims().count(ofEvent([](ClaimQuery &q) { q.released = true; })))->count, qint64(0));
        const auto half = awaited(claims().position(ofEvent([](ClaimQuery &q) { q.sort = u"email"_s; }), 0.5));
        VERIFY_OK(half);
        QCOMPARE(*half, all->items.first().cursor);
        QCOMPARE(refusal(awaited(claims().page(ofEvent([](ClaimQuery &q) { q.sort = u"code"_s; })))), u"usage"_s);
    }

    void rotatesTheKey()
    {
        const ApiKeySecret secret;
        const auto rotated = awaited(claims().rotateKey(m_claim.id, secret.print(), fresh(u"lost"_s)));
        VERIFY_OK(rotated);
        QCOMPARE(rotated->claim, m_claim.id);
        QVERIFY(rotated->apiKey.current);
        QVERIFY(rotated->apiKey.id != m_key.id);
        const QString old = u"SELECT is_active FROM api_keys WHERE id = '%1'"_s.arg(m_key.id.toText());
        QCOMPARE(m_cluster.value(m_cluster.dsn(), old), u"f"_s);
        QCOMPARE(refusal(awaited(claims().rotateKey(m_claim.id, secret.print(), fresh({})))), u"reason_required"_s);
    }

    void findsPeopleAndWhatHappened()
    {
        const auto found = awaited(lookup().lookup(u"ada@example.com"_s));
        VERIFY_OK(found);
        QCOMPARE(found->matches.first().kind, u"user"_s);
        QCOMPARE(found->matches.first().id, m_claim.userId.toText());
        QCOMPARE(awaited(lookup().lookup(m_codes.at(0)))->matches.first().id, m_claim.codeId.toText());
        QVERIFY(awaited(lookup().lookup(u"nobody-at-all"_s))->matches.isEmpty());
        QCOMPARE(awaited(lookup().resolveUser(m_claim.userId.toText().left(13)))->toText(), m_claim.userId.toText());
        QCOMPARE(
            awaited(m_fixture->open()->stores.ledger->resolveOrganization(m_claim.organizationId.toText()))->toText(),
            m_claim.organizationId.toText());
        TimelineQuery query;
        query.user = m_claim.userId;
        query.limit = 1;
        const auto first = awaited(lookup().timeline(query));
        VERIFY_OK(first);
        QVERIFY(!first->next.isEmpty());
        QVERIFY(first->items.first().at.isValid() && !first->items.first().summary.isEmpty());
        query.limit = 100;
        query.after = first->next;
        QStringList kinds{first->items.first().kind};
        const auto rest = awaited(lookup().timeline(query));
        VERIFY_OK(rest);
        for (const TimelineItem &item : rest->items)
            kinds << item.kind;
        QVERIFY(kinds.contains(u"claim"_s) && kinds.contains(u"attempt"_s));
        query.code = m_codes.at(0);
        QCOMPARE(refusal(awaited(lookup().timeline(query))), u"usage"_s);
    }

    void releases()
    {
        const auto released = awaited(claims().release({m_claim.id, true, true}, fresh(u"wrong person"_s)));
        VERIFY_OK(released);
        QCOMPARE(released->forfeited, Money(25 * Money::unit, Currency()));
        QVERIFY(released->claim.slotReturned && released->claim.codeFreed && released->claim.releasedAt.isValid());
        QCOMPARE(released->grant.status, GrantStatus::Voided);
        QCOMPARE(awaited(codes().code(m_codes.at(0)))->state, CodeState::Available);
    }

    void reissuesOneAndARange()
    {
        const QString key = newKey();
        const auto one = awaited(codes().reissue(m_codes.at(5), {key, {}, u"lost"_s}));
        VERIFY_OK(one);
        QCOMPARE(one->items.size(), 1);
        QCOMPARE(one->items.first().old.state, CodeState::Reissued);
        QCOMPARE(one->items.first().fresh.serial, 6);
        QVERIFY(!one->plain.isEmpty() && one->plain != m_codes.at(5));
        QCOMPARE(awaited(codes().code(one->plain))->id, one->items.first().fresh.id);
        const auto again = awaited(codes().reissue(m_codes.at(5), {key, {}, u"lost"_s}));
        VERIFY_OK(again);
        QVERIFY(again->replayed && again->plain.isEmpty());
        QCOMPARE(again->items.first().fresh.id, one->items.first().fresh.id);
        const auto many = awaited(codes().reissueRange({m_batch, 10, 12}, fresh(u"leak"_s)));
        VERIFY_OK(many);
        QCOMPARE(many->items.size(), 3);
        QVERIFY(many->plain.isEmpty());
        RevealRequest request;
        request.ids = {many->items.first().fresh.id};
        request.purpose = u"reveal"_s;
        QCOMPARE(awaited(codes().reveal(request))->items.size(), 1);
    }

    void journalHoldsNeitherCodeNorKey()
    {
        // The server is busy with the user, so that the note is there while we look.
        const UserId user = addUser(u"eve"_s);
        Connection other(*ConnInfo::parse(m_cluster.dsn()), u"test"_s);
        VERIFY_OK(other.open());
        VERIFY_OK(other.run(Statement("BEGIN")));
        VERIFY_OK(other.run(Statement("SELECT 1 FROM users WHERE id = $1 FOR UPDATE", user)));
        const ApiKeySecret secret;
        const auto answer = claims().create(requestOf(user, 7, secret), fresh());
        QTRY_COMPARE(m_fixture->notes(), 1);
        const QByteArray text = m_fixture->journalText();
        QVERIFY(text.contains("create_claim") && text.contains(user.toText().toLatin1()));
        QVERIFY(!text.contains(m_codes.at(7).toUtf8()));
        QVERIFY(!text.contains(secret.plain().toUtf8()));
        VERIFY_OK(other.run(Statement("ROLLBACK")));
        VERIFY_OK(awaited(answer));
        QCOMPARE(m_fixture->notes(), 0);
    }

    void aLostAnswerIsFoundAgainWithTheKeyOfTheCall()
    {
        const ConnInfo info = *ConnInfo::parse(m_cluster.dsn());
        std::atomic<int> calls = 0;
        CuttingProxy proxy(info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s),
                           [&calls](const QByteArray &message) {
                               return message.contains("create_claim") && calls++ == 0 ? Cut::AfterSending
                                                                                       : Cut::Nowhere;
                           });
        StoreFixture fixture(proxy.through(m_cluster.dsn()));
        VERIFY_OK(fixture.open());
        const ApiKeySecret secret;
        const auto made =
            awaited(fixture.open()->stores.claims->create(requestOf(addUser(u"fay"_s), 8, secret), fresh()));
        VERIFY_OK(made);
        QCOMPARE(proxy.cuts(), 1);
        QCOMPARE(calls, 2);
        QVERIFY(made->replayed && made->apiKey && made->apiKey->current);
        QCOMPARE(fixture.notes(), 0);
    }

    void inDoubtUntilTheSameCallIsMadeAgain()
    {
        const ConnInfo info = *ConnInfo::parse(m_cluster.dsn());
        std::atomic<bool> cutting = true;
        CuttingProxy proxy(info.effective(u"host"_s) + u"/.s.PGSQL."_s + info.effective(u"port"_s),
                           [&cutting](const QByteArray &message) {
                               return cutting && message.contains("create_claim") ? Cut::AfterSending : Cut::Nowhere;
                           });
        StoreFixture fixture(proxy.through(m_cluster.dsn()), 300);
        VERIFY_OK(fixture.open());
        const ApiKeySecret secret;
        const ClaimRequest request = requestOf(addUser(u"gus"_s), 13, secret);
        const WriteContext context = fresh();
        QCOMPARE(refusal(awaited(fixture.open()->stores.claims->create(request, context))), u"unknown_outcome"_s);
        QCOMPARE(fixture.notes(), 1);
        QVERIFY(!fixture.journalText().contains(m_codes.at(13).toUtf8()));
        cutting = false;
        fixture.reopen();
        const auto resolved = awaited(fixture.open()->stores.claims->create(request, context));
        VERIFY_OK(resolved);
        QVERIFY(resolved->replayed);
        QCOMPARE(fixture.notes(), 0);
    }

    void noCodeStandsInWhatIsKept()
    {
        // Neither in answers and audit nor beside the claims: codes themselves are in the tables of codes alone.
        const QString kept = m_cluster.value(
            m_cluster.dsn(), u"SELECT string_agg(query_to_xml(format('SELECT * FROM %I.%I', schemaname, tablename), "
                             "true, false, '')::text, '') FROM pg_tables WHERE schemaname = 'scrip_vault' OR "
                             "schemaname = 'scrip' AND tablename IN ('attempt', 'claim_detail', 'lookup', "
                             "'reveal_ticket')"_s);
        QVERIFY(kept.contains(m_claim.id.toText()));
        for (const QString &code : std::as_const(m_codes))
            QVERIFY(!kept.contains(code) && !kept.contains(QString(code).remove(u'-')));
    }

private:
    using Cut = CuttingProxy::Cut;

    [[nodiscard]] ClaimStore &claims() const { return *m_fixture->open()->stores.claims; }
    [[nodiscard]] LookupStore &lookup() const { return *m_fixture->open()->stores.lookup; }
    [[nodiscard]] CodeStore &codes() const { return m_fixture->codes(); }
    /// Claims of the test's event, narrowed further.
    template <typename Narrow> [[nodiscard]] ClaimQuery ofEvent(Narrow narrow) const
    {
        ClaimQuery query;
        query.event = m_event;
        narrow(query);
        return query;
    }
    static WriteContext fresh(const QString &reason = u"because"_s) { return {newKey(), {}, reason}; }
    [[nodiscard]] RevealRequest revealAll() const
    {
        return {{{}, m_batch, {}, {}}, {}, 0, 0, u"reveal"_s, {}, {}, 10'000};
    }
    [[nodiscard]] ClaimRequest requestOf(const UserId &user, int code, const ApiKeySecret &secret) const
    {
        return {m_event, m_codes.at(code), {user, {}, {}, {}}, secret.print()};
    }
    [[nodiscard]] UserId addUser(const QString &name)
    {
        return UserId::fromText(m_cluster.value(
            m_cluster.dsn(), u"SELECT scrip_sandbox.add_user('%1@example.com') ->> 'id'"_s.arg(name)));
    }

    PrivateCluster m_cluster;
    std::unique_ptr<StoreFixture> m_fixture;
    EventId m_event;
    BatchId m_batch;
    QStringList m_codes;
    Claim m_claim;
    StoredApiKey m_key;
};

QTEST_GUILESS_MAIN(ClaimStoreTest)
#include "tst_claim_store.moc"
