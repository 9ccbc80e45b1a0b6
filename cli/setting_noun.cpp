// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/setting_noun.h"

#include "cli/replies.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip::cli {

void SettingNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "setting", Say::tr("What the database remembers for everybody."));
    Verb list =
        verb(app, "list", Say::tr("List all settings."), u"scrip setting list"_s, work(this, &SettingNoun::list));
    m_list.declare(list);
    verb(app, "get", Say::tr("Show one setting."), u"scrip setting get time_zone"_s, work(this, &SettingNoun::get))
        .argument("name", Say::tr("Its name."), m_name);
    verb(app, "set", Say::tr("Change one setting; needs an admin."), u"scrip setting set default_prefix NEAR"_s,
         work(this, &SettingNoun::set))
        .argument("name", Say::tr("Its name."), m_name)
        .argument("value", Say::tr("Its new value; a setting that may be empty takes \"\"."), m_value);
}

Result<Reply> SettingNoun::list(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto settings = awaited(stores->administration->settings());
    if (!settings)
        return settings.failure();
    QJsonArray items;
    for (const Setting &setting : *settings)
        items << toJson(setting);
    return m_list.runWhole(context, settingColumns(), items, u"name"_s);
}

Result<Reply> SettingNoun::get(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const auto setting = awaited(stores->administration->setting(m_name));
    return setting ? Result<Reply>(Reply::of(toJson(*setting), settingColumns())) : setting.failure();
}

Result<Reply> SettingNoun::set(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    // Never null: that would mean the default.
    const QString value = m_value.isNull() ? QString(u""_s) : m_value;
    return written(awaited(stores->administration->setSetting(m_name, value, context.write())), settingColumns());
}

} // namespace scrip::cli
