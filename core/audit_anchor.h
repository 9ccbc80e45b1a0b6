// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>

#include <optional>

namespace scrip {

/// The newest seal of an audit as it was at some moment. Kept away from the database, it tells later whether the
/// chain up to there is still the same. A value.
struct AuditAnchor
{
    qint64 seal = 0;
    QString root;             ///< 64 hexadecimal digits.
    qint64 rows = 0;          ///< Sealed up to here, all together.
    QString at;               ///< When it was sealed, as the database spells it: with microseconds, which count.
    QString systemIdentifier; ///< The server it was sealed on.
    QString database;         ///< For people: the name may change.

    friend bool operator==(const AuditAnchor &, const AuditAnchor &) = default;
};

[[nodiscard]] QJsonObject toJson(const AuditAnchor &anchor);
[[nodiscard]] AuditAnchor anchorFromJson(const QJsonObject &json);

/// The content of a file that holds an anchor, and nothing when it is none: every field must be there. Strict, since
/// what was lost of an anchor would look like a chain that was tampered with.
[[nodiscard]] std::optional<AuditAnchor> readAnchor(const QByteArray &content);

} // namespace scrip
