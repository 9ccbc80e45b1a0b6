// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QStringList>

namespace CLI {
class App;
}

namespace scrip::cli {

/// The arguments of one call, put in the order in which the tree wants them.
struct WalkedArguments
{
    QStringList arguments;   ///< Global options first.
    CLI::App *app = nullptr; ///< The noun or verb they lead to; the root without any.
    bool help = false;
    bool version = false;
};

/// Walks the arguments along the tree before anything is taken from them, so that a typing error is never a write: a
/// value that begins with "--" needs an equals sign, and unknown words and options are refused with usage, naming the
/// nearest known. Also finds the global options wherever they stand.
[[nodiscard]] Result<WalkedArguments> walk(CLI::App &root, const QStringList &arguments);

/// The noun or verb of that name right below; null when there is none.
[[nodiscard]] CLI::App *levelBelow(CLI::App &app, const QString &name);

} // namespace scrip::cli
