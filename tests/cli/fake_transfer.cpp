// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/fake_transfer.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

ImportOutcome judged(const ImportRequest &request)
{
    ImportOutcome outcome;
    for (qsizetype i = 0; i < request.codes.size(); ++i) {
        if (request.codes.at(i).contains(u' '))
            outcome.rejected << ImportRejection{int(i) + 1, u"invalid_code"_s, u"There is such a code already."_s};
    }
    outcome.accepted = request.codes.size() - outcome.rejected.size();
    return outcome;
}

} // namespace

Answer<ImportOutcome> FakeTransfer::checkImport(const ImportRequest &request)
{
    imported = request;
    return m_log.answer<ImportOutcome>(u"check import"_s, judged(request));
}

Answer<ImportOutcome> FakeTransfer::import(const ImportRequest &request, const WriteContext &context)
{
    imported = request;
    m_log.writes << context;
    ImportOutcome outcome = judged(request);
    if (!outcome.rejected.isEmpty()) {
        Failure failure = Failure::named(u"invalid_code"_s, u"Some codes cannot be taken."_s, u"codes"_s);
        QJsonArray items;
        for (const ImportRejection &rejection : outcome.rejected)
            items << QJsonObject{
                {u"place"_s, rejection.place}, {u"name"_s, rejection.name}, {u"message"_s, rejection.message}};
        failure.detail = {{u"rejected"_s, items}};
        return answered<ImportOutcome>(failure);
    }
    outcome.batch.id = batchIdOf(7);
    outcome.batch.number = 7;
    return m_log.answer<ImportOutcome>(u"import"_s, outcome);
}

Answer<HandOverOutcome> FakeTransfer::handOver(const HandOverRequest &request, const WriteContext &context)
{
    handed = request;
    m_log.writes << context;
    if (onHandOver)
        onHandOver();
    HandOverOutcome outcome;
    for (qsizetype i = 0; i < request.recipients.size(); ++i) {
        const RevealedCode &code = m_codes.codes.at(i);
        outcome.items << HandOver{request.recipients.at(i), code.id, code.batchId, code.serial, {}, {}};
    }
    return m_log.answer<HandOverOutcome>(u"hand over"_s, outcome);
}

Answer<QList<HandOver>> FakeTransfer::handOvers(const BatchId &batch)
{
    HandOver given{u"Ada"_s, m_codes.codes.first().id, batch, 3, QDateTime({2027, 1, 1}, {8, 0}, Qt::UTC), u"mara"_s};
    return m_log.answer<QList<HandOver>>(u"hand overs"_s, {given});
}

} // namespace scrip
