// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/overview.h"

namespace scrip {

namespace {

/// The sum; what does not fit stays what it was.
void add(Money &sum, const Money &more)
{
    if (const Result<Money> both = sum.plus(more))
        sum = *both;
}

} // namespace

ExposureLine Overview::total() const
{
    const Money none(0, currency);
    ExposureLine sum{EventStatus::Active, 0, none, none, none};
    for (const ExposureLine &line : exposure) {
        sum.events += line.events;
        add(sum.claimed, line.claimed);
        add(sum.open, line.open);
        add(sum.exposure, line.exposure);
    }
    return sum;
}

int Overview::openMatters() const
{
    return int(approvals.size() + budgets.size() + (alarms ? alarms->size() : 0)) + (maintenance.late ? 1 : 0);
}

} // namespace scrip
