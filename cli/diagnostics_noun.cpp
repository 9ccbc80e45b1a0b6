// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/diagnostics_noun.h"

#include "cli/connection_noun.h"
#include "core/claim_json.h"
#include "core/event_times.h"
#include "core/object_json.h"
#include "core/private_file.h"

#include <QJsonDocument>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int attemptsTold = 50;

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(timeText(time)) : QJsonValue();
}

QJsonObject programPart()
{
    return {{u"scrip"_s, u"" SCRIP_VERSION ""_s},
            {u"qt"_s, QString::fromLatin1(qVersion())},
            {u"system"_s, QSysInfo::prettyProductName()},
            {u"kernel"_s, QString(QSysInfo::kernelType() + u' ' + QSysInfo::kernelVersion())},
            {u"processor"_s, QSysInfo::currentCpuArchitecture()}};
}

/// Which variables are set that decide where and how we connect: their names. What is in them stays where it is.
QJsonArray variablesPart(const QProcessEnvironment &environment)
{
    QStringList names;
    const QStringList keys = environment.keys();
    for (const QString &key : keys) {
        if (key.startsWith("PG"_L1) || key.startsWith("SCRIP_"_L1))
            names << key;
    }
    names.sort();
    return QJsonArray::fromStringList(names);
}

QJsonObject sessionPart(const Session &session)
{
    return {{u"login"_s, session.login},
            {u"roles"_s, QJsonArray::fromStringList(session.roles)},
            {u"schema_version"_s, session.schemaVersion},
            {u"environment"_s, session.environment},
            {u"locked"_s, session.locked},
            {u"unlocked_until"_s, timeOrNull(session.unlockedUntil)},
            {u"in_recovery"_s, session.inRecovery},
            {u"sandbox"_s, session.sandbox},
            {u"metering_currency"_s, session.meteringCurrency.code()},
            {u"time_zone"_s, session.timeZone},
            {u"now"_s, timeOrNull(session.now)}};
}

QJsonArray settingsPart(const QList<Setting> &settings)
{
    QJsonArray items;
    for (const Setting &setting : settings) {
        QJsonObject item = toJson(setting);
        item.remove(u"description"_s);
        items << item;
    }
    return items;
}

QJsonObject doctorPart(const Diagnosis &diagnosis)
{
    QJsonArray checks;
    for (const Check &check : diagnosis.checks)
        checks << toJson(check);
    return {{u"ok"_s, diagnosis.ok}, {u"checks"_s, checks}};
}

/// Attempts that were refused: when, why and of which event. Who it was stays in the database.
QJsonArray failuresPart(const Page<Attempt> &attempts)
{
    QJsonArray items;
    for (const Attempt &attempt : attempts.items) {
        const QJsonObject whole = toJson(attempt);
        if (whole["outcome"_L1].toString() != "claimed"_L1)
            items << QJsonObject{{u"at"_s, whole["at"_L1]},
                                 {u"what"_s, u"claim"_s},
                                 {u"name"_s, whole["outcome"_L1]},
                                 {u"event_id"_s, whole["event_id"_L1]}};
    }
    return items;
}

} // namespace

void DiagnosticsNoun::declare(CLI::App &root)
{
    verb(root, "diagnostics",
         Say::tr("Write what helpers need to know into a file: versions, settings, schema, checks. No secrets."),
         u"scrip diagnostics --output diagnostics.json"_s, work(this, &DiagnosticsNoun::write))
        .required("--output", u"FILE"_s, Say::tr("The file, readable for you alone; whole or not there at all."),
                  m_output)
        .flag("--overwrite", Say::tr("Replace the file."), m_overwrite);
}

void DiagnosticsNoun::miss(const QString &part, const Failure &failure)
{
    // The hint is left out: it can quote what a connection was written as.
    m_unread << QJsonObject{{u"part"_s, part}, {u"name"_s, failure.name}, {u"message"_s, failure.message}};
}

template <typename T, typename Tell>
void DiagnosticsNoun::part(QJsonObject &report, const QString &name, const Result<T> &answer, Tell tell)
{
    if (answer)
        report.insert(name, tell(*answer));
    else
        miss(name, answer.failure());
}

QJsonValue DiagnosticsNoun::connectionPart(Context &context)
{
    const Result<QString> where = context.target();
    const Result<ConnectionTest> test =
        where ? awaited(context.gateway().tester().test(*where)) : Result<ConnectionTest>(where.failure());
    if (!test) {
        miss(u"connection"_s, test.failure());
        return {};
    }
    return QJsonObject{{u"target"_s, test->target},
                       {u"stages"_s, stagesJson(*test)},
                       {u"latency_ms"_s, test->latencyMs ? QJsonValue(*test->latencyMs) : QJsonValue()}};
}

void DiagnosticsNoun::collectFromDatabase(Context &context, QJsonObject &report)
{
    const Result<OpenDatabase> opened = context.database();
    if (!opened) {
        miss(u"database"_s, opened.failure());
        return;
    }
    const Stores &stores = opened->stores;
    part(report, u"session"_s, context.session(), sessionPart);
    part(report, u"schema"_s, awaited(opened->migration->status()), [](const MigrationReport &status) {
        return QJsonObject{{u"version"_s, status.version},
                           {u"applied"_s, QJsonArray::fromStringList(status.applied)},
                           {u"pending"_s, QJsonArray::fromStringList(status.pending)}};
    });
    part(report, u"settings"_s, awaited(stores.administration->settings()), settingsPart);
    part(report, u"maintenance"_s, awaited(stores.maintenance->status()), [](const MaintenanceStatus &status) {
        return QJsonObject{{u"last_pass"_s, timeOrNull(status.lastPass)},
                           {u"age_seconds"_s, status.ageSeconds},
                           {u"late"_s, status.late}};
    });
    part(report, u"doctor"_s, awaited(stores.administration->diagnose(true)), doctorPart);
    AttemptQuery latest;
    latest.limit = attemptsTold;
    part(report, u"recent_failures"_s, awaited(stores.claims->attempts(latest)), failuresPart);
}

QJsonObject DiagnosticsNoun::collect(Context &context)
{
    QJsonObject report{{u"at"_s, timeText(QDateTime::currentDateTimeUtc())},
                       {u"program"_s, programPart()},
                       {u"variables"_s, variablesPart(context.environment())},
                       {u"connection"_s, connectionPart(context)}};
    collectFromDatabase(context, report);
    report.insert(u"unread"_s, m_unread);
    return report;
}

Result<Reply> DiagnosticsNoun::write(Context &context)
{
    if (m_output.isEmpty())
        return usage(Say::tr("Name the file to write."), u"output"_s);
    if (const auto free = PrivateFile::checkTarget(m_output, m_overwrite); !free)
        return free.failure();
    PrivateFile file(m_output);
    if (const auto opened = file.open(); !opened)
        return opened.failure();
    const QByteArray bytes = QJsonDocument(collect(context)).toJson();
    if (file.file().write(bytes) != bytes.size())
        return file.notWritten(file.file().errorString());
    if (const auto committed = file.commit(m_overwrite); !committed)
        return committed.failure();
    return Reply::of({{u"file"_s, m_output}, {u"unread"_s, m_unread}},
                     {{u"file"_s, Say::tr("File")}, {u"unread"_s, Say::tr("Could not be read")}});
}

} // namespace scrip::cli
