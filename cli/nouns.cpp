// SPDX-License-Identifier: GPL-3.0-or-later
// The one list of what the command line can do.
#include "cli/audit_noun.h"
#include "cli/balance_noun.h"
#include "cli/batch_noun.h"
#include "cli/claim_noun.h"
#include "cli/code_noun.h"
#include "cli/completion_noun.h"
#include "cli/connection_noun.h"
#include "cli/diagnostics_noun.h"
#include "cli/doctor_noun.h"
#include "cli/event_noun.h"
#include "cli/grant_noun.h"
#include "cli/ledger_noun.h"
#include "cli/lock_nouns.h"
#include "cli/lookup_noun.h"
#include "cli/maintain_noun.h"
#include "cli/migrate_noun.h"
#include "cli/role_noun.h"
#include "cli/sandbox_noun.h"
#include "cli/setting_noun.h"
#include "cli/sheet_noun.h"

namespace scrip::cli {

std::vector<std::unique_ptr<Noun>> allNouns()
{
    std::vector<std::unique_ptr<Noun>> nouns;
    nouns.push_back(std::make_unique<SandboxNoun>());
    nouns.push_back(std::make_unique<EventNoun>());
    nouns.push_back(std::make_unique<CodeNoun>());
    nouns.push_back(std::make_unique<BatchNoun>());
    nouns.push_back(std::make_unique<SheetNoun>());
    nouns.push_back(std::make_unique<ClaimNoun>());
    nouns.push_back(std::make_unique<AttemptsNoun>());
    nouns.push_back(std::make_unique<LookupNoun>());
    nouns.push_back(std::make_unique<TimelineNoun>());
    nouns.push_back(std::make_unique<GrantNoun>());
    nouns.push_back(std::make_unique<BalanceNoun>());
    nouns.push_back(std::make_unique<LedgerNoun>());
    nouns.push_back(std::make_unique<MaintainNoun>());
    nouns.push_back(std::make_unique<AuditNoun>());
    nouns.push_back(std::make_unique<DoctorNoun>());
    nouns.push_back(std::make_unique<SettingNoun>());
    nouns.push_back(std::make_unique<RoleNoun>());
    nouns.push_back(std::make_unique<UnlockNoun>());
    nouns.push_back(std::make_unique<LockNoun>());
    nouns.push_back(std::make_unique<LockUserNoun>());
    nouns.push_back(std::make_unique<MigrateNoun>());
    nouns.push_back(std::make_unique<ConnectionNoun>());
    nouns.push_back(std::make_unique<DiagnosticsNoun>());
    nouns.push_back(std::make_unique<CompletionNoun>());
    return nouns;
}

} // namespace scrip::cli
