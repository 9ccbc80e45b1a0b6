// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace scrip {

/// One file of the SQL that this version brings.
struct SqlFile
{
    int number = 0;   ///< Of a migration, from 1; 0 for what is none.
    QString name;     ///< Without ending: "0001_roles".
    QString text;     ///< As written, with the token @billing@ in it.
    QString checksum; ///< SHA-256 of the text in hex.
};

/// The SQL files that travel inside the program, read only. A value: whoever needs them makes one.
class SqlBundle
{
public:
    /// `root` holds migrations/, functions/, sandbox/ and remove.sql.
    explicit SqlBundle(QString root = QStringLiteral(":/sql"));

    /// In the order of their numbers.
    [[nodiscard]] QList<SqlFile> migrations() const;
    /// In the order in which they are applied.
    [[nodiscard]] QList<SqlFile> functions() const;
    /// The text of one file, such as "sandbox/clock.sql"; empty when there is none.
    [[nodiscard]] QString text(const QString &path) const;

    /// The number of the last migration: the version a database has after it.
    [[nodiscard]] int version() const;
    /// Of all functions for that billing schema, so that another schema makes them apply anew.
    [[nodiscard]] QString functionsChecksum(const QString &billingSchema) const;
    /// The rights on billing tables that the functions need, as "table privilege".
    [[nodiscard]] QStringList billingRights() const;

    /// The text with the billing schema filled in, written as SQL wants it (quoted when needed).
    [[nodiscard]] static QString forSchema(QString text, const QString &billingSchema);

private:
    [[nodiscard]] QList<SqlFile> filesIn(const QString &folder) const;

    QString m_root;
};

} // namespace scrip
