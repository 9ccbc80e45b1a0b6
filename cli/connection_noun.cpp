// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/connection_noun.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QJsonValue orNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

/// A connection with everything filled in that it leaves open. One that leads nowhere any more says why.
QJsonObject itemOf(const ConnectionBook &book, const ConnectionProfile &profile, const QString &source)
{
    QJsonObject item{{u"name"_s, profile.name},
                     {u"source"_s, source},
                     {u"service"_s, orNull(profile.service)},
                     {u"host"_s, QJsonValue()},
                     {u"port"_s, QJsonValue()},
                     {u"database"_s, QJsonValue()},
                     {u"user"_s, QJsonValue()},
                     {u"safety"_s, profile.safety ? QJsonValue(safetyName(*profile.safety)) : QJsonValue()},
                     {u"sslmode"_s, QJsonValue()},
                     {u"local"_s, QJsonValue()},
                     {u"fault"_s, QJsonValue()}};
    const Result<ConnectionAddress> address = book.address(profile);
    if (!address) {
        item.insert(u"fault"_s, address.failure().message);
        return item;
    }
    item.insert(u"host"_s, orNull(address->host));
    item.insert(u"port"_s, address->port);
    item.insert(u"database"_s, orNull(address->database));
    item.insert(u"user"_s, orNull(address->user));
    item.insert(u"sslmode"_s, orNull(address->sslMode));
    item.insert(u"local"_s, address->local);
    return item;
}

Result<QJsonArray> itemsOf(const ConnectionBook &book)
{
    const Result<QList<ConnectionProfile>> saved = book.saved();
    if (!saved)
        return saved.failure();
    QJsonArray items;
    for (const ConnectionProfile &profile : *saved)
        items << itemOf(book, profile, u"saved"_s);
    const QStringList services = book.services();
    for (const QString &service : services) {
        const bool named = std::any_of(saved->begin(), saved->end(), [&](const ConnectionProfile &profile) {
            return profile.name == service && profile.service == service;
        });
        ConnectionProfile profile;
        profile.name = profile.service = service;
        if (!named)
            items << itemOf(book, profile, u"service"_s);
    }
    return items;
}

Columns columns()
{
    return {{u"name"_s, Say::tr("Name")},   {u"safety"_s, Say::tr("Safety")},     {u"host"_s, Say::tr("Host")},
            {u"port"_s, Say::tr("Port")},   {u"database"_s, Say::tr("Database")}, {u"user"_s, Say::tr("User")},
            {u"sslmode"_s, Say::tr("TLS")}, {u"source"_s, Say::tr("Known from")}, {u"fault"_s, Say::tr("Fault")}};
}

Columns stageColumns()
{
    return {
        {u"stage"_s, Say::tr("Stage")}, {u"outcome"_s, Say::tr("Outcome")}, {u"message"_s, Say::tr("What was seen")}};
}

QJsonObject answerOf(const ConnectionTest &test, const QString &name)
{
    return {{u"name"_s, orNull(name)},
            {u"target"_s, test.target},
            {u"stages"_s, stagesJson(test)},
            {u"latency_ms"_s, test.latencyMs ? QJsonValue(*test.latencyMs) : QJsonValue()}};
}

} // namespace

QJsonArray stagesJson(const ConnectionTest &test)
{
    QJsonArray stages;
    for (const ConnectionStage &stage : test.stages)
        stages << QJsonObject{{u"stage"_s, stage.name},
                              {u"outcome"_s, outcomeName(stage.outcome)},
                              {u"message"_s, orNull(stage.message)},
                              {u"hint"_s, orNull(stage.hint)}};
    return stages;
}

void ConnectionNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "connection", Say::tr("Databases under a name: saved ones and services of libpq."));
    Verb declared = verb(app, "list", Say::tr("List them, with what they leave open filled in."),
                         u"scrip connection list"_s, work(this, &ConnectionNoun::list));
    m_list.declare(declared);
    verb(app, "test", Say::tr("Try a connection: resolve, connect, tls, login, schema, role, latency."),
         u"scrip connection test billing"_s, work(this, &ConnectionNoun::test))
        .optionalArgument("name",
                          Say::tr("A saved connection or a service of libpq; else what --db, $SCRIP_DB or the "
                                  "sandbox lead to."),
                          m_name);
}

Result<Reply> ConnectionNoun::list(Context &context)
{
    const Result<QJsonArray> items = itemsOf(context.gateway().connections());
    return items ? m_list.runWhole(context, columns(), *items, u"name"_s) : items.failure();
}

Result<QString> ConnectionNoun::target(Context &context) const
{
    if (!m_name)
        return context.target();
    const ConnectionBook &book = context.gateway().connections();
    if (book.services().contains(*m_name))
        return *m_name;
    const Result<QList<ConnectionProfile>> saved = book.saved();
    if (!saved)
        return saved.failure();
    const bool known = std::any_of(saved->begin(), saved->end(),
                                   [this](const ConnectionProfile &profile) { return profile.name == *m_name; });
    if (known)
        return *m_name;
    return Failure::named(u"not_found"_s,
                          Say::tr("There is no saved connection and no service “%1”.").arg(m_name->left(80)),
                          u"name"_s, Say::tr("See scrip connection list; what is no name goes to --db."));
}

Result<Reply> ConnectionNoun::test(Context &context)
{
    const Result<QString> where = target(context);
    if (!where)
        return where.failure();
    const Result<ConnectionTest> test = awaited(context.gateway().tester().test(*where));
    if (!test)
        return test.failure();
    const QJsonObject answer = answerOf(*test, m_name.value_or(QString()));
    if (test->failure) {
        for (const ConnectionStage &stage : test->stages) {
            if (!stage.message.isEmpty())
                context.output().note(u"%1: %2. %3"_s.arg(stage.name, outcomeName(stage.outcome), stage.message));
        }
        Failure failure = *test->failure;
        failure.detail = answer;
        return failure;
    }
    if (context.output().isJson())
        return Reply::of(answer);
    return Reply::list({{u"items"_s, answer["stages"_L1]}}, stageColumns());
}

} // namespace scrip::cli
