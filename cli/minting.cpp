// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/minting.h"

#include "cli/interrupt.h"
#include "cli/progress_line.h"
#include "cli/replies.h"
#include "cli/verb.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

Failure interrupted(const Batch &batch, const QString &key)
{
    Failure failure = Failure::cancelled(Say::tr("Cancelled: %1 of %2 codes are kept in batch %3.")
                                             .arg(batch.count)
                                             .arg(batch.requested)
                                             .arg(batch.id.toText()));
    failure.hint = Say::tr("The same call with --key %1 finishes the batch.").arg(key);
    failure.key = key;
    failure.detail = {{u"batch"_s, toJson(batch)}};
    return failure;
}

Result<QJsonArray> revealed(const Context &context, const Stores &stores, const BatchId &batch)
{
    QJsonArray codes;
    RevealRequest request;
    request.filter.batch = batch;
    request.purpose = u"reveal"_s;
    request.as = context.actingAs();
    do {
        const auto page = awaited(stores.codes->reveal(request));
        if (!page)
            return page.failure();
        for (const RevealedCode &code : page->items)
            codes << code.code.text();
        request.after = page->next;
    } while (!request.after.isEmpty());
    return codes;
}

QJsonArray warningsOf(const MintRequest &request)
{
    QJsonArray warnings;
    if (request.groups == 3)
        warnings << Say::tr("Codes of 3 groups are easier to guess: 4 are advised.");
    return warnings;
}

} // namespace

Result<Reply> mint(Context &context, const Stores &stores, const MintRequest &request, bool reveal)
{
    const WriteContext write = context.write();
    const auto progress = context.progress(Say::tr("%1 of %2 codes"));
    const auto control =
        std::make_shared<JobControl>([&](qint64 done, qint64 total) { progress->show(done, total); });
    const auto minted = [&] {
        const Interrupt interrupt(control);
        return awaited(stores.batches->mint(request, write, control));
    }();
    if (!minted)
        return minted.failure();
    const Batch &batch = minted->object;
    if (batch.state != BatchState::Complete)
        return interrupted(batch, write.key);
    const QJsonArray warnings = warningsOf(request);
    QJsonObject answer{{u"batch"_s, toJson(batch)}, {u"warnings"_s, warnings}};
    for (const auto &warning : warnings)
        context.output().note(warning.toString());
    if (reveal) {
        const Result<QJsonArray> codes = revealed(context, stores, batch.id);
        if (!codes)
            return codes.failure();
        answer.insert(u"codes"_s, *codes);
    }
    Columns columns = batchFields(u"batch."_s);
    if (reveal)
        columns << Column{u"codes"_s, Say::tr("Codes")};
    return writtenReply(answer, minted->replayed, columns);
}

QString codeHint()
{
    return Say::tr("A code in any spelling, or its id. Others on this machine can see arguments in the list of "
                   "processes: \"-\" reads the code from standard input.");
}

} // namespace scrip::cli
