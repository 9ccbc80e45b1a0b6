// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_codes.h"
#include "core/ports/code_transfer.h"

namespace scrip {

/// Imports and hand-overs in memory: codes with a blank in them are not taken, and the first codes are handed over.
class FakeTransfer : public CodeTransfer
{
public:
    FakeTransfer(FakeLog &log, const FakeCodes &codes)
        : m_log(log)
        , m_codes(codes)
    {
    }

    ImportRequest imported;
    HandOverRequest handed;
    std::function<void()> onHandOver; ///< What else happens at that moment.

    Answer<ImportOutcome> checkImport(const ImportRequest &request) override;
    Answer<ImportOutcome> import(const ImportRequest &request, const WriteContext &context) override;
    Answer<HandOverOutcome> handOver(const HandOverRequest &request, const WriteContext &context) override;
    Answer<QList<HandOver>> handOvers(const BatchId &batch) override;

private:
    FakeLog &m_log;
    const FakeCodes &m_codes;
};

} // namespace scrip
