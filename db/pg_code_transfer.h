// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_transfer.h"
#include "db/pg_store.h"

namespace scrip {

/// Importing codes and handing them over, over PostgreSQL. Owned by PgStores.
class PgCodeTransfer : public CodeTransfer, private PgStore
{
public:
    PgCodeTransfer(Executor &executor, const Writer &writer)
        : PgStore(executor, writer)
    {
    }

    Answer<ImportOutcome> checkImport(const ImportRequest &request) override;
    Answer<ImportOutcome> import(const ImportRequest &request, const WriteContext &context) override;
    Answer<HandOverOutcome> handOver(const HandOverRequest &request, const WriteContext &context) override;
    Answer<QList<HandOver>> handOvers(const BatchId &batch) override;
};

} // namespace scrip
