// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/customer_words.h"

#include <QCoreApplication>

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
