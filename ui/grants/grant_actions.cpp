// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_actions.h"

#include "core/ports/connection.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/grants/grant_rights.h"
#include "ui/widgets/buttons.h"

#include <QAction>

namespace scrip {

namespace {

QString orElse(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : first;
}

QString againstVoid(const Grant *grant)
{
    if (!grant)
        return GrantActions::tr("Select one grant");
    switch (grant->status) {
    case GrantStatus::Expired:
        return GrantActions::tr("It has expired: nothing is left to take");
    case GrantStatus::Voided:
        return GrantActions::tr("It is voided already");
    default:
        break;
    }
    return grant->depleted ? GrantActions::tr("All of it is consumed: nothing is left to take") : QString();
}

QString againstClawBack(const Grant *grant)
{
    if (!grant)
        return GrantActions::tr("Select one grant");
    return grant->available.isZero() && grant->consumed.isZero()
               ? GrantActions::tr("Nothing of it is available or consumed")
               : QString();
}

QString againstPayment(const Grant *grant)
{
    if (!grant)
        return GrantActions::tr("Select one grant");
    if (grant->funding == Funding::None)
        return GrantActions::tr("Nobody pays for this grant");
    return grant->paymentStatus == PaymentStatus::Failed ? GrantActions::tr("Its payment has failed for good")
                                                         : QString();
}

QString againstMatching(const GrantQuery &filter)
{
    if (voidFilterOf(filter))
        return {};
    if (filter.origin || !filter.search.isEmpty() || filter.depleted)
        return GrantActions::tr("Void all knows event, organization, active and pending: remove the other filters");
    if (filter.status)
        return GrantActions::tr("Only active and pending grants can be voided");
    return GrantActions::tr("Filter by event, organization, active or pending first");
}

} // namespace

std::optional<VoidFilter> voidFilterOf(const GrantQuery &filter)
{
    const bool more = filter.origin || !filter.search.isEmpty() || filter.depleted;
    const bool over =
        filter.status && *filter.status != GrantStatus::Active && *filter.status != GrantStatus::Pending;
    const bool any = !filter.event.isNull() || !filter.organization.isNull() || filter.status.has_value();
    if (more || over || !any)
        return std::nullopt;
    return VoidFilter{filter.event, filter.organization, filter.status};
}

GrantActions::GrantActions(QObject *page)
    : QObject(page)
    , create(makeAction(page, tr("&New grant…"), Glyph::Plus))
    , voidOne(makeAction(page, tr("&Void…"), Glyph::Disable, QKeySequence(Qt::CTRL | Qt::Key_Delete)))
    , voidMatching(makeAction(page, tr("Void &all that match…"), Glyph::Filter))
    , clawBack(makeAction(page, tr("Claw &back…"), Glyph::Undo))
    , payment(makeAction(page, tr("&Payment…"), Glyph::Check))
    , settle(makeAction(page, tr("&Settle what is due…"), Glyph::Clock))
    , onlyOrganization(makeAction(page, tr("&Only this organization"), Glyph::User))
    , goToEvent(makeAction(page, tr("&Go to event"), Glyph::Event))
{
}

void GrantActions::update(const Grant *grant, const GrantQuery &filter, const ConnectionMonitor &connection)
{
    const QString rights = reasonAgainstGrants(connection);
    setReasonAgainst(create, rights);
    setReasonAgainst(voidOne, orElse(rights, againstVoid(grant)));
    setReasonAgainst(clawBack, orElse(rights, againstClawBack(grant)));
    setReasonAgainst(payment, orElse(rights, againstPayment(grant)));
    setReasonAgainst(voidMatching, orElse(reasonAgainstReckoning(connection), againstMatching(filter)));
    setReasonAgainst(settle, reasonAgainstReckoning(connection));
    setReasonAgainst(onlyOrganization, grant ? QString() : tr("Select one grant"));
    setReasonAgainst(goToEvent, !grant                    ? tr("Select one grant")
                                : grant->eventId.isNull() ? tr("It is of no event")
                                                          : QString());
}

} // namespace scrip
