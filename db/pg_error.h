// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QCoreApplication>

struct pg_result;

namespace scrip {

/// What the server, or libpq in its place, said about a statement that failed. A value.
struct PgError
{
    Q_DECLARE_TR_FUNCTIONS(scrip::PgError)
public:
    QByteArray state; ///< SQLSTATE; empty when the connection broke and nobody said why.
    QString message;
    QString detail;
    QString hint;
    bool interrupted = false; ///< We asked for its end.

    static PgError of(const pg_result *result);
    /// A connection that broke.
    static PgError lost(const QString &message);

    /// Nothing went wrong.
    [[nodiscard]] bool isNone() const { return state.isEmpty() && message.isEmpty(); }
    /// Whether the statement may have been carried out all the same.
    [[nodiscard]] bool isInDoubt() const;
    /// A conflict with somebody else's work: nothing was written, and the same call may go through next time.
    [[nodiscard]] bool isConflict() const;
};

/// The failure that an error is to the caller, by its SQLSTATE.
[[nodiscard]] Failure toFailure(const PgError &error);

/// A refusal as raised by our SQL: `name|sentence|field`, with what the rule adds as JSON.
[[nodiscard]] Failure raisedRefusal(const QString &message, const QString &detail);

/// A refusal as answered by a function that writes: {"ok": false, "name", "message", "field", "detail"}.
[[nodiscard]] Failure answeredRefusal(const QJsonObject &answer);

} // namespace scrip
