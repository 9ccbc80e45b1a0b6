// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customer_words.h"

#include "core/lookup.h"
#include "core/text_rules.h"
#include "models/audit_model.h"
#include "ui/claims/claim_words.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::CustomerWords", text);
}

constexpr NamedPill happenings[] = {
    {"claim", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Claim"), Tone::Accent, PillShape::Tick},
    {"release", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Release"), Tone::Warn, PillShape::Arrow},
    {"attempt", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Attempt"), Tone::Bad, PillShape::Cross},
    {"entry", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Ledger"), Tone::Neutral, PillShape::Lines},
    {"audit", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Change"), Tone::Info, PillShape::Person},
    {"print", QT_TRANSLATE_NOOP("scrip::CustomerWords", "Print"), Tone::Neutral, PillShape::Square},
};

} // namespace

PillLook happeningPill(const QString &kind)
{
    return pillNamed(kind, happenings, "scrip::CustomerWords");
}

QString happeningWords(const TimelineItem &item)
{
    static const QRegularExpression change(u"^([a-z]+(?: [a-z]+)*) by (.*)$"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression refusal(u"^(.*: )([a-z]+(?:_[a-z]+)*)$"_s);
    const QString summary = shownText(item.summary);
    if (const auto found = change.match(summary); item.kind == "audit"_L1 && found.hasMatch())
        return words(QT_TRANSLATE_NOOP("scrip::CustomerWords", "%1 by %2"))
            .arg(actionText(found.captured(1).replace(u' ', u'_')), found.captured(2));
    if (const auto found = refusal.match(summary); item.kind == "attempt"_L1 && found.hasMatch())
        return found.captured(1) + outcomeWords(found.captured(2));
    return summary;
}

PillLook keyPill(const QString &state)
{
    if (state == u"active")
        return {words(QT_TRANSLATE_NOOP("scrip::CustomerWords", "Active")), Tone::Good, PillShape::Disc};
    return {words(QT_TRANSLATE_NOOP("scrip::CustomerWords", "Revoked")), Tone::Bad, PillShape::Cross};
}

QList<BarPart> barOf(const Grant &grant)
{
    const qint64 whole = grant.amount.nano();
    return {{shareOf(grant.consumed.nano(), whole), Tone::Neutral, false},
            {shareOf(grant.available.nano() + grant.pending.nano(), whole), Tone::Accent, false},
            {shareOf(grant.forfeited.nano() + grant.clawedBack.nano(), whole), Tone::Warn, true}};
}

} // namespace scrip
