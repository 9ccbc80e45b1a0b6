// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_actions.h"

#include "core/ports/connection.h"
#include "ui/claims/claim_rights.h"
#include "ui/widgets/buttons.h"

#include <QAction>

namespace scrip {

namespace {

QString orElse(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : first;
}

QString againstNone(const Claim *claim)
{
    return claim ? QString() : ClaimActions::tr("Select one claim");
}

QString againstRelease(const Claim *claim)
{
    if (!claim)
        return againstNone(claim);
    if (!claim->releasedAt.isValid())
        return {};
    if (claim->slotReturned && claim->codeFreed)
        return ClaimActions::tr("This claim is released already");
    return ClaimActions::tr(
        "This claim is released already; scrip claim release can still give back its slot or code");
}

QString againstReissue(const Claim *claim)
{
    if (!claim)
        return againstNone(claim);
    if (claim->codeId.isNull())
        return ClaimActions::tr("The code of this claim is not known");
    return claim->codeFreed ? QString() : ClaimActions::tr("Release the claim and free its code first");
}

QString againstGrant(const Claim *claim)
{
    if (!claim)
        return againstNone(claim);
    return claim->grantId.isNull() ? ClaimActions::tr("This claim has no grant") : QString();
}

} // namespace

ClaimActions::ClaimActions(QObject *page)
    : QObject(page)
    , release(makeAction(page, tr("&Release…"), Glyph::Undo))
    , reissue(makeAction(page, tr("Re&issue code…"), Glyph::Reissue))
    , openCustomer(makeAction(page, tr("Open c&ustomer"), Glyph::User))
    , openGrant(makeAction(page, tr("Open &grant"), Glyph::Database))
    , openEvent(makeAction(page, tr("Go to e&vent"), Glyph::Event))
{
}

void ClaimActions::update(const Claim *claim, const ConnectionMonitor &connection)
{
    setReasonAgainst(release, orElse(reasonAgainstClaims(connection), againstRelease(claim)));
    setReasonAgainst(reissue, orElse(reasonAgainstReissue(connection), againstReissue(claim)));
    setReasonAgainst(openCustomer, orElse(reasonAgainstLooking(connection), againstNone(claim)));
    setReasonAgainst(openGrant, orElse(reasonAgainstLooking(connection), againstGrant(claim)));
    setReasonAgainst(openEvent, againstNone(claim));
}

} // namespace scrip
