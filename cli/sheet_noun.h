// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"
#include "cli/sheet_work.h"

namespace scrip::cli {

/// scrip sheet: label sheets, written and read back.
class SheetNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> templates(Context &context);
    Result<Reply> render(Context &context);
    Result<Reply> verify(Context &context);

    SheetOptions m_options;
};

} // namespace scrip::cli
