// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/reply.h"
#include "cli/streams.h"
#include "core/result.h"

namespace scrip::cli {

/// Writes answers and failures, for machines or for people. Owned by the call; every function that ends a call
/// answers its exit status.
class Output
{
public:
    Output(const Streams &streams, bool json);

    [[nodiscard]] bool isJson() const { return m_json; }
    [[nodiscard]] bool isTerminal() const { return m_streams.outIsTerminal; }

    int reply(const Reply &reply);
    /// Nothing on standard output; what happened on the other, as an object or a sentence.
    int failure(const Failure &failure);
    /// Text in either mode: help, a version, a script.
    int text(const QString &text);

    /// One object on a line of its own, for lists that stream. False once nobody reads any more.
    [[nodiscard]] bool line(const QJsonObject &object);
    /// A part of a table.
    [[nodiscard]] bool rows(const QJsonArray &items, const Columns &columns);
    /// Something a person should know beside the answer; machines find it in the answer itself.
    void note(const QString &sentence);
    /// The failure of a standard output that takes no more: whatever was written to the database stays written.
    [[nodiscard]] static Failure closed(const QString &reason);

private:
    [[nodiscard]] bool write(const QByteArray &bytes);
    [[nodiscard]] QByteArray machineText(const QJsonObject &object) const;
    [[nodiscard]] QString personText(const Reply &reply) const;
    [[nodiscard]] bool bold() const;

    Streams m_streams;
    bool m_json;
};

} // namespace scrip::cli
