// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

/// What every write carries besides its arguments.
struct WriteContext
{
    QString key; ///< Idempotency key, 1 to 255 printable characters; the same key never books twice.
    QString as;  ///< Whom the caller claims to act for; stored unverified.
    QString reason;
};

/// A fresh random key.
[[nodiscard]] QString newKey();

/// The key of one part of a call that makes several writes: the same for the same part of the same call.
[[nodiscard]] QString partKey(const QString &key, const QString &part);

/// Whether the database would take the key.
[[nodiscard]] bool isUsableKey(const QString &key);

} // namespace scrip
