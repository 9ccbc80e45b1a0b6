// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_words.h"

#include "core/text_rules.h"
#include "ui/widgets/figures.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::ClaimWords", text);
}

/// What stands in the way of a claim: short for a list, and with what helps for whoever asked why.
struct Obstacle
{
    const char *name;
    const char *shortly;
    const char *fully;
};

constexpr Obstacle obstacles[] = {
    {"not_found", QT_TRANSLATE_NOOP("scrip::ClaimWords", "no such user"),
     QT_TRANSLATE_NOOP(
         "scrip::ClaimWords",
         "There is no such user, or the user is no member of the organization. Have them sign in once.")},
    {"code_not_found", QT_TRANSLATE_NOOP("scrip::ClaimWords", "no such code"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords",
                       "No code reads like this. Compare it with the label once more, letter by letter.")},
    {"invalid_code", QT_TRANSLATE_NOOP("scrip::ClaimWords", "no code at all"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "This is not how a code looks. Compare it with the label once more.")},
    {"code_reissued", QT_TRANSLATE_NOOP("scrip::ClaimWords", "code was replaced"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The code was replaced by a new one, and this one is dead for good.")},
    {"code_disabled", QT_TRANSLATE_NOOP("scrip::ClaimWords", "code is disabled"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The code was disabled. Enable it again, or reissue it.")},
    {"event_archived", QT_TRANSLATE_NOOP("scrip::ClaimWords", "event is archived"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The event is archived. An admin can bring it back.")},
    {"awaiting_approval", QT_TRANSLATE_NOOP("scrip::ClaimWords", "event needs approval"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The event waits until another admin approves it.")},
    {"event_inactive", QT_TRANSLATE_NOOP("scrip::ClaimWords", "event is paused"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The event is paused. An admin can resume it.")},
    {"claim_not_started", QT_TRANSLATE_NOOP("scrip::ClaimWords", "event has not begun"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "Claiming has not begun yet. Try again from the start of the event on.")},
    {"claim_deadline_passed", QT_TRANSLATE_NOOP("scrip::ClaimWords", "too late"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The time to claim is over. An admin can move the deadline later.")},
    {"user_inactive", QT_TRANSLATE_NOOP("scrip::ClaimWords", "user is not active"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The account of this user is not active.")},
    {"user_already_claimed", QT_TRANSLATE_NOOP("scrip::ClaimWords", "has claimed before"),
     QT_TRANSLATE_NOOP(
         "scrip::ClaimWords",
         "This user has claimed the event already. Each user claims an event once, also after a release.")},
    {"code_already_claimed", QT_TRANSLATE_NOOP("scrip::ClaimWords", "code is used up"),
     QT_TRANSLATE_NOOP(
         "scrip::ClaimWords",
         "The code was claimed already. Releasing that claim with its code freed makes it good again.")},
    {"organization_limit_reached", QT_TRANSLATE_NOOP("scrip::ClaimWords", "organization has its share"),
     QT_TRANSLATE_NOOP(
         "scrip::ClaimWords",
         "The organization has as many claims as the event allows. Another one of the user may claim.")},
    {"domain_limit_reached", QT_TRANSLATE_NOOP("scrip::ClaimWords", "domain has its share"),
     QT_TRANSLATE_NOOP("scrip::ClaimWords", "The e-mail domain has as many claims as the event allows.")},
    {"max_claims_reached", QT_TRANSLATE_NOOP("scrip::ClaimWords", "all are taken"),
     QT_TRANSLATE_NOOP(
         "scrip::ClaimWords",
         "All claims of the event are taken. An admin can raise the cap, or a claim is released with its "
         "slot returned.")},
};

const Obstacle *obstacleOf(const QString &name)
{
    for (const Obstacle &one : obstacles) {
        if (name == QLatin1StringView(one.name))
            return &one;
    }
    return nullptr;
}

} // namespace

QString outcomeWords(const QString &outcome)
{
    if (outcome == u"claimed")
        return words(QT_TRANSLATE_NOOP("scrip::ClaimWords", "claimed"));
    const Obstacle *known = obstacleOf(outcome);
    return known ? words(known->shortly) : QString(outcome).replace(u'_', u' ');
}

QString obstacleWords(const ClaimCheck::Reason &reason)
{
    const Obstacle *known = obstacleOf(reason.name);
    return known ? words(known->fully) : shownText(reason.message);
}

QString claimsOfEvent(const Event &event)
{
    const QString name = shownText(event.name);
    if (!event.maxClaims)
        return words(QT_TRANSLATE_NOOP("scrip::ClaimWords", "%1 has %2 claims"))
            .arg(name, countText(event.claimCount));
    return words(QT_TRANSLATE_NOOP("scrip::ClaimWords", "%1 has %2 of %3 claims"))
        .arg(name, countText(event.claimCount), countText(*event.maxClaims));
}

} // namespace scrip
