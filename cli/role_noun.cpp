// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/role_noun.h"

#include "cli/lock_nouns.h"
#include "cli/replies.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void RoleNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "role", Say::tr("Which login may do what."));
    const auto declareChange = [&](const char *name, const QString &summary, Change action) {
        verb(app, name, summary, u"scrip role "_s + QString::fromLatin1(name) + u" alice staff"_s,
             [this, action](Context &context) { return change(context, action); })
            .argument("login", Say::tr("A login of the server."), m_login)
            .argument("role", Say::tr("What it may do."), m_role, u"admin|staff|support|auditor"_s);
    };
    declareChange("grant", Say::tr("Give a login a role."), &Administration::grantRole);
    declareChange("revoke", Say::tr("Take a role from a login."), &Administration::revokeRole);
    verb(app, "lock-user",
         Say::tr("Take a login its right to log in and end its sessions, with your own rights over the server."),
         u"scrip role lock-user mara"_s, [this](Context &context) { return lockUser(context, m_login); })
        .argument("login", Say::tr("A login of the server."), m_login);
    Verb list = verb(app, "list", Say::tr("List the logins that have a role."), u"scrip role list"_s,
                     work(this, &RoleNoun::list));
    m_list.declare(list);
}

Result<Reply> RoleNoun::list(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto roles = awaited(stores->administration->roles());
    if (!roles)
        return roles.failure();
    QJsonArray items;
    for (const LoginRoles &login : *roles)
        items << toJson(login);
    return m_list.runWhole(context, roleColumns(), items, u"login"_s);
}

Result<Reply> RoleNoun::change(Context &context, Change action)
{
    static const QStringList known{u"admin"_s, u"staff"_s, u"support"_s, u"auditor"_s};
    if (!known.contains(m_role))
        return usage(Say::tr("Choose the role admin, staff, support or auditor."), u"role"_s);
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    return written(awaited((stores->administration->*action)(m_login, m_role, context.write())), roleColumns());
}

} // namespace scrip::cli
