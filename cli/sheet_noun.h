// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/lists.h"
#include "cli/noun.h"
#include "sheets/label_template.h"

namespace scrip {
struct PrintRequest;
}

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
    Result<PrintRequest> printRequest(Context &context) const;
    Result<BatchId> chosenBatch(const Stores &stores) const;

    std::optional<QString> m_event;
    std::optional<QString> m_batch;
    QString m_verifiedBatch;
    QString m_template;
    std::optional<QString> m_verifiedTemplate;
    QString m_output;
    QString m_file;
    std::optional<QString> m_startAt;
    std::optional<QString> m_from;
    std::optional<QString> m_to;
    bool m_reprint = false;
    std::optional<QString> m_reason;
    bool m_overwrite = false;
    ListOptions m_list;
};

} // namespace scrip::cli
