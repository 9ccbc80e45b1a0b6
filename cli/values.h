// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/context.h"

namespace scrip::cli {

// Values as typed on the command line, judged strictly: digits are ASCII digits, nothing is rounded or guessed.

/// Digits only, within bounds.
[[nodiscard]] std::optional<qint64> wholeNumber(const QString &text, qint64 least, qint64 most);

/// A count of a field; an empty text is none. Refuses with invalid_count.
[[nodiscard]] Result<std::optional<qint64>> countValue(const QString &text, const QString &field);

/// A serial or another number from 1 that must be there. Refuses with invalid_count.
[[nodiscard]] Result<int> numberValue(const QString &text, const QString &field);
/// The same for an option: 0 when it was not given.
[[nodiscard]] Result<int> numberOrZero(const std::optional<QString> &text, const QString &field);

/// A time for which no event gives the zone: that of the database's setting, asked only when the text needs one.
/// Invalid when the text is absent or empty. Refuses with invalid_date.
[[nodiscard]] Result<QDateTime> timeValue(Context &context, const std::optional<QString> &text, bool endOfDay,
                                          const QString &field);

/// From when on and until when; a bare date is in it, from its beginning or to its end. Invalid where none was given.
struct Period
{
    QDateTime from;
    QDateTime to;
};
[[nodiscard]] Result<Period> periodValue(Context &context, const std::optional<QString> &from,
                                         const std::optional<QString> &to);

/// A code that can be looked for, in the spelling that was typed ("-": on standard input); only what cannot be one is
/// refused here, with invalid_code.
[[nodiscard]] Result<QString> codeValue(Context &context, const QString &argument);

/// What an option with the id of an organization or a user means; null when it was not given.
[[nodiscard]] Result<OrganizationId> organizationValue(Context &context, const std::optional<QString> &text);
[[nodiscard]] Result<UserId> userValue(Context &context, const std::optional<QString> &text);
[[nodiscard]] Result<EventId> eventValue(Context &context, const std::optional<QString> &text);

/// The name of an option as the contract spells fields: "--max-claims" is max_claims.
[[nodiscard]] QString fieldOf(const QString &option);

} // namespace scrip::cli
