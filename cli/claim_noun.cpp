// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/claim_noun.h"

#include "cli/claim_columns.h"
#include "cli/replies.h"
#include "cli/values.h"
#include "core/claim_json.h"
#include "exports/list_shapes.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QString idHint()
{
    return Say::tr("Its id, or at least 8 characters of the beginning or end.");
}

/// The key as it is answered: in plain when the database stored the one that this call made, and only then.
void show(QJsonObject &answer, const StoredApiKey &stored, const ApiKeySecret &secret)
{
    QJsonObject json = toJson(stored);
    if (stored.current)
        json.insert(u"secret"_s, secret.plain());
    else
        answer.insert(u"hint"_s, Say::tr("The key was shown once, when it was made. If it was lost: scrip claim "
                                         "rotate-key CLAIM --reason \"…\""));
    answer.insert(u"api_key"_s, json);
}

} // namespace

void ClaimNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "claim", Say::tr("Claims of credit with a code."));
    Verb create = verb(app, "create",
                       Say::tr("Claim a code for a user. What is missing is made: organization, workspace and an API "
                               "key, which is shown once."),
                       u"echo NEAR-A7K3-X9M2-P4Q8-B6DH | scrip claim create --event 0190f3a1 --code - "
                       "--email ada@example.com"_s,
                       work(this, &ClaimNoun::create));
    m_request.declare(create);
    Verb check = verb(app, "check", Say::tr("Say whether a claim would work, and every reason why not."),
                      u"echo NEAR-A7K3-X9M2-P4Q8-B6DH | scrip claim check --event 0190f3a1 --code - "
                      "--email ada@example.com"_s,
                      work(this, &ClaimNoun::check));
    m_request.declare(check);
    declareLists(app);
    declareChanges(app);
}

void ClaimNoun::declareLists(CLI::App &app)
{
    Verb list = verb(app, "list", Say::tr("List claims, newest first."),
                     u"scrip claim list --event 0190f3a1 --from 2027-06-01"_s, work(this, &ClaimNoun::list));
    m_filter.declare(list);
    m_list.declare(list);
    verb(app, "show", Say::tr("Show one claim."), u"scrip claim show 0190f3d1"_s, work(this, &ClaimNoun::show))
        .argument("id", idHint(), m_id);
    Verb exported = verb(app, "export", Say::tr("Write claims to a file; codes are masked."),
                         u"scrip claim export --event 0190f3a1 --format csv --output claims.csv"_s,
                         work(this, &ClaimNoun::exportAll));
    m_filter.declare(exported);
    m_export.declare(exported);
}

void ClaimNoun::declareChanges(CLI::App &app)
{
    verb(app, "release", Say::tr("Take a claim back: what is left of its credit is void. The claim stays on record."),
         u"scrip claim release 0190f3d1 --reason \"wrong person\" --free-code"_s, work(this, &ClaimNoun::release))
        .argument("id", idHint(), m_id)
        .value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason)
        .flag("--return-slot", Say::tr("Somebody else may claim in its place."), m_returnSlot)
        .flag("--free-code", Say::tr("The code is good again, for another user."), m_freeCode);
    verb(app, "rotate-key", Say::tr("Revoke the API key of a claim and make another, which is shown once."),
         u"scrip claim rotate-key 0190f3d1 --reason \"key lost\""_s, work(this, &ClaimNoun::rotateKey))
        .argument("id", idHint(), m_id)
        .value("--reason", u"TEXT"_s, Say::tr("Why; recorded."), m_reason);
}

Result<Reply> ClaimNoun::create(Context &context)
{
    Result<ClaimRequest> request = m_request.request(context);
    if (!request)
        return request.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const ApiKeySecret secret;
    request.value().apiKey = secret.print();
    const Result<ClaimOutcome> outcome = awaited(stores->claims->create(*request, context.write()));
    if (!outcome)
        return outcome.failure();
    QJsonObject answer = toJson(*outcome);
    if (outcome->apiKey)
        cli::show(answer, *outcome->apiKey, secret);
    return Reply::of(answer, claimedFields());
}

Result<Reply> ClaimNoun::check(Context &context)
{
    const Result<ClaimRequest> request = m_request.request(context);
    if (!request)
        return request.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<ClaimCheck> check = awaited(stores->claims->check(*request));
    if (!check)
        return check.failure();
    if (context.output().isJson())
        return Reply::of(toJson(*check));
    QString text = check->claimable ? Say::tr("The claim would work.") : Say::tr("The claim would not work:");
    for (const ClaimCheck::Reason &reason : check->reasons)
        text += u"\n  "_s + reason.name + u": "_s + reason.message;
    return Reply::plain(text + u'\n');
}

ListOptions::Fetch ClaimNoun::fetch(const Stores &stores, ClaimQuery &query)
{
    return [claims = stores.claims, &query](const QString &after, int limit) {
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(claims->page(query)));
    };
}

Result<Reply> ClaimNoun::list(Context &context)
{
    Result<ClaimQuery> query = m_filter.query(context);
    if (!query)
        return query.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    return m_list.run(context, claimColumns(), fetch(*stores, query.value()));
}

Result<Reply> ClaimNoun::exportAll(Context &context)
{
    Result<ClaimQuery> query = m_filter.query(context);
    if (!query)
        return query.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const ExportShape<Claim> shape = claimShape();
    const auto pages = [&](const QString &after, int limit) {
        query.value().after = after;
        query.value().limit = limit;
        return exportPage(stores->claims->page(*query), shape);
    };
    return m_export.run(shape.columns, pages);
}

Result<ClaimId> ClaimNoun::claimId(Context &context) const
{
    if (const auto whole = ClaimId::fromText(m_id.trimmed()); !whole.isNull())
        return whole;
    const Result<Stores> stores = context.stores();
    return stores ? awaited(stores->claims->resolve(m_id)) : Result<ClaimId>(stores.failure());
}

Result<Reply> ClaimNoun::show(Context &context)
{
    const Result<ClaimId> id = claimId(context);
    if (!id)
        return id.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<Claim> claim = awaited(stores->claims->claim(*id));
    return claim ? Result<Reply>(Reply::of(toJson(*claim), claimFields())) : claim.failure();
}

Result<Reply> ClaimNoun::release(Context &context)
{
    const Result<ClaimId> id = claimId(context);
    if (!id)
        return id.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<ReleaseOutcome> outcome =
        awaited(stores->claims->release({*id, m_returnSlot, m_freeCode}, context.write(m_reason)));
    if (!outcome)
        return outcome.failure();
    return writtenReply(toJson(*outcome), outcome->replayed, releasedFields());
}

Result<Reply> ClaimNoun::rotateKey(Context &context)
{
    const Result<ClaimId> id = claimId(context);
    if (!id)
        return id.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const ApiKeySecret secret;
    const Result<RotatedKey> rotated =
        awaited(stores->claims->rotateKey(*id, secret.print(), context.write(m_reason)));
    if (!rotated)
        return rotated.failure();
    QJsonObject answer{{u"claim_id"_s, rotated->claim.toText()}};
    cli::show(answer, rotated->apiKey, secret);
    return writtenReply(answer, rotated->replayed,
                        {{u"api_key.id"_s, Say::tr("API key ID")},
                         {u"api_key.secret"_s, Say::tr("API key (shown once)")},
                         {u"hint"_s, Say::tr("Hint")}});
}

void AttemptsNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "attempts", Say::tr("Who tried to claim, and how it ended."));
    Verb list = verb(app, "list", Say::tr("List attempts, newest first; no code is among them."),
                     u"scrip attempts list --event 0190f3a1"_s, work(this, &AttemptsNoun::list));
    list.value("--event", u"ID"_s, Say::tr("Only those at this event."), m_event);
    list.value("--user", u"ID"_s, Say::tr("Only those of this user."), m_user);
    m_list.declare(list);
}

Result<Reply> AttemptsNoun::list(Context &context)
{
    AttemptQuery query;
    const Result<EventId> event = eventValue(context, m_event);
    if (!event)
        return event.failure();
    const Result<UserId> user = userValue(context, m_user);
    if (!user)
        return user.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    query.event = *event;
    query.user = *user;
    const auto fetch = [&](const QString &after, int limit) {
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(stores->claims->attempts(query)));
    };
    return m_list.run(context, attemptColumns(), fetch);
}

} // namespace scrip::cli
