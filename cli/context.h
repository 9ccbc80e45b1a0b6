// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/globals.h"
#include "cli/output.h"
#include "cli/progress_line.h"
#include "core/awaited.h"
#include "core/ports/gateway.h"

#include <memory>

namespace scrip::cli {

class SheetWork;

/// What a verb works with: the database it is meant for, opened when first needed, the global options, the streams.
/// Lives for one call.
class Context
{
public:
    Context(const Globals &globals, Gateway &gateway, SheetWork &sheets, const Streams &streams, bool json);

    /// Refuses with connection_failed or usage.
    Result<OpenDatabase> database();
    Result<Stores> stores();
    /// Where --db, $SCRIP_DB or the running sandbox lead; refuses with connection_failed when there is none.
    Result<QString> target();
    /// Who we are to the database; asked once.
    Result<Session> session();

    /// A write under the key of the call: the same for each write it makes.
    [[nodiscard]] WriteContext write(const std::optional<QString> &reason = {}) const;
    /// True when the caller chose the key, so that the call may have been made before.
    [[nodiscard]] bool keyGiven() const { return m_globals.key.has_value(); }
    /// How long what is in doubt, or in somebody else's hands, is waited for. Refuses with usage.
    [[nodiscard]] Result<int> waitMs() const { return m_globals.waitMs(); }
    [[nodiscard]] QString actingAs() const { return m_globals.as.value_or(QString()); }

    [[nodiscard]] const QProcessEnvironment &environment() const { return m_streams.environment; }
    [[nodiscard]] Output &output() { return m_output; }
    [[nodiscard]] Gateway &gateway() { return m_gateway; }
    [[nodiscard]] SheetWork &sheets() { return m_sheets; }
    /// True for --json itself, not for an output that merely is no terminal.
    [[nodiscard]] bool jsonAsked() const { return m_globals.json; }
    /// A value that may be "-": then the first line of standard input, so that it shows in no list of processes.
    Result<QString> argumentOrInput(const QString &argument);

    /// A line that counts up for people at a terminal; `what` has two places for numbers.
    [[nodiscard]] std::unique_ptr<ProgressLine> progress(const QString &what) const;

private:
    const Globals &m_globals;
    Gateway &m_gateway;
    SheetWork &m_sheets;
    Streams m_streams;
    Output m_output;
    QString m_key;
    std::optional<OpenDatabase> m_database;
    std::optional<Session> m_session;
};

} // namespace scrip::cli
