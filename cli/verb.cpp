// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/verb.h"

#include <CLI/CLI.hpp>

namespace scrip::cli {

namespace {

/// Adds an option that hands its values on as they were typed; judging them is the verb's business.
CLI::Option *add(CLI::App &app, const char *name, const QString &placeholder, const QString &description,
                 const std::function<void(const QString &)> &take)
{
    const auto callback = [take](const CLI::results_t &results) {
        for (const std::string &result : results)
            take(QString::fromStdString(result));
        return true;
    };
    CLI::Option *option = app.add_option(name, callback, helpText(description));
    option->type_name(placeholder.toStdString());
    option->type_size(1)->expected(1)->allow_extra_args(false);
    return option;
}

} // namespace

std::string helpText(const QString &text, int width)
{
    QString broken;
    qsizetype column = 0;
    for (const QString &word : text.split(u' ')) {
        if (column > 0 && column + 1 + word.size() > width) {
            broken += u'\n';
            column = 0;
        } else if (column > 0) {
            broken += u' ';
            ++column;
        }
        broken += word;
        column += word.size();
    }
    return broken.toStdString();
}

Failure usage(const QString &sentence, const QString &field)
{
    return Failure::named(QStringLiteral("usage"), sentence, field);
}

Verb &Verb::value(const char *name, const QString &placeholder, const QString &description,
                  std::optional<QString> &target)
{
    add(m_app, name, placeholder, description, [&target](const QString &text) { target = text; });
    return *this;
}

Verb &Verb::required(const char *name, const QString &placeholder, const QString &description, QString &target)
{
    add(m_app, name, placeholder, description, [&target](const QString &text) { target = text; })->required();
    return *this;
}

Verb &Verb::required(const char *name, const QString &placeholder, const QString &description,
                     std::optional<QString> &target)
{
    add(m_app, name, placeholder, description, [&target](const QString &text) { target = text; })->required();
    return *this;
}

Verb &Verb::values(const char *name, const QString &placeholder, const QString &description,
                   std::optional<QStringList> &target)
{
    const auto take = [&target](const QString &text) {
        if (!target)
            target.emplace();
        target->append(text);
    };
    add(m_app, name, placeholder, description, take)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    return *this;
}

Verb &Verb::flag(const char *name, const QString &description, bool &target)
{
    m_app.add_flag(name, target, helpText(description));
    return *this;
}

Verb &Verb::argument(const char *name, const QString &description, QString &target, const QString &choices)
{
    add(m_app, name, choices, description, [&target](const QString &text) { target = text; })->required();
    return *this;
}

Verb &Verb::optionalArgument(const char *name, const QString &description, std::optional<QString> &target)
{
    add(m_app, name, {}, description, [&target](const QString &text) { target = text; });
    return *this;
}

} // namespace scrip::cli
