// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>
#include <utility>
#include <variant>

namespace scrip {

/// What sort of thing went wrong: the caller branches on this, never on a message.
enum class FailureKind {
    Refused,        ///< A rule said no; nothing was written.
    Usage,          ///< The call itself is malformed.
    Connection,     ///< No connection could be opened, nothing was sent.
    SchemaMissing,  ///< The database has no schema of ours.
    SchemaTooNew,   ///< The database was migrated by a newer version.
    NotPermitted,   ///< The login may not do this.
    ReadOnly,       ///< The database is locked against writes.
    Busy,           ///< A lock could not be had in time; nothing was written.
    UnknownOutcome, ///< The answer was lost. The same call with the same key resolves it.
    Cancelled,      ///< The person cancelled.
    Internal,       ///< A defect, ours or the engine's.
};

/// Why a call did not do what it was asked. A value: it crosses threads, exceptions do not.
struct Failure
{
    FailureKind kind = FailureKind::Internal;
    QString name;       ///< Name of the refusal (see failure_names.h), machine readable.
    QString message;    ///< One English sentence for people; the console prefers its own translation by name.
    QString field;      ///< The offending field, empty when there is none.
    QString hint;       ///< The remedy, may be empty.
    QString requestId;  ///< Of a write: the key, as the audit and the ledger have it. Empty where nothing was sent.
    QString key;        ///< The idempotency key, for an unknown outcome.
    QJsonObject detail; ///< What the rule adds, e.g. the current version for stale_version.

    /// The failure of a named rule; the kind follows from the name.
    static Failure named(const QString &name, const QString &message, const QString &field = {},
                         const QString &hint = {});
    /// What somebody broke off. Its name says what is true of it now: that the outcome is not known (the same key
    /// resolves it) or, where that is certain, what was not done.
    static Failure cancelled(const QString &message = {}, const QString &name = QStringLiteral("unknown_outcome"));
};

/// Nothing to answer but success.
struct Done
{
};

/// Either a value or a failure; the caller has to look. Copyable when T is.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::move(value))
    {
    }
    Result(Failure failure)
        : m_state(std::move(failure))
    {
    }
    Result()
        : m_state(Failure{})
    {
    }

    [[nodiscard]] bool ok() const { return std::holds_alternative<T>(m_state); }
    explicit operator bool() const { return ok(); }
    [[nodiscard]] const T &value() const & { return std::get<T>(m_state); }
    [[nodiscard]] T &value() & { return std::get<T>(m_state); }
    [[nodiscard]] T &&value() && { return std::get<T>(std::move(m_state)); }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &std::get<T>(m_state); }
    [[nodiscard]] const Failure &failure() const { return std::get<Failure>(m_state); }

    /// The result of `map` applied to the value; a failure passes through.
    template <typename F> auto then(F &&map) const -> Result<decltype(map(std::declval<const T &>()))>
    {
        if (!ok())
            return failure();
        return map(value());
    }

private:
    std::variant<T, Failure> m_state;
};

} // namespace scrip
