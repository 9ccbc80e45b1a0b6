// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fake_connection_book.h"
#include "ui/connections/staged_test.h"
#include "ui/widgets/prompts.h"

namespace scrip::testing {

/// Answers at once, or when the test wants: then `held` are the promises.
class FakeTester : public ConnectionTester
{
public:
    struct Asked
    {
        ConnectionProfile profile;
        QString password;
    };

    QList<Asked> asked;
    ConnectionTest answer = passed();
    std::optional<Failure> refuses;
    bool holds = false;
    std::vector<std::unique_ptr<QPromise<Result<ConnectionTest>>>> held;

    static ConnectionTest passed()
    {
        ConnectionTest test;
        test.target = QStringLiteral("billing on db.example.com:5432 as mara");
        for (const char *stage : {"resolve", "connect", "tls", "login", "schema", "role", "latency"})
            test.stages << ConnectionStage{QString::fromLatin1(stage),
                                           StageOutcome::Passed,
                                           QStringLiteral("Fine at %1.").arg(QLatin1String(stage)),
                                           {}};
        return test;
    }
    /// Every stage behind the failing one is skipped.
    void failAt(const QString &stage, const QString &message, const QString &hint)
    {
        bool behind = false;
        for (ConnectionStage &each : answer.stages) {
            if (behind)
                each = {each.name, StageOutcome::Skipped, {}, {}};
            if (each.name != stage)
                continue;
            each = {each.name, StageOutcome::Failed, message, hint};
            behind = true;
        }
        answer.failure = Failure::named(QStringLiteral("connection_failed"), message, stage, hint);
    }

    Answer<ConnectionTest> test(const QString &) override { return answered<ConnectionTest>(answer); }
    Answer<ConnectionTest> test(const ConnectionProfile &profile, const QString &password) override
    {
        asked << Asked{profile, password};
        if (refuses)
            return answered<ConnectionTest>(*refuses);
        if (!holds)
            return answered<ConnectionTest>(answer);
        held.push_back(std::make_unique<QPromise<Result<ConnectionTest>>>());
        held.back()->start();
        return held.back()->future();
    }
    void release(size_t which)
    {
        held[which]->addResult(answer);
        held[which]->finish();
    }
};

/// A keyring in memory; without `answers` there is none.
class FakeSecrets : public SecretStore
{
public:
    QHash<QString, QString> kept;
    bool answers = true;

    Answer<QString> read(const QString &entry) override
    {
        if (!answers)
            return answered<QString>(noKeyring());
        return kept.contains(entry) ? answered<QString>(kept.value(entry))
                                    : answered<QString>(Failure::named(QStringLiteral("not_found"), QString()));
    }
    Answer<Done> write(const QString &entry, const QString &secret) override
    {
        if (!answers)
            return answered<Done>(noKeyring());
        kept.insert(entry, secret);
        return answered<Done>(Done{});
    }
    Answer<Done> remove(const QString &entry) override
    {
        if (!answers)
            return answered<Done>(noKeyring());
        kept.remove(entry);
        return answered<Done>(Done{});
    }

    static Failure noKeyring()
    {
        return Failure::named(QStringLiteral("connection_failed"),
                              QStringLiteral("No keyring answers on this computer."), QStringLiteral("password"),
                              QStringLiteral("Start one."));
    }
};

/// All that the page of connections works with.
struct ConnectionBench
{
    FakeBook book;
    FakeTester tester;
    FakeSecrets secrets;
    ScriptedPrompts prompts;

    [[nodiscard]] ConnectionPorts ports() { return {book, tester, secrets, prompts}; }

    static ConnectionProfile billing()
    {
        ConnectionProfile profile;
        profile.name = QStringLiteral("billing-eu");
        profile.host = QStringLiteral("db.example.com");
        profile.database = QStringLiteral("billing");
        profile.user = QStringLiteral("mara");
        profile.safety = SafetyLevel::Production;
        return profile;
    }
};

} // namespace scrip::testing
