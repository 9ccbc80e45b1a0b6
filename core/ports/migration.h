// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"

#include <QStringList>

namespace scrip {

/// Where the schema stands, or what a run of the migrations did.
struct MigrationReport
{
    int version = 0;     ///< Of the database now; 0: none of ours.
    QStringList applied; ///< Applied by this run, or by name what a run would apply (status, dry run).
    QStringList pending;
};

/// The schema's own life. Needs a login with the rights; refuses with missing_privilege naming them.
class Migration
{
public:
    virtual ~Migration() = default;

    virtual Answer<MigrationReport> status() = 0;
    virtual Answer<MigrationReport> apply() = 0;
    /// Applies everything in one transaction and rolls it back.
    virtual Answer<MigrationReport> dryRun() = 0;
    /// The script for a DBA: roles, schemas and grants.
    virtual Answer<QString> script() = 0;
    /// Takes Scrip's schemas and grants away; the billing tables stay.
    virtual Answer<MigrationReport> remove() = 0;
};

} // namespace scrip
