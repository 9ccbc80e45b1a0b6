// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QByteArray>
#include <QRectF>

#include <vector>

namespace scrip {

/// A QR symbol as runs of dark modules. A value, without the quiet zone.
class QrCode
{
public:
    /// Modules of white that belong around a symbol.
    static constexpr int quietZone = 4;

    /// Modules along one side.
    [[nodiscard]] int modules() const { return m_modules; }
    /// Error correction: L, M, Q or H.
    [[nodiscard]] char level() const { return m_level; }
    [[nodiscard]] bool isDark(int x, int y) const;
    /// The dark area as rectangles in modules that do not overlap.
    [[nodiscard]] const std::vector<QRect> &runs() const { return m_runs; }

private:
    friend class QrEncoder;

    int m_modules = 0;
    char m_level = 'L';
    std::vector<QRect> m_runs;
};

/// Encodes the payloads of one run: the smallest symbol, at least at level M, then the
/// highest level that does not enlarge it. It remembers the level that fitted, because the payloads of a run are
/// alike. One encoder belongs to one thread.
class QrEncoder
{
public:
    /// Refuses with label_too_small what no QR code can hold, and with internal an empty payload.
    Result<QrCode> encode(const QString &payload);

private:
    char m_level = 0;
    int m_modules = 0;
    qsizetype m_length = -1;
};

} // namespace scrip
