// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/reissuing.h"

#include "cli/replies.h"
#include "cli/verb.h"

#include <QHash>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

using PlainCodes = QHash<CodeId, QString>;

constexpr qsizetype idsAtOnce = 5'000;

Result<PlainCodes> revealed(const Context &context, const Stores &stores, const QList<Reissue> &items)
{
    PlainCodes plain;
    for (qsizetype begin = 0; begin < items.size(); begin += idsAtOnce) {
        RevealRequest request;
        for (const Reissue &item : items.mid(begin, idsAtOnce))
            request.ids << item.fresh.id;
        request.purpose = u"reveal"_s;
        request.as = context.actingAs();
        const auto page = awaited(stores.codes->reveal(request));
        if (!page)
            return page.failure();
        for (const RevealedCode &code : page->items)
            plain.insert(code.id, code.code.text());
    }
    return plain;
}

/// The new codes in plain: as the database told one when it made it, else by asking for them.
Result<PlainCodes> plainOf(const Context &context, const Stores &stores, const ReissueOutcome &outcome)
{
    if (!outcome.plain.isEmpty() && outcome.items.size() == 1)
        return PlainCodes{{outcome.items.first().fresh.id, outcome.plain}};
    return revealed(context, stores, outcome.items);
}

QJsonArray itemsOf(const ReissueOutcome &outcome, const PlainCodes &plain)
{
    QJsonArray items;
    for (const Reissue &item : outcome.items) {
        QJsonObject fresh = toJson(item.fresh);
        if (const QString code = plain.value(item.fresh.id); !code.isEmpty())
            fresh.insert(u"code"_s, code);
        items << QJsonObject{{u"old"_s, toJson(item.old)}, {u"new"_s, fresh}};
    }
    return items;
}

} // namespace

Result<Reply> reissued(const Context &context, const Stores &stores, const Result<ReissueOutcome> &outcome,
                       bool reveal)
{
    if (!outcome)
        return outcome.failure();
    const Result<PlainCodes> plain = reveal ? plainOf(context, stores, *outcome) : PlainCodes();
    // The codes are replaced already: that one may not see them any more is no failure of it.
    if (!plain && plain.failure().kind != FailureKind::NotPermitted)
        return plain.failure();
    QJsonObject answer{{u"items"_s, itemsOf(*outcome, plain ? *plain : PlainCodes())},
                       {u"replayed"_s, outcome->replayed}};
    if (!plain)
        answer.insert(u"hint"_s, Say::tr("A new code is shown once, when it is made: reissue it again to see one."));
    return Reply::list(answer, {{u"old.code"_s, Say::tr("Old code")},
                                {u"new.code"_s, Say::tr("New code")},
                                {u"new.serial"_s, Say::tr("Serial"), Align::Right},
                                {u"new.id"_s, Say::tr("ID")}});
}

} // namespace scrip::cli
