// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/pg_error.h"

#include <QJsonDocument>

#include <libpq-fe.h>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString field(const PGresult *result, int code)
{
    return QString::fromUtf8(PQresultErrorField(result, code)).trimmed();
}

/// One row of the table: the states that begin so, and what they are to the caller.
struct Meaning
{
    const char *state;
    const char *name;
    const char *sentence; ///< Null: what the server said.
    const char *hint;
};

// The first row that fits counts. What is not here is a defect.
constexpr std::array meanings{
    Meaning{"42501", "not_permitted", QT_TRANSLATE_NOOP("scrip::PgError", "The login may not do this."),
            QT_TRANSLATE_NOOP("scrip::PgError", "An admin can grant a role: scrip role grant.")},
    Meaning{"3F000", "schema_missing",
            QT_TRANSLATE_NOOP("scrip::PgError", "This database has no Scrip in it, or an older one."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Run scrip migrate on it.")},
    Meaning{"42883", "schema_missing",
            QT_TRANSLATE_NOOP("scrip::PgError", "This database has no Scrip in it, or an older one."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Run scrip migrate on it.")},
    Meaning{"42P01", "schema_missing",
            QT_TRANSLATE_NOOP("scrip::PgError", "This database has no Scrip in it, or an older one."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Run scrip migrate on it.")},
    Meaning{"25006", "read_only",
            QT_TRANSLATE_NOOP("scrip::PgError", "This database can only be read: it may be a replica."), nullptr},
    Meaning{"55P03", "busy", QT_TRANSLATE_NOOP("scrip::PgError", "Somebody else holds what this needs."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Nothing was written: try again in a moment.")},
    Meaning{"40", "busy", QT_TRANSLATE_NOOP("scrip::PgError", "Somebody else changed the same thing."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Nothing was written: try again in a moment.")},
    Meaning{"57014", "busy", QT_TRANSLATE_NOOP("scrip::PgError", "The server ended this because it took too long."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Nothing was written.")},
    Meaning{"53100", "busy", QT_TRANSLATE_NOOP("scrip::PgError", "The disk of the database server is full."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Nothing was written: free some space and try again.")},
    Meaning{"53", "busy", QT_TRANSLATE_NOOP("scrip::PgError", "The database server is out of resources."),
            QT_TRANSLATE_NOOP("scrip::PgError", "Nothing was written: try again in a moment.")},
    Meaning{"22021", "invalid_text",
            QT_TRANSLATE_NOOP("scrip::PgError", "The text holds a character that cannot be stored."), nullptr},
    Meaning{"22P05", "invalid_text",
            QT_TRANSLATE_NOOP("scrip::PgError", "The text holds a character that cannot be stored."), nullptr},
    Meaning{"22P02", "usage", nullptr, nullptr},
    Meaning{"22007", "invalid_date", nullptr, nullptr},
    Meaning{"22008", "invalid_date", nullptr, nullptr},
};

const Meaning *meaningOf(const QByteArray &state)
{
    for (const Meaning &meaning : meanings) {
        if (state.startsWith(meaning.state))
            return &meaning;
    }
    return nullptr;
}

Failure cancelled()
{
    return Failure::cancelled(PgError::tr("Cancelled."));
}

Failure defect(const PgError &error)
{
    return Failure::named(u"internal"_s, error.message, {},
                          QString(u"SQLSTATE "_s + QString::fromLatin1(error.state)));
}

} // namespace

PgError PgError::of(const pg_result *result)
{
    PgError error;
    error.state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    error.message = field(result, PG_DIAG_MESSAGE_PRIMARY);
    error.detail = field(result, PG_DIAG_MESSAGE_DETAIL);
    error.hint = field(result, PG_DIAG_MESSAGE_HINT);
    if (error.message.isEmpty())
        error.message = QString::fromUtf8(PQresultErrorMessage(result)).simplified();
    return error.message.isEmpty() ? lost({}) : error;
}

PgError PgError::lost(const QString &message)
{
    PgError error;
    error.message = message.isEmpty() ? PgError::tr("The connection to the database broke.") : message;
    return error;
}

bool PgError::isInDoubt() const
{
    return !isNone() && (state.isEmpty() || state.startsWith("08") || state.startsWith("57P0"));
}

bool PgError::isConflict() const
{
    return state == "40001" || state == "40P01" || state == "55P03";
}

Failure toFailure(const PgError &error)
{
    if (error.state == "SC001")
        return raisedRefusal(error.message, error.detail);
    if (error.interrupted)
        return cancelled();
    if (error.isInDoubt())
        return Failure::named(u"connection_failed"_s, error.message);
    const Meaning *meaning = meaningOf(error.state);
    if (meaning == nullptr)
        return defect(error);
    return Failure::named(QString::fromLatin1(meaning->name),
                          meaning->sentence != nullptr ? PgError::tr(meaning->sentence) : error.message, {},
                          meaning->hint != nullptr ? PgError::tr(meaning->hint) : QString());
}

Failure raisedRefusal(const QString &message, const QString &detail)
{
    Failure failure =
        Failure::named(message.section(u'|', 0, 0), message.section(u'|', 1, 1), message.section(u'|', 2, 2));
    failure.detail = QJsonDocument::fromJson(detail.toUtf8()).object();
    return failure;
}

Failure answeredRefusal(const QJsonObject &answer)
{
    Failure failure = Failure::named(answer["name"_L1].toString(u"internal"_s), answer["message"_L1].toString(),
                                     answer["field"_L1].toString());
    failure.detail = answer["detail"_L1].toObject();
    return failure;
}

} // namespace scrip
