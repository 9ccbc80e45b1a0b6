// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/fake_gateway.h"
#include "cli/run.h"
#include "cli/sheet_studio.h"

namespace scrip {

/// What one call of the command line did.
struct CliCall
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject object() const; ///< Of standard output.
    [[nodiscard]] QJsonObject error() const;  ///< Of standard error, what is inside of "error".
    [[nodiscard]] QString errorName() const;
};

/// Runs calls against stores in memory. A fresh one for each test.
class CliHarness
{
public:
    FakeGateway gateway;
    cli::SheetStudio sheets;
    QByteArray input;
    bool terminal = false;
    QProcessEnvironment environment;

    /// Words are split at blanks; use call(QStringList) for arguments with blanks.
    CliCall call(const char *words);
    CliCall call(const QStringList &arguments);
};

} // namespace scrip
