// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"

namespace scrip::cli {

/// The options of the sheet verbs as they were typed.
struct SheetOptions
{
    std::optional<QString> event;
    std::optional<QString> batch;
    std::optional<QString> stock; ///< --template
    QString file;                 ///< --output, or the PDF to verify.
    std::optional<QString> startAt;
    std::optional<QString> from;
    std::optional<QString> to;
    bool reprint = false;
    std::optional<QString> reason;
    bool overwrite = false;
    ListOptions list;
};

/// What the sheet verbs do. An interface of its own, since drawing and reading take libraries that would make every
/// other call start three times slower: the program decides who does it. Owned by the program.
class SheetWork
{
public:
    SheetWork() = default;
    virtual ~SheetWork() = default;
    Q_DISABLE_COPY_MOVE(SheetWork)

    virtual Result<Reply> templates(Context &context, const SheetOptions &options) = 0;
    virtual Result<Reply> render(Context &context, const SheetOptions &options) = 0;
    virtual Result<Reply> verify(Context &context, const SheetOptions &options) = 0;
};

} // namespace scrip::cli
