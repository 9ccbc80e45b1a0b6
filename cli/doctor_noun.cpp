// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/doctor_noun.h"

#include "cli/table.h"
#include "core/object_json.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip::cli {

void DoctorNoun::declare(CLI::App &root)
{
    verb(root, "doctor",
         Say::tr("Check schema, rights and books. Exit status 1 unless no check of severity error fails."),
         u"scrip doctor --quick"_s, work(this, &DoctorNoun::examine))
        .flag("--quick", Say::tr("Samples instead of everything."), m_quick);
}

Result<Reply> DoctorNoun::examine(Context &context)
{
    const Result<Stores> stores = context.stores();
    if (!stores)
        return stores.failure();
    const Result<Diagnosis> diagnosis = awaited(stores->administration->diagnose(m_quick));
    if (!diagnosis)
        return diagnosis.failure();
    QJsonArray checks;
    for (const Check &check : diagnosis->checks)
        checks << toJson(check);
    const int status = diagnosis->ok ? 0 : 1;
    if (context.output().isJson())
        return Reply::of({{u"ok"_s, diagnosis->ok}, {u"checks"_s, checks}}, {}, status);
    Reply reply = Reply::plain(tableOf(checks, checkColumns(), false));
    reply.status = status;
    return reply;
}

} // namespace scrip::cli
