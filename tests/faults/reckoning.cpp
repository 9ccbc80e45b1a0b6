// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/reckoning.h"

#include <QCryptographicHash>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

constexpr qsizetype mostProblems = 20;

/// What a load may be told as a matter of course. Anything else is a defect of the product or of the load.
const QStringList &expectedRefusals()
{
    static const QStringList names{u"code_already_claimed"_s,
                                   u"user_already_claimed"_s,
                                   u"max_claims_reached"_s,
                                   u"grant_depleted"_s,
                                   u"grant_expired"_s,
                                   u"grant_owned_by_backend"_s,
                                   u"connection_failed"_s,
                                   u"busy"_s,
                                   u"payment_transition_invalid"_s};
    return names;
}

/// Usage is stored under the hash of its key.
QString storedKey(const QString &key)
{
    if (!key.endsWith("-spend"_L1))
        return key;
    const QByteArray hash = QCryptographicHash::hash(key.toUtf8(), QCryptographicHash::Md5);
    return QUuid::fromRfc4122(hash).toString(QUuid::WithoutBraces);
}

/// Without what belongs to one call and not to the write.
QJsonObject lasting(QJsonObject answer)
{
    answer.remove(u"ok"_s);
    answer.remove(u"replayed"_s);
    if (answer["api_key"_L1].isObject()) {
        QJsonObject key = answer["api_key"_L1].toObject();
        key.remove(u"current"_s);
        answer[u"api_key"_s] = key;
    }
    return answer;
}

} // namespace

Reckoning::Reckoning(const QString &dsn)
    : m_connection(*ConnInfo::parse(dsn), u"reckoning"_s)
{
    if (!m_connection.open().ok())
        problem(u"no connection"_s, dsn);
}

void Reckoning::problem(const QString &what, const QString &id)
{
    if (m_problems.size() < mostProblems)
        m_problems << QString(what + u' ' + id);
}

QString Reckoning::text(const QByteArray &statement)
{
    const Result<Rows> rows = m_connection.run(Statement(statement));
    if (!rows.ok())
        problem(u"statement failed:"_s, m_connection.lastError().message);
    return rows.ok() ? rows->single<QString>() : QString();
}

QHash<QString, QJsonObject> Reckoning::stored(const QString &prefix)
{
    QHash<QString, QJsonObject> all;
    const Result<Rows> rows = m_connection.run(Statement(
        "SELECT key, answer FROM spec.done WHERE starts_with(key, $1) OR operation = 'load_spend'", prefix));
    if (!rows.ok())
        problem(u"statement failed:"_s, m_connection.lastError().message);
    for (int row = 0; rows.ok() && row < rows->count(); ++row)
        all[rows->value<QString>(row, 0)] = rows->value<QJsonObject>(row, 1);
    return all;
}

void Reckoning::compare(const ClientRecord &record, const QHash<QString, QJsonObject> &stored)
{
    for (auto one = record.acknowledged.begin(); one != record.acknowledged.end(); ++one) {
        const auto found = stored.find(storedKey(one.key()));
        if (found == stored.end()) {
            ++m_lost;
            problem(u"acknowledged and lost:"_s, one.key());
        } else if (lasting(one.value()) != lasting(found.value())) {
            ++m_changed;
            problem(u"acknowledged and stored otherwise:"_s, one.key());
        }
    }
    for (const QString &key : record.refused) {
        if (!record.acknowledged.contains(key) && stored.contains(storedKey(key)))
            problem(u"refused and stored all the same:"_s, key);
    }
}

void Reckoning::add(const ClientCrew &crew, const QList<int> &kills)
{
    for (int number = 0; number < crew.size(); ++number)
        addClient(crew.record(number), number, kills.value(number));
}

void Reckoning::addClient(const ClientRecord &record, int number, int kills)
{
    const QString prefix = u"c%1-"_s.arg(number);
    const QHash<QString, QJsonObject> all = stored(prefix);
    compare(record, all);
    for (auto one = all.begin(); one != all.end(); ++one) {
        if (one.key().startsWith(prefix) && !record.sent.contains(one.key()))
            problem(u"stored and never sent:"_s, one.key());
    }
    QStringList open;
    for (const QString &key : record.sent) {
        if (!record.acknowledged.contains(key) && !record.refused.contains(key))
            open << key;
    }
    // One call at a time: a client cannot leave more of them behind than it had lives.
    if (open.size() > kills)
        problem(u"without an outcome:"_s, u"%1 calls of client %2"_s.arg(open.size()).arg(number));
    for (const QString &key : record.unresolved)
        problem(u"never resolved:"_s, key);
    for (auto one = record.refusals.begin(); one != record.refusals.end(); ++one) {
        m_refusals[one.key()] += one.value();
        if (!expectedRefusals().contains(one.key()))
            problem(u"refused with"_s, one.key());
    }
    m_inDoubt += static_cast<int>(open.size());
    m_acknowledged += static_cast<int>(record.acknowledged.size());
    m_claims += record.claims;
    m_slowestMs = qMax(m_slowestMs, record.slowestMs);
}

void Reckoning::lookIntoBooks()
{
    (void)text("SELECT spec.maintain()::text");
    for (const char *statement :
         {"SELECT string_agg(what || ' ' || id, ', ') FROM (SELECT * FROM spec.wrong LIMIT 5) w",
          "SELECT string_agg(what || ' ' || times, ', ') FROM spec.doubled WHERE times > 0"}) {
        if (const QString found = text(statement); !found.isEmpty())
            problem(u"books:"_s, found);
    }
    askDoctor();
    verifyAudit();
}

void Reckoning::askDoctor()
{
    const Result<Rows> checks = m_connection.run(
        Statement("SELECT c.name, d.answer FROM jsonb_array_elements_text(scrip.doctor_checks()) c (name) "
                  "CROSS JOIN LATERAL (SELECT scrip.doctor(c.name) AS answer) d"));
    if (!checks.ok() || checks->count() == 0)
        problem(u"doctor:"_s, m_connection.lastError().message);
    for (int row = 0; checks.ok() && row < checks->count(); ++row) {
        const auto answer = checks->value<QJsonObject>(row, 1);
        // Warnings tell what the backend did, such as a payment below what was consumed.
        if (!answer["ok"_L1].toBool() && answer["severity"_L1].toString() == "error"_L1)
            problem(u"doctor:"_s, QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)).left(400));
    }
}

void Reckoning::verifyAudit()
{
    std::optional<qint64> next = 0;
    qint64 rows = 0;
    while (next) {
        const Result<Rows> slice = m_connection.run(Statement::call("scrip.audit_verify", *next, 10'000));
        const QJsonObject answer = slice.ok() ? slice->single<QJsonObject>() : QJsonObject();
        if (!answer["ok"_L1].toBool()) {
            problem(u"audit:"_s, QString::fromUtf8(QJsonDocument(answer).toJson(QJsonDocument::Compact)));
            return;
        }
        rows += answer["rows"_L1].toInteger();
        next = answer["next"_L1].isDouble() ? std::optional(answer["next"_L1].toInteger()) : std::nullopt;
    }
    if (rows == 0)
        problem(u"audit:"_s, u"there is none"_s);
}

QString Reckoning::figures() const
{
    QStringList refusals;
    for (auto one = m_refusals.begin(); one != m_refusals.end(); ++one)
        refusals << u"%1 %2"_s.arg(one.key()).arg(one.value());
    refusals.sort();
    return u"%1 acknowledged (%2 claims), %3 lost, %4 changed; %5 in doubt when their client was killed; slowest "
           u"definite "
           "answer %6 ms; refused: %7"_s.arg(m_acknowledged)
               .arg(m_claims)
               .arg(m_lost)
               .arg(m_changed)
               .arg(m_inDoubt)
               .arg(m_slowestMs)
               .arg(refusals.isEmpty() ? u"none"_s : refusals.join(u", "_s));
}

} // namespace scrip::test
