// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace scrip {

namespace cli {
class SheetWork;
}

/// A run of the command line as this process: its arguments, its standard streams, its environment, PostgreSQL behind
/// it. Answers the exit status. Needs an application object.
int runCommandLine(int argc, char **argv, cli::SheetWork &sheets);

/// To be called first: makes standard streams that a shell closed fail instead of taking what is meant for others,
/// keeps libraries from writing to standard error, and turns readers that went away into failed writes.
void prepareCommandLine();

} // namespace scrip
