// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/console_world.h"

#include "db/store_fixture.h"

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

/// A call of a function about an event of that name.
QString onEvent(const QString &function, const QString &name)
{
    return u"SELECT scrip.%1('%1 %2', NULL, (SELECT id FROM credit_events WHERE name = '%2'), 'before the test')"_s
        .arg(function, name);
}

} // namespace

bool ConsoleWorld::fill()
{
    m_dsn = m_cluster.freshDatabase();
    return addEvents() && addEventToApprove() && addCustomers() && addGrants() &&
           run(u"SELECT scrip_sandbox.forward('2 hours')"_s);
}

QString ConsoleWorld::code(const QString &event, int serial) const
{
    return sql(u"SELECT c.code FROM scrip.code k JOIN credit_event_codes c ON c.id = k.id JOIN scrip.batch b ON "
               "b.id = k.batch_id JOIN credit_events e ON e.id = b.event_id WHERE e.name = '%1' AND k.serial = "
               "%2"_s.arg(event)
                   .arg(serial));
}

bool ConsoleWorld::addEvents() const
{
    StoreFixture admin(m_dsn);
    for (const QString &name :
         {u"Devcon"_s, u"Asleep"_s, u"To edit"_s, u"To pause"_s, u"To resume"_s, u"To archive"_s, u"To return"_s}) {
        const auto event = admin.createEvent(name);
        if (!event.ok() || !admin.mint(event->object.id, name == u"Devcon" ? 8 : 1).ok())
            return false;
    }
    const bool changed = run(onEvent(u"pause_event"_s, u"Asleep"_s)) &&
                         run(onEvent(u"pause_event"_s, u"To resume"_s)) &&
                         run(onEvent(u"archive_event"_s, u"To return"_s));
    return changed &&
           run(u"SELECT scrip.disable_code('off', NULL, '%1', 'before the test')"_s.arg(code(u"Devcon"_s, 6)));
}

bool ConsoleWorld::addEventToApprove() const
{
    const QString asker = m_cluster.dsnAs(u"t_asks_world"_s, m_dsn);
    return run(u"SELECT scrip.grant_role('ask', NULL, 't_asks_world', 'admin')"_s) &&
           run(u"SELECT scrip.set_setting('st', NULL, 'approval_threshold', '100')"_s) &&
           m_cluster.run(asker,
                         u"SELECT scrip.create_event('big', NULL, '{\"name\": \"To approve\", \"amount\": \"25\", "
                         "\"max_claims\": 100, \"credit_expires_at\": \"2099-01-01T00:00:00Z\"}')"_s) &&
           run(u"SELECT scrip.set_setting('st2', NULL, 'approval_threshold', '')"_s);
}

bool ConsoleWorld::addCustomers() const
{
    const QString claim =
        u"SELECT scrip.create_claim('c %1', NULL, (SELECT id FROM credit_events WHERE name = 'Devcon'), "
        "'%2', '{\"email\": \"%1@example.com\"}', jsonb_build_object('hash', "
        "encode(sha256('%1'), 'hex'), 'prefix', 'sk-%3'))"_s;
    for (const QString &name : {u"claimant"_s, u"released"_s, u"rotated"_s})
        if (!run(u"SELECT scrip_sandbox.add_user('%1@example.com')"_s.arg(name)))
            return false;
    return run(claim.arg(u"released"_s, code(u"Devcon"_s, 1), u"1234567"_s)) &&
           run(claim.arg(u"rotated"_s, code(u"Devcon"_s, 3), u"7654321"_s));
}

bool ConsoleWorld::addGrant(const QString &name, const QString &terms) const
{
    return run(
        u"SELECT scrip.create_grant('give-%1', NULL, (scrip_sandbox.add_user('%1@example.com', NULL, 'Org %1') "
        "#>> '{organizations,0,id}')::uuid, '{\"amount\": \"8\", \"name\": \"%1\"}'::jsonb || '{%2}', "
        "'test')"_s.arg(name, terms));
}

bool ConsoleWorld::addGrants() const
{
    for (const QString &name : {u"void"_s, u"clawback"_s, u"new"_s, u"match"_s, u"spent"_s})
        if (!addGrant(name))
            return false;
    return addGrant(u"pay"_s, u"\"funding\": \"invoice\", \"availability\": \"on_settlement\""_s) &&
           addGrant(u"due"_s, u"\"expires_at\": \"%1\""_s.arg(
                                  sql(u"SELECT scrip.time_text(scrip.now() + interval '1 hour')"_s)));
}

} // namespace scrip::test
