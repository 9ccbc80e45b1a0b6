// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/mint/mint_effect.h"

namespace scrip {

namespace {

qint64 liveUses(const Event &event)
{
    const qint64 codes = event.codes.available + event.codes.claimed;
    if (event.amount.nano() <= 0)
        return codes;
    return std::max(codes, event.exposure.nano() / event.amount.nano());
}

} // namespace

MintEffect effectOf(const Event &event, const MintRequest &request)
{
    MintEffect effect;
    const qint64 uses = liveUses(event) + request.count * qint64(request.maxUses);
    if (event.maxClaims)
        effect.beyondCap = std::max<qint64>(0, uses - *event.maxClaims);
    const Result<Money> after = exposureOf(event.amount, event.maxClaims, uses);
    if (!after)
        return effect;
    effect.after = *after;
    effect.added = Money(after->nano() - event.exposure.nano(), after->currency());
    return effect;
}

} // namespace scrip
