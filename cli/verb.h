// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QCoreApplication>
#include <QStringList>

#include <string>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace scrip::cli {

/// The sentences of this room: Say::tr("…").
class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::cli)
};

/// A call that is malformed: exit status 2.
[[nodiscard]] Failure usage(const QString &sentence, const QString &field = {});

/// A description for the help, broken into lines that stand beside the names on a terminal of 80 columns.
[[nodiscard]] std::string helpText(const QString &text, int width = 46);

/// Declares the options of one verb. What a placeholder says is also what completion offers: FILE for paths, words
/// with bars between them for a choice. The targets are owned by the noun and live as long as the tree.
class Verb
{
public:
    explicit Verb(CLI::App &app)
        : m_app(app)
    {
    }

    Verb &value(const char *name, const QString &placeholder, const QString &description,
                std::optional<QString> &target);
    /// As value(), and the call is malformed without it.
    Verb &required(const char *name, const QString &placeholder, const QString &description, QString &target);
    Verb &required(const char *name, const QString &placeholder, const QString &description,
                   std::optional<QString> &target);
    /// May be given more than once.
    Verb &values(const char *name, const QString &placeholder, const QString &description,
                 std::optional<QStringList> &target);
    Verb &flag(const char *name, const QString &description, bool &target);
    /// A word without dashes; `choices` are those that completion offers.
    Verb &argument(const char *name, const QString &description, QString &target, const QString &choices = {});
    Verb &optionalArgument(const char *name, const QString &description, std::optional<QString> &target);

private:
    CLI::App &m_app;
};

} // namespace scrip::cli
