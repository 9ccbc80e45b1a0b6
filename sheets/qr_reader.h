// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

#include <optional>

namespace scrip {

/// Decodes a QR code from pixels, in any direction; nothing when there is none that can be read. Safe from any
/// thread.
[[nodiscard]] std::optional<QString> readQr(const QImage &picture);

} // namespace scrip
