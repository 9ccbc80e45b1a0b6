// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/batch.h"

#include "core/code_text.h"
#include "core/text_rules.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

QString batchStateName(BatchState state)
{
    switch (state) {
    case BatchState::Minting:
        return u"minting"_s;
    case BatchState::Complete:
        return u"complete"_s;
    case BatchState::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

BatchState batchStateFromName(const QString &name)
{
    if (name == u"complete")
        return BatchState::Complete;
    return name == u"cancelled" ? BatchState::Cancelled : BatchState::Minting;
}

QList<Failure> validate(const MintRequest &request)
{
    QList<Failure> failures;
    const auto refuse = [&failures](const QString &field, const QString &sentence) {
        failures << Failure::named(u"invalid_count"_s, sentence, field);
    };
    if (request.count < 1 || request.count > maxBatchCount)
        refuse(u"count"_s,
               QCoreApplication::translate("scrip::Batch", "Mint between 1 and 1,000,000 codes in one batch."));
    if (request.groups < 3 || request.groups > 6)
        refuse(u"groups"_s, QCoreApplication::translate("scrip::Batch", "A code has 3 to 6 groups."));
    if (request.maxUses < 1 || request.maxUses > 1'000'000)
        refuse(u"max_uses"_s, QCoreApplication::translate("scrip::Batch", "A code has 1 to 1,000,000 uses."));
    if (!request.prefix.isEmpty()) {
        if (const Result<QString> prefix = checkedPrefix(request.prefix); !prefix)
            failures << prefix.failure();
    }
    if (const Result<QString> note = checkedText(request.note, u"note"_s); !note)
        failures << note.failure();
    return failures;
}

} // namespace scrip
