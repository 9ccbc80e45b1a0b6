// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/sheet_work.h"

namespace scrip {
struct PrintRequest;
}

namespace scrip::cli {

/// Draws and reads sheets in this process, which needs a QGuiApplication for its fonts.
class SheetStudio : public SheetWork
{
public:
    Result<Reply> templates(Context &context, const SheetOptions &options) override;
    Result<Reply> render(Context &context, const SheetOptions &options) override;
    Result<Reply> verify(Context &context, const SheetOptions &options) override;

private:
    [[nodiscard]] Result<PrintRequest> printRequest(const Context &context, const SheetOptions &options) const;
    [[nodiscard]] Result<BatchId> chosenBatch(const Stores &stores, const SheetOptions &options) const;
};

} // namespace scrip::cli
