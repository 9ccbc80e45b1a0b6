// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/grant_words.h"

#include "core/text_rules.h"
#include "models/grants_model.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/relative_time.h"

#include <QCoreApplication>
#include <QHash>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::GrantWords", text);
}

/// Sentences about grants for refusals whose general sentence says less.
const char *ownSentence(const QString &name)
{
    static const QHash<QString, const char *> sentences{
        {u"busy"_s, QT_TRANSLATE_NOOP("scrip::GrantWords",
                                      "Somebody else was working on this organization. Nothing was written.")},
        {u"unknown_outcome"_s,
         QT_TRANSLATE_NOOP("scrip::GrantWords", "The answer was lost on the way. The same is asked once more until "
                                                "it is known; nothing is booked twice.")},
        {u"idempotency_conflict"_s,
         QT_TRANSLATE_NOOP("scrip::GrantWords",
                           "What was sent before went through. Close this and look at the ledger of the grant.")},
        {u"grant_owned_by_backend"_s,
         QT_TRANSLATE_NOOP("scrip::GrantWords",
                           "The billing backend keeps this credit itself: its next write would undo the change. "
                           "Refund the payment there.")},
        {u"count_mismatch"_s,
         QT_TRANSLATE_NOOP("scrip::GrantWords",
                           "Another number of grants matches by now. Nothing was voided: look at the new figures.")},
        {u"payment_transition_invalid"_s,
         QT_TRANSLATE_NOOP("scrip::GrantWords", "The payment cannot become that from what it is now.")},
    };
    return sentences.value(name, nullptr);
}

BarPart part(const Money &bucket, const Money &whole, Tone tone, bool hatched = false)
{
    return {shareOf(bucket.nano(), whole.nano()), tone, hatched};
}

} // namespace

QString grantFailureWords(const Failure &failure)
{
    const char *own = ownSentence(failure.name);
    return tellFailure(failure, own ? words(own) : QString());
}

QList<BarPart> bucketParts(const Grant &grant)
{
    return {part(grant.consumed, grant.amount, Tone::Neutral), part(grant.available, grant.amount, Tone::Accent),
            part(grant.pending, grant.amount, Tone::Info, true),
            part(grant.clawedBack, grant.amount, Tone::Warn, true),
            part(grant.forfeited, grant.amount, Tone::Bad, true)};
}

QString sourceText(const Grant &grant, const QTimeZone &zone, const QDateTime &now)
{
    const QString when = momentText(grant.createdAt.toTimeZone(zone), now);
    return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "%1, %2 by %3"))
        .arg(originText(grant), when, shownText(grant.createdBy));
}

QString fundingText(Funding funding)
{
    switch (funding) {
    case Funding::Invoice:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "By invoice"));
    case Funding::External:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Paid elsewhere"));
    case Funding::None:
        break;
    }
    return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Nobody pays"));
}

QString availabilityText(Availability availability)
{
    switch (availability) {
    case Availability::OnAuthorization:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Once authorized"));
    case Availability::OnSettlement:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Once settled"));
    case Availability::OnCreation:
        break;
    }
    return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "At once"));
}

QString paymentText(PaymentStatus status)
{
    switch (status) {
    case PaymentStatus::Authorized:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Authorized"));
    case PaymentStatus::Settled:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Settled"));
    case PaymentStatus::Failed:
        return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Failed"));
    case PaymentStatus::Pending:
        break;
    }
    return words(QT_TRANSLATE_NOOP("scrip::GrantWords", "Pending"));
}

Money difference(const Money &after, const Money &before)
{
    const Result<Money> left = after.plus(Money(-before.nano(), before.currency()));
    return left ? *left : Money(0, after.currency());
}

} // namespace scrip
