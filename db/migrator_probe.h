// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "db/migrator_session.h"
#include "db/sql_bundle.h"

#include <QMap>

namespace scrip {

/// What a database holds of Scrip.
struct InstalledSchema
{
    struct Migration
    {
        QString name;
        QString checksum;
    };

    QMap<int, Migration> migrations;
    QString functionsNote;  ///< What applying the functions noted; empty: never applied.
    QString billingSetting; ///< The setting billing_schema, unquoted; empty when it was never set.
    bool sandbox = false;   ///< Its clock is the sandbox's.

    [[nodiscard]] int version() const { return migrations.isEmpty() ? 0 : migrations.lastKey(); }
};

/// Where the billing tables are.
struct BillingPlace
{
    QString schema; ///< As it is called.
    QString quoted; ///< As SQL wants it.
};

/// Looks, inside a transaction of the session, at what is installed. Refuses with missing_privilege when the login
/// may not look, naming everything that is lacking at once as checkRights() does.
Result<InstalledSchema> probeInstalled(MigratorSession &session, const SqlBundle &bundle);

/// Refuses with schema_too_new when the database holds a migration, or a form of one, that the bundle does not know.
Result<Done> checkKnown(const InstalledSchema &installed, const SqlBundle &bundle);

/// The schema of the setting, else the one that holds the table credit_events: first of the search path of the login,
/// then public, then the only other one. Refuses with missing_table, or invalid_setting when several hold one.
Result<BillingPlace> probeBilling(MigratorSession &session, const InstalledSchema &installed,
                                  const SqlBundle &bundle);

/// Refuses when the billing tables are not all there, when PUBLIC may create objects beside them, or when the login
/// lacks something to install Scrip with; names everything that is lacking at once, also in detail.missing.
Result<Done> checkRights(MigratorSession &session, const BillingPlace &billing, const SqlBundle &bundle);

/// Refuses, likewise, when the login lacks something to take away a schema that is installed.
Result<Done> checkMayRemove(MigratorSession &session);

/// What the functions and the rights on the schemas are at this moment, in short: differs when somebody changed one.
Result<QString> probeFingerprint(MigratorSession &session);

/// Whether scrip_owner has every right on the billing tables that the functions need.
Result<bool> hasBillingRights(MigratorSession &session, const BillingPlace &billing, const SqlBundle &bundle);

} // namespace scrip
