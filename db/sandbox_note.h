// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace scrip {

/// Remembers, for this user of the computer, the folder of a sandbox that was started elsewhere than in the usual
/// place, so that other programs find it.
class SandboxNote
{
public:
    /// The folder noted last; empty when there is none.
    [[nodiscard]] static QString read();
    /// Best effort: a note that cannot be written only means that the folder has to be named again.
    static void write(const QString &dir);
};

} // namespace scrip
