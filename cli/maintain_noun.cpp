// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/maintain_noun.h"

#include "cli/maintaining.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int usualIntervalMs = 5'000;

} // namespace

void MaintainNoun::declare(CLI::App &root)
{
    Verb declared =
        verb(root, "maintain",
             Say::tr("Book what becomes due by itself, for all organizations, and seal the audit. Without "
                     "--once it goes on until it is ended; running it in two places does no harm."),
             u"scrip maintain --once"_s, work(this, &MaintainNoun::maintain));
    declared.flag("--once", Say::tr("One pass."), m_once);
    declared.value("--interval", u"TIME"_s, Say::tr("Pause between passes (5s)."), m_interval);
}

Result<Reply> MaintainNoun::maintain(Context &context)
{
    if (m_once && m_interval)
        return usage(Say::tr("Choose --once or --interval, not both."), u"interval"_s);
    if (m_once) {
        const Result<int> patience = context.waitMs();
        return patience ? maintainOnce(context, *patience) : patience.failure();
    }
    const auto interval = m_interval ? parseSpan(*m_interval) : std::optional(usualIntervalMs);
    if (!interval || *interval < 1)
        return usage(Say::tr("Write a time such as 500ms, 5s or 1m."), u"interval"_s);
    return maintainOn(context, *interval);
}

} // namespace scrip::cli
