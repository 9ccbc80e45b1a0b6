// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_code_transfer.h"

namespace scrip {

Answer<ImportOutcome> PgCodeTransfer::checkImport(const ImportRequest &request)
{
    return ask<ImportOutcome>(Statement::call("scrip.check_import", request.event, request.codes),
                              [](const QJsonValue &json) { return importOutcomeFromJson(json.toObject()); });
}

Answer<ImportOutcome> PgCodeTransfer::import(const ImportRequest &request, const WriteContext &context)
{
    return write<ImportOutcome>(WriteCall::of("scrip.import_codes", context, request.event,
                                              WithheldTexts{request.codes}, orNull(request.note)),
                                importOutcomeFromJson, Kind::Bulk);
}

Answer<HandOverOutcome> PgCodeTransfer::handOver(const HandOverRequest &request, const WriteContext &context)
{
    return write<HandOverOutcome>(
        WriteCall::of("scrip.hand_over_codes", context, request.event, request.batch, request.recipients),
        handOverOutcomeFromJson, Kind::Bulk);
}

Answer<QList<HandOver>> PgCodeTransfer::handOvers(const BatchId &batch)
{
    return ask<QList<HandOver>>(Statement::call("scrip.hand_overs", batch), [](const QJsonValue &json) {
        return listFromJson<HandOver>(json, handOverFromJson);
    });
}

} // namespace scrip
