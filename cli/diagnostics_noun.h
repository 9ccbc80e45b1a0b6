// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/noun.h"

#include <QJsonArray>

namespace scrip::cli {

/// scrip diagnostics: what somebody who is to help needs to know, in one file without secrets. Only what is named
/// here goes into it; nothing is copied from the environment or a service file. A noun that is its own verb.
class DiagnosticsNoun : public Noun
{
public:
    void declare(CLI::App &root) override;

private:
    Result<Reply> write(Context &context);
    /// All parts that can be had; the others are named under "unread", with why.
    QJsonObject collect(Context &context);
    void collectFromDatabase(Context &context, QJsonObject &report);
    QJsonValue connectionPart(Context &context);
    void miss(const QString &part, const Failure &failure);
    template <typename T, typename Tell>
    void part(QJsonObject &report, const QString &name, const Result<T> &answer, Tell tell);

    QString m_output;
    bool m_overwrite = false;
    QJsonArray m_unread;
};

} // namespace scrip::cli
