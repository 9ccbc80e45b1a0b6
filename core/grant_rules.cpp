// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/grant.h"
#include "core/text_rules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

using Failures = QList<Failure>;

void refuse(Failures &failures, const QString &name, const QString &field, const char *sentence)
{
    failures << Failure::named(name, QCoreApplication::translate("scrip::GrantRules", sentence), field);
}

void checkMoney(Failures &failures, const GrantDraft &draft)
{
    if (draft.amount.nano() <= 0)
        refuse(failures, u"invalid_amount"_s, u"amount"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules", "The amount must be above zero."));
    if (draft.funding == Funding::None && draft.availability != Availability::OnCreation)
        refuse(failures, u"invalid_body"_s, u"availability"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules",
                                 "Credit that nobody pays for is available on creation: choose a "
                                 "funding method as well."));
    if (!draft.costBasis)
        return;
    if (draft.funding == Funding::None)
        refuse(failures, u"invalid_cost_basis"_s, u"cost_basis"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules", "Only a grant with a funding method has a cost basis."));
    else if (draft.costBasis->nano() <= 0)
        refuse(failures, u"invalid_cost_basis"_s, u"cost_basis"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules", "The cost basis must be above zero."));
}

void checkTexts(Failures &failures, const GrantDraft &draft)
{
    if (!draft.name.isEmpty()) {
        if (const Result<QString> name = checkedName(draft.name, u"name"_s); !name)
            failures << name.failure();
    }
    for (auto label = draft.labels.begin(); label != draft.labels.end(); ++label) {
        const bool fine = checkedName(label.key(), u"labels"_s).ok() && checkedText(label.value(), u"labels"_s).ok();
        if (!fine)
            refuse(failures, u"invalid_text"_s, u"labels"_s,
                   QT_TRANSLATE_NOOP("scrip::GrantRules", "A label is a word and a short text without control "
                                                          "characters."));
    }
}

void checkPriority(Failures &failures, const GrantDraft &draft)
{
    if (draft.priority < leastPriority || draft.priority > mostPriority)
        refuse(
            failures, u"invalid_priority"_s, u"priority"_s,
            QT_TRANSLATE_NOOP("scrip::GrantRules", "A priority lies between 1 and 1000; the smaller burns first."));
}

void checkTimes(Failures &failures, const GrantDraft &draft, const QDateTime &now)
{
    if (!draft.expiresAt.isValid())
        return;
    if (draft.expiresAt <= now)
        refuse(failures, u"invalid_date"_s, u"expires_at"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules", "The credit would have expired already."));
    else if (draft.effectiveAt.isValid() && draft.expiresAt <= draft.effectiveAt)
        refuse(failures, u"invalid_date"_s, u"expires_at"_s,
               QT_TRANSLATE_NOOP("scrip::GrantRules", "The credit would expire before it can be spent."));
}

} // namespace

QList<Failure> validate(const GrantDraft &draft, const QDateTime &now)
{
    Failures failures;
    checkMoney(failures, draft);
    checkTexts(failures, draft);
    checkPriority(failures, draft);
    checkTimes(failures, draft, now);
    return failures;
}

} // namespace scrip
