// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/code_transfers.h"
#include "cli/lists.h"
#include "cli/noun.h"
#include "core/ports/code_store.h"

namespace scrip::cli {

/// scrip code: minting codes, listing, showing, disabling, enabling and replacing them, and files of them.
class CodeNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    using ChangeOne = Answer<Written<Code>> (CodeStore::*)(const QString &, const WriteContext &);
    using ChangeRange = Answer<Changed> (CodeStore::*)(const SerialRange &, const WriteContext &);

    void declareGenerate(CLI::App &app);
    void declareList(CLI::App &app);
    void declareReissue(CLI::App &app);
    void declareTransfers(CLI::App &app);
    void declareOneOrMany(Verb &verb);
    void declareChange(CLI::App &app, const char *name, const QString &summary, ChangeOne one, ChangeRange many);

    Result<Reply> generate(Context &context);
    Result<Reply> list(Context &context);
    Result<Reply> show(Context &context);
    Result<Reply> change(Context &context, ChangeOne one, ChangeRange many);
    Result<Reply> changeRange(Context &context, const Stores &stores, ChangeRange action);
    Result<Reply> reissue(Context &context);

    Result<MintRequest> mintRequest(const Stores &stores) const;
    Result<CodeFilter> filter(const Stores &stores) const;
    /// The code of a call that is about one, empty when it is about a batch. Refuses with usage what is neither.
    Result<QString> chosenCode(Context &context) const;
    Result<SerialRange> serials(const Stores &stores) const;

    QString m_eventId;
    std::optional<QString> m_event;
    std::optional<QString> m_batch;
    QString m_count;
    std::optional<QString> m_prefix;
    std::optional<QString> m_groups;
    std::optional<QString> m_maxUses;
    std::optional<QString> m_note;
    std::optional<QString> m_state;
    std::optional<QString> m_code;
    QString m_shown;
    std::optional<QString> m_from;
    std::optional<QString> m_to;
    std::optional<QString> m_reason;
    bool m_reveal = false;
    ListOptions m_list;
    CodeExport m_export;
    CodeImport m_import;
};

} // namespace scrip::cli
