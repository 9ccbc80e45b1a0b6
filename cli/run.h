// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/streams.h"
#include "core/ports/gateway.h"

#include <QStringList>

namespace scrip::cli {

class SheetWork;

/// The whole command line: runs one call and answers its exit status (see core/failure_names.h). `arguments` come
/// without the program's name. Blocks until the call is done; SIGINT cancels what can be cancelled.
int run(const QStringList &arguments, Gateway &gateway, SheetWork &sheets, const Streams &streams);

/// The arguments of a process, or a usage failure when they are not UTF-8.
[[nodiscard]] Result<QStringList> argumentsOf(int argc, const char *const *argv);

/// Says why a call could not even be started, and answers its exit status.
int refuse(const Failure &failure, const QStringList &arguments, const Streams &streams);

} // namespace scrip::cli
