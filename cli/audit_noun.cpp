// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/audit_noun.h"

#include "cli/values.h"
#include "core/object_json.h"
#include "core/private_file.h"

#include <QFile>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr qint64 longestAnchor = 64LL * 1024;

/// The anchor in a file. Refuses with invalid_body what is none.
Result<AuditAnchor> anchorIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return usage(Say::tr("%1 cannot be read: %2").arg(path, file.errorString()), u"anchor"_s);
    const std::optional<AuditAnchor> anchor = readAnchor(file.read(longestAnchor));
    if (!anchor)
        return Failure::named(u"invalid_body"_s, Say::tr("%1 is no anchor.").arg(path), u"anchor"_s,
                              Say::tr("Give a file that was written by: scrip audit anchor --output FILE"));
    return *anchor;
}

/// Writes an anchor to a file that is free.
Result<Done> writeAnchor(const AuditAnchor &anchor, PrivateFile &file, bool overwrite)
{
    if (auto opened = file.open(); !opened)
        return opened;
    const QByteArray text = QJsonDocument(toJson(anchor)).toJson(QJsonDocument::Indented);
    if (file.file().write(text) != text.size())
        return file.notWritten(file.file().errorString());
    return file.commit(overwrite);
}

} // namespace

void AuditNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "audit", Say::tr("Who did what."));
    Verb list = verb(app, "list", Say::tr("List what was done, newest first."),
                     u"scrip audit list --object event --from 2027-06-01"_s, work(this, &AuditNoun::list));
    list.value("--object", u"KIND|ID|KIND:ID"_s, Say::tr("Only what was done to these."), m_object);
    list.value("--actor", u"LOGIN"_s, Say::tr("Only what this login did."), m_actor);
    list.value("--from", u"TIME"_s, Say::tr("Not before; a bare date means its beginning."), m_from);
    list.value("--to", u"TIME"_s, Say::tr("Not after; a bare date means its end."), m_to);
    m_list.declare(list);
    Verb verify =
        verb(app, "verify",
             Say::tr("Recompute every entry and every seal. Exit status 1 unless all is as it was written."),
             u"scrip audit verify --anchor /media/usb/anchor.json"_s, work(this, &AuditNoun::verify));
    verify.value("--anchor", u"FILE"_s, Say::tr("And compare with an anchor that was taken earlier."), m_anchor);
    Verb anchor = verb(app, "anchor",
                       Say::tr("Write the newest seal to a file. Keep it where nobody can change it who could change "
                               "the database."),
                       u"scrip audit anchor --output anchor.json"_s, work(this, &AuditNoun::anchor));
    anchor.required("--output", u"FILE"_s, Say::tr("The file, readable for you alone; whole or not there at all."),
                    m_output);
    anchor.flag("--overwrite", Say::tr("Replace the file."), m_overwrite);
}

Result<Reply> AuditNoun::list(Context &context)
{
    AuditQuery query;
    query.object = m_object.value_or(QString());
    query.actor = m_actor.value_or(QString());
    const Result<Period> period = periodValue(context, m_from, m_to);
    if (!period)
        return period.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    query.from = period->from;
    query.to = period->to;
    const auto fetch = [&](const QString &after, int limit) {
        query.after = after;
        query.limit = limit;
        return ListOptions::sliceOf(awaited(stores->administration->audit(query)));
    };
    return m_list.run(context, auditColumns(), fetch);
}

Result<Reply> AuditNoun::verify(Context &context)
{
    std::optional<AuditAnchor> anchor;
    if (m_anchor) {
        const Result<AuditAnchor> read = anchorIn(*m_anchor);
        if (!read)
            return read.failure();
        anchor = *read;
    }
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<AuditVerdict> verdict = awaited(stores->administration->verifyAudit(anchor));
    if (!verdict)
        return verdict.failure();
    const QJsonObject answer{{u"ok"_s, verdict->ok},
                             {u"rows"_s, verdict->rows},
                             {u"seals"_s, verdict->seals},
                             {u"unsealed"_s, verdict->unsealed},
                             {u"first_bad"_s, verdict->firstBad}};
    return Reply::of(answer,
                     {{u"ok"_s, Say::tr("OK")},
                      {u"rows"_s, Say::tr("Rows")},
                      {u"seals"_s, Say::tr("Seals")},
                      {u"unsealed"_s, Say::tr("Unsealed")},
                      {u"first_bad.message"_s, Say::tr("First bad")}},
                     verdict->ok ? 0 : 1);
}

Result<Reply> AuditNoun::anchor(Context &context)
{
    if (m_output.isEmpty())
        return usage(Say::tr("Name the file to write."), u"output"_s);
    if (const auto free = PrivateFile::checkTarget(m_output, m_overwrite); !free)
        return free.failure();
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<AuditAnchor> anchor = awaited(stores->administration->auditAnchor());
    if (!anchor)
        return anchor.failure();
    PrivateFile file(m_output);
    if (const auto done = writeAnchor(*anchor, file, m_overwrite); !done)
        return done.failure();
    QJsonObject answer = toJson(*anchor);
    answer.insert(u"file"_s, m_output);
    return Reply::of(answer, {{u"file"_s, Say::tr("File")},
                              {u"seal"_s, Say::tr("Seal")},
                              {u"rows"_s, Say::tr("Rows")},
                              {u"at"_s, Say::tr("Sealed at")}});
}

} // namespace scrip::cli
