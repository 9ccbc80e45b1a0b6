// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/load_client.h"

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFile>
#include <QThread>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr int waitMs = 30'000;
constexpr qint64 giveUpMs = 60'000;
constexpr int pageSize = 100;
constexpr qsizetype remembered = 40;

volatile std::sig_atomic_t ending = 0;

/// The key that a caller of create_claim makes; only these two leave it.
QJsonObject apiKeyOf(const QString &key)
{
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Sha256).toHex();
    return {{u"hash"_s, QString::fromLatin1(hash)},
            {u"prefix"_s, QString(u"sk-"_s + QString::fromLatin1(hash.left(7)))}};
}

template <typename T> void remember(QList<T> &list, const T &one)
{
    list << one;
    if (list.size() > remembered)
        list.removeFirst();
}

} // namespace

LoadClient::LoadClient(const ClientRole &role)
    : m_role(role)
    , m_log(role.folder + u"/log"_s)
    , m_journal(role.folder + u"/journal"_s)
    , m_writer(m_journal, waitMs)
    , m_connection(*ConnInfo::parse(role.dsn), u"load"_s)
    , m_random(role.seed)
    , m_run(newKey().left(8))
{
    // Where an earlier life left off: keys of claims end in their place.
    const ClientRecord before = ClientRecord::read(role.folder + u"/log"_s);
    for (const QString &key : before.sent) {
        if (key.contains("-claim-"_L1))
            m_claimed = qMax(m_claimed, key.section(u'-', -1).toLongLong());
    }
}

int LoadClient::run()
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    std::signal(SIGTERM, [](int) { ending = 1; });
    bool fresh = true;
    while (ending == 0) {
        if (!isConnected())
            continue;
        fresh = fresh && !takeUpNotes();
        if (!fresh)
            act();
    }
    return 0;
}

bool LoadClient::isConnected()
{
    if (m_connection.isOpen() || m_connection.open().ok())
        return true;
    QThread::msleep(20); // the server is down
    return false;
}

/// As the console does when it is started. False when the server went away again: then it is for the next attempt.
bool LoadClient::takeUpNotes()
{
    QElapsedTimer time;
    time.start();
    const Result<DatabaseIdentity> identity = identify(m_connection);
    if (!identity)
        return false;
    const auto notes = m_journal.pending(identity->digest());
    for (const auto &note : notes) {
        const WriteCall call = note->call();
        const Result<QJsonObject> answer = m_writer.send(m_connection, call);
        record(call, answer, time.elapsed());
        if (!answer && answer.failure().kind == FailureKind::UnknownOutcome)
            return false;
        note->remove();
    }
    return true;
}

void LoadClient::record(const WriteCall &call, const Result<QJsonObject> &answer, qint64 ms)
{
    if (answer)
        m_log.acknowledged(call.key, call.function, ms, *answer);
    else if (answer.failure().kind == FailureKind::UnknownOutcome)
        m_log.unresolved(call.key);
    else
        m_log.refused(call.key, answer.failure().name, ms);
}

std::optional<QJsonObject> LoadClient::settle(const WriteCall &call)
{
    m_log.sent(call.key, call.function);
    QElapsedTimer time;
    time.start();
    Result<QJsonObject> answer = m_writer.call(m_connection, call);
    while (!answer && answer.failure().kind == FailureKind::UnknownOutcome && time.elapsed() < giveUpMs)
        answer = m_writer.call(m_connection, call);
    record(call, answer, time.elapsed());
    return answer ? std::optional(*answer) : std::nullopt;
}

WriteContext LoadClient::context(const QString &what)
{
    return {u"c%1-%2-%3-%4"_s.arg(m_role.number).arg(m_run).arg(++m_calls).arg(what), {}, {}};
}

void LoadClient::act()
{
    const int dice = m_grants.isEmpty() ? 0 : m_random.bounded(100);
    if (dice < 55)
        claim();
    else if (dice < 70)
        bill("spec.load_spend", 1'000'000'000LL * m_random.bounded(1, 20));
    else if (dice < 74)
        bill("spec.load_pay", 1'000'000'000LL * m_random.bounded(10, 200));
    else if (dice < 84)
        end("scrip.void_grant");
    else if (dice < 89)
        end("scrip.claw_back");
    else if (dice < 98)
        sell();
    else
        (void)m_connection.run(Statement("SELECT scrip.maintain()"));
}

std::optional<LoadClient::Claimable> LoadClient::nextClaimable()
{
    if (m_ahead.isEmpty()) {
        const Result<Rows> rows = m_connection.run(
            Statement("SELECT n, event, code, person FROM spec.load WHERE n > $1 AND n % $2 = $3 ORDER BY n LIMIT $4",
                      m_claimed, m_role.crew, m_role.number, pageSize));
        for (int row = 0; rows.ok() && row < rows->count(); ++row)
            m_ahead << Claimable{rows->value<qint64>(row, 0), rows->value<EventId>(row, 1),
                                 rows->value<QString>(row, 2), rows->value<UserId>(row, 3)};
    }
    return m_ahead.isEmpty() ? std::nullopt : std::optional(m_ahead.takeFirst());
}

void LoadClient::claim()
{
    const std::optional<Claimable> next = nextClaimable();
    if (!next)
        return;
    m_claimed = next->n;
    QString code = next->code;
    // One in eight takes what is the turn of another client, or of itself.
    if (m_random.bounded(8) == 0) {
        const Result<Rows> other = m_connection.run(Statement(
            "SELECT code FROM spec.load WHERE n = $1 AND event = $2", next->n + m_random.bounded(1, 4), next->event));
        if (other.ok() && other->count() > 0)
            code = other->single<QString>();
    }
    const WriteContext under = context(u"claim-%1"_s.arg(next->n));
    const auto answer = settle(WriteCall::of("scrip.create_claim", under, next->event, code,
                                             QJsonObject{{u"user"_s, next->person.toText()}}, apiKeyOf(under.key)));
    if (!answer)
        return;
    remember(m_grants, GrantId::fromText((*answer)["grant"_L1]["id"_L1].toString()));
    remember(m_organizations, OrganizationId::fromText((*answer)["organization"_L1]["id"_L1].toString()));
}

void LoadClient::end(const char *function)
{
    const GrantId grant = m_grants.at(m_random.bounded(m_grants.size()));
    const WriteContext under = context(u"end"_s);
    settle(qstrcmp(function, "scrip.void_grant") == 0 ? WriteCall::of(function, under, grant, u"load"_s)
                                                      : WriteCall::of(function, under, grant, u"1"_s, u"load"_s));
}

void LoadClient::sell()
{
    const QJsonObject sold{
        {u"amount"_s, u"40"_s}, {u"funding"_s, u"invoice"_s}, {u"availability"_s, u"on_settlement"_s}};
    const OrganizationId organization = m_organizations.at(m_random.bounded(m_organizations.size()));
    const auto answer =
        settle(WriteCall::of("scrip.create_grant", context(u"sell"_s), organization, sold, u"load"_s));
    if (!answer)
        return;
    const GrantId grant = GrantId::fromText((*answer)["grant"_L1]["id"_L1].toString());
    settle(WriteCall::of("scrip.set_payment", context(u"paid"_s), grant, u"settled"_s, QString()));
    remember(m_grants, grant);
}

void LoadClient::bill(const char *function, qint64 nano)
{
    const OrganizationId organization = m_organizations.at(m_random.bounded(m_organizations.size()));
    const QString what = QString::fromLatin1(function).section(u'_', -1);
    settle(WriteCall::of(function, context(what), organization, nano));
}

std::optional<int> ranAsClient(const QStringList &arguments)
{
    if (arguments.value(1) != "--client"_L1)
        return std::nullopt;
    ClientRole role;
    role.folder = arguments.value(2);
    role.dsn = arguments.value(3);
    role.number = arguments.value(4).toInt();
    role.crew = arguments.value(5).toInt();
    role.seed = arguments.value(6).toUInt();
    return LoadClient(role).run();
}

} // namespace scrip::test
