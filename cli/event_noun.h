// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/event_options.h"
#include "cli/lists.h"
#include "cli/noun.h"

namespace scrip::cli {

/// scrip event: credit events.
class EventNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    using Change = Answer<Written<Event>> (EventStore::*)(const EventId &, const WriteContext &);

    void declareState(CLI::App &app, const char *name, const QString &summary, bool withReason, Change action);
    Result<Reply> create(Context &context);
    Result<Reply> edit(Context &context);
    Result<Reply> list(Context &context);
    Result<Reply> show(Context &context);
    Result<Reply> change(Context &context, Change action);
    Result<Reply> approve(Context &context);
    /// The event that was named, as it is now.
    [[nodiscard]] Result<Event> seen(const Stores &stores) const;
    Result<EventQuery> query() const;

    QString m_id;
    EventOptions m_options;
    QString m_version;
    std::optional<QString> m_reason;
    std::optional<QStringList> m_status;
    std::optional<QString> m_search;
    std::optional<QString> m_tag;
    ListOptions m_list;
};

} // namespace scrip::cli
