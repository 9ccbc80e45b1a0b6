// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/code_transfer.h"
#include "core/ports/event_store.h"

namespace scrip {

/// Codes that come from elsewhere, and codes that go to people by name. Implementations answer on any thread through
/// the future; they outlive their answers.
class CodeTransfer
{
public:
    virtual ~CodeTransfer() = default;

    /// What an import would take and what not; writes nothing.
    virtual Answer<ImportOutcome> checkImport(const ImportRequest &request) = 0;
    /// All of them or none: refuses with invalid_code, and what is wrong with which in the detail
    /// (rejectionsFromJson). They become a batch of their own.
    virtual Answer<ImportOutcome> import(const ImportRequest &request, const WriteContext &context) = 0;

    /// Refuses with invalid_count when there are more names than codes left, and then hands nothing over.
    virtual Answer<HandOverOutcome> handOver(const HandOverRequest &request, const WriteContext &context) = 0;
    /// Who was given which code of a batch, by serial.
    virtual Answer<QList<HandOver>> handOvers(const BatchId &batch) = 0;
};

} // namespace scrip
