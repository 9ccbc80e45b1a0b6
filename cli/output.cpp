// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/output.h"

#include "cli/sentences.h"
#include "cli/table.h"
#include "cli/verb.h"
#include "core/failure_names.h"

#include <QIODevice>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::cli {

Output::Output(const Streams &streams, bool json)
    : m_streams(streams)
    , m_json(json)
{
}

bool Output::write(const QByteArray &bytes)
{
    // A short write is tried once more: only that tells a pipe that is full from one that nobody reads.
    const qint64 taken = m_streams.out->write(bytes);
    if (taken == bytes.size() || taken < 0)
        return taken >= 0;
    return m_streams.out->write(bytes.mid(taken)) == bytes.size() - taken;
}

QByteArray Output::machineText(const QJsonObject &object) const
{
    if (isTerminal())
        return QJsonDocument(object).toJson(QJsonDocument::Indented);
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

bool Output::bold() const
{
    return isTerminal() && !m_streams.environment.contains(u"NO_COLOR"_s) &&
           m_streams.environment.value(u"TERM"_s) != u"dumb";
}

QString Output::personText(const Reply &reply) const
{
    if (reply.shape != Reply::Shape::List)
        return fieldsOf(reply.object, reply.columns);
    QString text = tableOf(reply.object["items"_L1].toArray(), reply.columns, bold());
    if (const QString next = reply.object["next"_L1].toString(); !next.isEmpty())
        text += Say::tr("More with --after %1").arg(next) + u'\n';
    return text;
}

int Output::reply(const Reply &reply)
{
    if (reply.shape == Reply::Shape::Printed)
        return reply.status;
    if (reply.shape == Reply::Shape::Text) {
        const int failed = text(reply.text);
        return failed != 0 ? failed : reply.status;
    }
    if (!write(m_json ? machineText(reply.object) : personText(reply).toUtf8()))
        return failure(closed(m_streams.out->errorString()));
    return reply.status;
}

int Output::text(const QString &text)
{
    return write(text.toUtf8()) ? 0 : failure(closed(m_streams.out->errorString()));
}

bool Output::line(const QJsonObject &object)
{
    return write(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
}

bool Output::rows(const QJsonArray &items, const Columns &columns)
{
    return write(tableOf(items, columns, bold()).toUtf8());
}

void Output::note(const QString &sentence)
{
    if (!m_json)
        m_streams.err->write((sentence + u'\n').toUtf8());
}

int Output::failure(const Failure &failure)
{
    const Failure told = explained(failure);
    const QByteArray text =
        m_json ? machineText({{u"error"_s, errorObject(told)}}) : (errorSentence(told) + u'\n').toUtf8();
    m_streams.err->write(text);
    return exitStatus(told);
}

Failure Output::closed(const QString &reason)
{
    return Failure::named(
        u"file_not_written"_s, Say::tr("The answer could not be written: %1").arg(reason), u"stdout"_s,
        Say::tr("What was written to the database stays; a call under the same key answers again."));
}

} // namespace scrip::cli
