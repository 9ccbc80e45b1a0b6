// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/code_noun.h"

#include "cli/minting.h"
#include "cli/reissuing.h"
#include "cli/replies.h"
#include "cli/values.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void CodeNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "code", Say::tr("Promo codes. Plain codes are money: lists mask them."));
    declareGenerate(app);
    declareList(app);
    verb(app, "show", Say::tr("Show one code, in any spelling."),
         u"echo NEAR-A7K3-X9M2-P4Q8-B6DH | scrip code show -"_s, work(this, &CodeNoun::show))
        .argument("code", codeHint(), m_shown);
    declareChange(app, "disable", Say::tr("Stop codes from being claimed."), &CodeStore::disable,
                  &CodeStore::disableRange);
    declareChange(app, "enable", Say::tr("Let disabled codes be claimed again."), &CodeStore::enable,
                  &CodeStore::enableRange);
    declareReissue(app);
    declareTransfers(app);
}

void CodeNoun::declareGenerate(CLI::App &app)
{
    Verb generate = verb(app, "generate",
                         Say::tr("Mint a batch of codes. Ctrl-C keeps what is there; the same call "
                                 "under the same --key finishes the batch."),
                         u"scrip code generate --event 0190f3a1 --count 500"_s, work(this, &CodeNoun::generate));
    generate.required("--event", u"ID"_s, Say::tr("Of which event."), m_eventId);
    generate.required("--count", u"N"_s, Say::tr("How many, up to 1000000."), m_count);
    generate.value("--prefix", u"TEXT"_s, Say::tr("1 to 12 letters or digits (the database's default)."), m_prefix);
    generate.value("--groups", u"3|4|5|6"_s, Say::tr("Groups of four characters (4); 3 are easier to guess."),
                   m_groups);
    generate.value("--max-uses", u"N"_s, Say::tr("How many people may claim each code (1)."), m_maxUses);
    generate.value("--note", u"TEXT"_s, Say::tr("What the batch is for."), m_note);
    generate.flag("--reveal", Say::tr("Answer the plain codes; that leaves an audit entry."), m_reveal);
}

void CodeNoun::declareList(CLI::App &app)
{
    Verb list = verb(app, "list", Say::tr("List codes, masked."),
                     u"scrip code list --batch 0190f3a1 --state available"_s, work(this, &CodeNoun::list));
    list.value("--event", u"ID"_s, Say::tr("Only those of this event."), m_event);
    list.value("--batch", u"ID"_s, Say::tr("Only those of this batch."), m_batch);
    list.value("--state", u"available|claimed|disabled|reissued"_s, Say::tr("Only those in this state."), m_state);
    list.flag("--reveal", Say::tr("Plain codes, of an event or a batch; that leaves an audit entry."), m_reveal);
    m_list.declare(list);
}

void CodeNoun::declareChange(CLI::App &app, const char *name, const QString &summary, ChangeOne one, ChangeRange many)
{
    Verb declared = verb(app, name, summary,
                         u"scrip code "_s + QString::fromLatin1(name) +
                             u" --batch 0190f3a1 --from 1 --to 50 --reason \"lost in the mail\""_s,
                         [this, one, many](Context &context) { return change(context, one, many); });
    declareOneOrMany(declared);
}

void CodeNoun::declareOneOrMany(Verb &verb)
{
    verb.optionalArgument("code", codeHint(), m_code);
    verb.value("--batch", u"ID"_s, Say::tr("All codes of this batch instead of one."), m_batch);
    verb.value("--from", u"N"_s, Say::tr("First serial of the batch."), m_from);
    verb.value("--to", u"N"_s, Say::tr("Last serial of the batch."), m_to);
    verb.value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
}

void CodeNoun::declareReissue(CLI::App &app)
{
    Verb reissue =
        verb(app, "reissue", Say::tr("Put new codes in the place of lost ones, which are dead from then on."),
             u"echo NEAR-A7K3-X9M2-P4Q8-B6DH | scrip code reissue - --reason \"card lost\" --reveal"_s,
             work(this, &CodeNoun::reissue));
    declareOneOrMany(reissue);
    reissue.flag("--reveal", Say::tr("Answer the new codes in plain; that leaves an audit entry."), m_reveal);
}

void CodeNoun::declareTransfers(CLI::App &app)
{
    Verb exported = verb(app, "export", Say::tr("Write codes into a file, masked unless revealed."),
                         u"scrip code export --batch 0190f3a1 --format csv --output codes.csv --reveal "
                         "--recipients guests.csv"_s,
                         [this](Context &context) { return m_export.run(context); });
    m_export.declare(exported);
    Verb imported = verb(app, "import", Say::tr("Take in codes that were made elsewhere, all of a file or none."),
                         u"scrip code import cards.csv --event 0190f3a1 --dry-run"_s,
                         [this](Context &context) { return m_import.run(context); });
    m_import.declare(imported);
}

Result<MintRequest> CodeNoun::mintRequest(const Stores &stores) const
{
    const auto count = wholeNumber(m_count, 1, maxBatchCount);
    if (!count)
        return Failure::named(u"invalid_count"_s, Say::tr("Mint between 1 and 1,000,000 codes in one batch."),
                              u"count"_s);
    MintRequest request;
    request.count = *count;
    request.prefix = m_prefix.value_or(QString());
    request.note = m_note.value_or(QString());
    const Result<int> groups = numberOrZero(m_groups, u"groups"_s);
    if (!groups)
        return groups.failure();
    request.groups = m_groups ? *groups : request.groups;
    const Result<int> uses = numberOrZero(m_maxUses, u"max_uses"_s);
    if (!uses)
        return uses.failure();
    request.maxUses = m_maxUses ? *uses : request.maxUses;
    if (const auto failures = validate(request); !failures.isEmpty())
        return failures.first();
    const Result<EventId> event = awaited(stores.events->resolve(m_eventId));
    if (!event)
        return event.failure();
    request.event = *event;
    return request;
}

Result<Reply> CodeNoun::generate(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<MintRequest> request = mintRequest(*stores);
    if (!request)
        return request.failure();
    return mint(context, *stores, *request, m_reveal);
}

Result<CodeFilter> CodeNoun::filter(const Stores &stores) const
{
    CodeFilter filter;
    if (m_state) {
        filter.state = codeStateFromName(*m_state);
        if (!filter.state)
            return usage(Say::tr("There is no state “%1”.").arg(m_state->left(80)), u"state"_s);
    }
    if (m_reveal && !m_event && !m_batch)
        return usage(Say::tr("Say of which event or batch."), u"batch"_s);
    if (m_event) {
        const Result<EventId> event = awaited(stores.events->resolve(*m_event));
        if (!event)
            return event.failure();
        filter.event = *event;
    }
    if (m_batch) {
        const Result<BatchId> batch = awaited(stores.batches->resolve(*m_batch));
        if (!batch)
            return batch.failure();
        filter.batch = *batch;
    }
    return filter;
}

Result<Reply> CodeNoun::list(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<CodeFilter> chosen = filter(*stores);
    if (!chosen)
        return chosen.failure();
    const auto revealed = [&](const QString &after, int limit) {
        RevealRequest request;
        request.filter = *chosen;
        request.purpose = u"reveal"_s;
        request.as = context.actingAs();
        request.after = after;
        request.limit = limit;
        return ListOptions::sliceOf(awaited(stores->codes->reveal(request)));
    };
    const auto masked = [&](const QString &after, int limit) {
        CodeQuery query;
        query.filter = *chosen;
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(stores->codes->page(query)));
    };
    return m_list.run(context, codeColumns(), m_reveal ? ListOptions::Fetch(revealed) : ListOptions::Fetch(masked));
}

Result<Reply> CodeNoun::show(Context &context)
{
    const Result<QString> text = codeValue(context, m_shown);
    if (!text)
        return text.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<Code> code = awaited(stores->codes->code(*text));
    return code ? Result<Reply>(Reply::of(toJson(*code), codeFields())) : code.failure();
}

Result<QString> CodeNoun::chosenCode(Context &context) const
{
    if (m_code.has_value() == m_batch.has_value())
        return usage(Say::tr("Give one code, or a batch with --batch."), u"code"_s);
    if (m_code && (m_from || m_to))
        return usage(Say::tr("--from and --to are serials of a batch."), u"from"_s);
    return m_code ? codeValue(context, *m_code) : Result<QString>(QString());
}

Result<SerialRange> CodeNoun::serials(const Stores &stores) const
{
    const Result<int> from = numberOrZero(m_from, u"from"_s);
    if (!from)
        return from.failure();
    const Result<int> to = numberOrZero(m_to, u"to"_s);
    if (!to)
        return to.failure();
    const Result<BatchId> batch = awaited(stores.batches->resolve(*m_batch));
    if (!batch)
        return batch.failure();
    return SerialRange{*batch, *from, *to};
}

Result<Reply> CodeNoun::change(Context &context, ChangeOne one, ChangeRange many)
{
    const Result<QString> text = chosenCode(context);
    if (!text)
        return text.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    if (m_batch)
        return changeRange(context, *stores, many);
    return written(awaited((stores->codes->*one)(*text, context.write(m_reason))), codeFields());
}

Result<Reply> CodeNoun::changeRange(Context &context, const Stores &stores, ChangeRange action)
{
    const Result<SerialRange> range = serials(stores);
    if (!range)
        return range.failure();
    const Result<Changed> changed = awaited((stores.codes->*action)(*range, context.write(m_reason)));
    if (!changed)
        return changed.failure();
    return writtenReply({{u"changed"_s, changed->changed}, {u"skipped"_s, changed->skipped}}, changed->replayed, {});
}

Result<Reply> CodeNoun::reissue(Context &context)
{
    const Result<QString> text = chosenCode(context);
    if (!text)
        return text.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    // All of a batch dead for two words left out would be too easy.
    if (m_batch && !(m_from && m_to))
        return usage(Say::tr("Say which serials of the batch: --from and --to."), m_from ? u"to"_s : u"from"_s);
    if (!m_batch)
        return reissued(context, *stores, awaited(stores->codes->reissue(*text, context.write(m_reason))), m_reveal);
    const Result<SerialRange> range = serials(*stores);
    if (!range)
        return range.failure();
    return reissued(context, *stores, awaited(stores->codes->reissueRange(*range, context.write(m_reason))),
                    m_reveal);
}

} // namespace scrip::cli
