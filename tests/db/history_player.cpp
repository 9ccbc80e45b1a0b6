// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/history_player.h"

#include "core/json_fields.h"
#include "db/ledger_model.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace scrip::test {

namespace {

QString differenceOf(const History &history, const QStringList &lines)
{
    LedgerModel model;
    for (qsizetype i = 0; i < history.size(); ++i) {
        const QString expected = model.play(history.at(i));
        if (lines.value(i) != expected)
            return u"step %1\n  model %2\n  SQL   %3"_s.arg(history.at(i).number).arg(expected, lines.value(i));
    }
    return lines.value(history.size()) == u"balanced"_s ? QString() : lines.value(history.size());
}

} // namespace

HistoryPlayer::HistoryPlayer(const QString &dsn)
{
    const auto session = MigratorSession::open(dsn);
    // Plans are made while the tables are empty, and kept.
    if (session.ok() && (*session)->run(u"SET enable_seqscan = off"_s).ok())
        m_session = *session;
}

QStringList HistoryPlayer::differences(const QList<History> &histories)
{
    const QList<QStringList> lines = played(histories);
    QStringList differences;
    for (qsizetype i = 0; i < histories.size(); ++i)
        differences << differenceOf(histories.at(i), lines.value(i, {u"not played"_s}));
    return differences;
}

QString HistoryPlayer::told(const History &history)
{
    return toLines(history).join(u'\n') + u'\n' + difference(history);
}

QList<QStringList> HistoryPlayer::played(const QList<History> &histories)
{
    QJsonArray all;
    for (const History &history : histories)
        all << toJson(history);
    const QString text = QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
    const auto rows = m_session->rows(u"SELECT history.played(h) FROM jsonb_array_elements($1) h"_s, {text});
    if (!rows.ok()) {
        const QStringList why{rows.failure().message + u' ' + rows.failure().hint};
        return QList<QStringList>(histories.size(), why);
    }
    QList<QStringList> lines;
    for (const MigratorSession::Row &row : *rows)
        lines << json::texts(QJsonDocument::fromJson(row.value(0).toUtf8()).array());
    return lines;
}

} // namespace scrip::test
