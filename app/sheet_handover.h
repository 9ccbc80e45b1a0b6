// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/sheet_work.h"

namespace scrip {

/// Gives a sheet call to the program that can draw, in the place of this one: same arguments, same streams. Owned by
/// main(), whose arguments it keeps.
class SheetHandover : public cli::SheetWork
{
public:
    explicit SheetHandover(char **arguments)
        : m_arguments(arguments)
    {
    }
    Result<cli::Reply> templates(cli::Context &, const cli::SheetOptions &) override { return handOver(); }
    Result<cli::Reply> render(cli::Context &, const cli::SheetOptions &) override { return handOver(); }
    Result<cli::Reply> verify(cli::Context &, const cli::SheetOptions &) override { return handOver(); }

private:
    /// Comes back only when there is no such program.
    [[nodiscard]] Failure handOver() const;

    char **m_arguments;
};

} // namespace scrip
