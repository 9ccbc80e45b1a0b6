// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/stores.h"

#include <QMutex>

#include <functional>

namespace scrip::testing {

inline Failure lostConnection()
{
    return Failure::named(QStringLiteral("connection_failed"), QStringLiteral("No route to host."));
}

/// Stores of one event with one batch of codes, in memory, asked from any thread. Everything not needed on the sheets
/// page refuses.
class FakeDesk : public BatchStore, public CodeStore, public Administration
{
public:
    explicit FakeDesk(int count = 480)
    {
        theEvent.id = EventId::fromText(QStringLiteral("0190a1b2-0000-7000-8000-000000000001"));
        theEvent.name = QStringLiteral("Devcon Singapore");
        theEvent.amount = Money(25 * Money::unit, Currency(QStringLiteral("USD")));
        theEvent.claimDeadline = QDateTime(QDate(2026, 11, 28), QTime(15, 59, 59), Qt::UTC);
        theEvent.creditExpiresAt = QDateTime(QDate(2027, 2, 28), QTime(15, 59, 59), Qt::UTC);
        theEvent.timeZone = QStringLiteral("Asia/Singapore");
        theEvent.claimUrl = QStringLiteral("HTTPS://CLAIM.TEST/C/{code}");
        theEvent.status = EventStatus::Active;
        theEvent.version = 1;
        theBatch.id = BatchId::fromText(QStringLiteral("0190a1b2-0000-7000-8000-00000000000b"));
        theBatch.eventId = theEvent.id;
        theBatch.number = 3;
        theBatch.prefix = QStringLiteral("NEAR");
        theBatch.requested = theBatch.count = count;
        theBatch.state = BatchState::Complete;
        theBatch.codes.total = theBatch.codes.available = count;
        theSession.now = QDateTime(QDate(2026, 11, 21), QTime(6, 32), Qt::UTC);
        theSession.login = QStringLiteral("mara.lindqvist");
        theSession.roles = {QStringLiteral("admin")};
    }

    [[nodiscard]] Stores stores() { return {&m_events, this, this, this}; }

    /// A code of the usual shape, the same for the same serial.
    static QString codeOf(int serial)
    {
        static constexpr char alphabet[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
        quint64 bits = quint64(serial) * 0x9E3779B97F4A7C15ULL;
        QString code = QStringLiteral("NEAR");
        for (int i = 0; i < 16; ++i) {
            bits ^= bits << 13;
            bits ^= bits >> 7;
            bits ^= bits << 17;
            if (i % 4 == 0)
                code += u'-';
            code += QLatin1Char(alphabet[bits % 32]);
        }
        return code;
    }

    void setClaimed(const QList<int> &serials)
    {
        claimed = serials;
        theBatch.codes.claimed = serials.size();
        theBatch.codes.available = theBatch.count - serials.size();
    }

    Event theEvent;
    Batch theBatch;
    QList<Batch> batches{};
    Session theSession;
    QList<int> claimed;
    QList<PrintRecord> runs;
    bool empty = false;
    std::optional<Failure> failure;       ///< Every question is refused with it.
    std::optional<Failure> recordFailure; ///< Recording a print is.
    std::function<void()> beforeReveal;   ///< On the asking thread.
    QStringList reveals;                  ///< "print 1-480", in order.
    QStringList keys;                     ///< Of recorded prints.
    mutable QMutex mutex;

    // Batches.
    Answer<Written<Batch>> mint(const MintRequest &, const WriteContext &, const JobControlPtr &) override
    {
        return no<Written<Batch>>();
    }
    Answer<Written<Batch>> finish(const Batch &, const WriteContext &, const JobControlPtr &) override
    {
        return no<Written<Batch>>();
    }
    Answer<BatchId> resolve(const QString &) override { return no<BatchId>(); }
    Answer<Batch> batch(const BatchId &id) override
    {
        return failed<Batch>([&]() -> Result<Batch> {
            for (const Batch &one : all()) {
                if (one.id == id)
                    return one;
            }
            return Failure::named(QStringLiteral("not_found"), QStringLiteral("There is no such batch."));
        });
    }
    Answer<Page<Batch>> page(const BatchQuery &) override
    {
        return failed<Page<Batch>>([&] { return Page<Batch>{all(), {}}; });
    }
    Answer<Written<PrintRecord>> recordPrint(const PrintRecord &record, const WriteContext &context) override
    {
        const QMutexLocker lock(&mutex);
        if (recordFailure)
            return answered<Written<PrintRecord>>(*recordFailure);
        keys << context.key;
        PrintRecord kept = record;
        kept.id = PrintId(QUuid::createUuid());
        kept.number = int(runs.size()) + 1;
        kept.at = theSession.now;
        kept.by = theSession.login;
        runs << kept;
        theBatch.prints = runs.size();
        theBatch.printed = record.labels;
        return answered<Written<PrintRecord>>(Written<PrintRecord>{kept, false});
    }
    Answer<QList<PrintRecord>> prints(const BatchId &) override
    {
        return failed<QList<PrintRecord>>([&] { return runs; });
    }
    Answer<PrintRecord> printByHash(const QString &hash) override
    {
        return failed<PrintRecord>([&]() -> Result<PrintRecord> {
            for (const PrintRecord &run : runs) {
                if (run.sheetHash == hash)
                    return run;
            }
            return Failure::named(QStringLiteral("not_found"), QStringLiteral("No run wrote this sheet."));
        });
    }

    // Codes.
    Answer<Page<Code>> page(const CodeQuery &query) override
    {
        return failed<Page<Code>>([&] {
            Page<Code> found;
            for (const int serial : query.filter.state == CodeState::Claimed ? claimed : QList<int>()) {
                Code code;
                code.serial = serial;
                code.state = CodeState::Claimed;
                code.claimedAt = theSession.now.addDays(-1);
                found.items << code;
            }
            return found;
        });
    }
    Answer<Page<RevealedCode>> reveal(const RevealRequest &request) override
    {
        if (beforeReveal)
            beforeReveal();
        return failed<Page<RevealedCode>>([&] {
            const int to = request.to == 0 ? int(theBatch.count) : request.to;
            reveals << QStringLiteral("%1 %2-%3").arg(request.purpose).arg(request.from).arg(to);
            Page<RevealedCode> found;
            for (int serial = std::max(1, request.from); serial <= to; ++serial) {
                RevealedCode code;
                code.serial = serial;
                code.code = CodeText::canonical(codeOf(serial));
                code.state = claimed.contains(serial) ? CodeState::Claimed : CodeState::Available;
                found.items << code;
            }
            return found;
        });
    }
    Answer<RowCount> count(const CodeFilter &) override { return no<RowCount>(); }
    Answer<QString> position(const CodeFilter &, const QString &, double) override { return no<QString>(); }
    Answer<Code> code(const QString &) override { return no<Code>(); }
    Answer<Page<AuditEntry>> history(const CodeId &) override { return no<Page<AuditEntry>>(); }
    Answer<Written<Code>> disable(const QString &, const WriteContext &) override { return no<Written<Code>>(); }
    Answer<Written<Code>> enable(const QString &, const WriteContext &) override { return no<Written<Code>>(); }
    Answer<Changed> disableRange(const SerialRange &, const WriteContext &) override { return no<Changed>(); }
    Answer<Changed> enableRange(const SerialRange &, const WriteContext &) override { return no<Changed>(); }
    Answer<ReissueOutcome> reissue(const QString &, const WriteContext &) override { return no<ReissueOutcome>(); }
    Answer<ReissueOutcome> reissueRange(const SerialRange &, const WriteContext &) override
    {
        return no<ReissueOutcome>();
    }

    // Administration.
    Answer<Session> session() override
    {
        return failed<Session>([&] { return theSession; });
    }
    Answer<QList<Setting>> settings() override { return no<QList<Setting>>(); }
    Answer<Setting> setting(const QString &) override { return no<Setting>(); }
    Answer<Written<Setting>> setSetting(const QString &, const QString &, const WriteContext &) override
    {
        return no<Written<Setting>>();
    }
    Answer<Written<QDateTime>> unlock(int, const WriteContext &) override { return no<Written<QDateTime>>(); }
    Answer<Written<LockedUser>> lockUser(const QString &, const WriteContext &) override
    {
        return no<Written<LockedUser>>();
    }
    Answer<Written<QDateTime>> lock(const WriteContext &) override { return no<Written<QDateTime>>(); }
    Answer<QList<LoginRoles>> roles() override { return no<QList<LoginRoles>>(); }
    Answer<Written<LoginRoles>> grantRole(const QString &, const QString &, const WriteContext &) override
    {
        return no<Written<LoginRoles>>();
    }
    Answer<Written<LoginRoles>> revokeRole(const QString &, const QString &, const WriteContext &) override
    {
        return no<Written<LoginRoles>>();
    }
    Answer<Page<AuditEntry>> audit(const AuditQuery &) override { return no<Page<AuditEntry>>(); }
    Answer<RowCount> auditCount(const AuditQuery &) override { return no<RowCount>(); }
    Answer<AuditVerdict> verifyAudit(const std::optional<AuditAnchor> &) override { return no<AuditVerdict>(); }
    Answer<AuditAnchor> auditAnchor() override { return no<AuditAnchor>(); }
    Answer<Diagnosis> diagnose(bool) override { return no<Diagnosis>(); }

private:
    /// Apart, because a store of batches resolves texts as well.
    class Events : public EventStore
    {
    public:
        explicit Events(FakeDesk &desk)
            : m_desk(desk)
        {
        }
        Answer<Page<Event>> page(const EventQuery &) override
        {
            return m_desk.failed<Page<Event>>([&] { return Page<Event>{{m_desk.theEvent}, {}}; });
        }
        Answer<Event> event(const EventId &) override
        {
            return m_desk.failed<Event>([&] { return m_desk.theEvent; });
        }
        Answer<Written<Event>> create(const EventDraft &, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<Written<Event>> edit(const EventEdit &, const WriteContext &) override { return no<Written<Event>>(); }
        Answer<Written<Event>> pause(const EventId &, const WriteContext &) override { return no<Written<Event>>(); }
        Answer<Written<Event>> resume(const EventId &, const WriteContext &) override { return no<Written<Event>>(); }
        Answer<Written<Event>> archive(const EventId &, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<Written<Event>> unarchive(const EventId &, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<Written<Event>> undo(const EventId &, const QString &, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<Written<Event>> duplicate(const EventId &, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<Written<Event>> approve(const EventId &, int, const WriteContext &) override
        {
            return no<Written<Event>>();
        }
        Answer<EventCounts> counts() override { return no<EventCounts>(); }
        Answer<Page<AuditEntry>> history(const EventId &, const QString &, int) override
        {
            return no<Page<AuditEntry>>();
        }
        Answer<EventId> resolve(const QString &) override { return no<EventId>(); }

    private:
        FakeDesk &m_desk;
    };

    [[nodiscard]] QList<Batch> all() const
    {
        if (empty)
            return {};
        return QList<Batch>{theBatch} + batches;
    }
    template <typename T> static Answer<T> no()
    {
        return answered<T>(Failure::named(QStringLiteral("internal"), QStringLiteral("Not part of this test.")));
    }
    template <typename T, typename F> Answer<T> failed(F &&work)
    {
        const QMutexLocker lock(&mutex);
        return failure ? answered<T>(*failure) : answered<T>(Result<T>(work()));
    }

    Events m_events{*this};
};

/// A connection whose state the test sets.
class FakeMonitor : public ConnectionMonitor
{
public:
    [[nodiscard]] ConnectionState state() const override { return m_state; }
    [[nodiscard]] Failure lastFailure() const override { return lostConnection(); }
    [[nodiscard]] const Session &session() const override { return m_session; }
    [[nodiscard]] QString target() const override { return QStringLiteral("test"); }
    void retry() override {}
    void setWatching(bool) override {}

    void setState(ConnectionState state)
    {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    void setSession(const Session &session)
    {
        m_session = session;
        Q_EMIT sessionChanged(session);
    }

private:
    ConnectionState m_state = ConnectionState::Connected;
    Session m_session;
};

} // namespace scrip::testing
