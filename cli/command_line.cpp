// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command_line.h"

#include <CLI/CLI.hpp>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

constexpr int wholeWidth = 80;

/// CLI11's formatter with words that can be translated.
std::shared_ptr<CLI::Formatter> formatter()
{
    auto made = std::make_shared<CLI::Formatter>();
    const QList<std::pair<const char *, QString>> labels{
        {"OPTIONS", Say::tr("OPTIONS")}, {"SUBCOMMAND", Say::tr("COMMAND")},   {"SUBCOMMANDS", Say::tr("COMMANDS")},
        {"Options", Say::tr("Options")}, {"Subcommands", Say::tr("Commands")}, {"Positionals", Say::tr("Arguments")},
        {"Usage", Say::tr("Usage")},     {"REQUIRED", Say::tr("(required)")},
    };
    for (const auto &[key, text] : labels)
        made->label(key, text.toStdString());
    made->column_width(34);
    return made;
}

} // namespace

CommandLine::CommandLine()
    : m_root(std::make_unique<CLI::App>(
          Say::tr("Credit events, promo codes and their sheets, from a shell.").toStdString(), "scrip"))
    , m_nouns(allNouns())
{
    m_root->formatter(formatter());
    m_root->set_help_flag("--help,-h", helpText(Say::tr("Show this help; every level has one.")));
    m_root->add_flag_callback(
        "--version", [] {}, Say::tr("Show the version.").toStdString());
    m_root->require_subcommand(0, 1);
    m_root->footer('\n' +
                   helpText(Say::tr("Options of scrip may stand before or after the noun. Exit status: 0 done, 1 "
                                    "refused, 2 malformed, 3 no database, 4 unknown or defect, 5 not allowed."),
                            wholeWidth));
    m_globals.declare(*m_root);
    for (const auto &noun : m_nouns)
        noun->declare(*m_root);
}

CommandLine::~CommandLine() = default;

Result<Noun *> CommandLine::parse(const QStringList &arguments)
{
    std::vector<std::string> reversed;
    for (const QString &argument : arguments)
        reversed.push_back(argument.toStdString());
    std::reverse(reversed.begin(), reversed.end());
    try {
        m_root->parse(std::move(reversed));
    } catch (const CLI::ParseError &error) {
        return usage(QString::fromUtf8(error.what()));
    }
    for (const auto &noun : m_nouns) {
        if (noun->isChosen())
            return noun.get();
    }
    return usage(Say::tr("Say what to do."));
}

QString helpOf(CLI::App &app)
{
    QStringList above;
    for (const CLI::App *level = app.get_parent(); level != nullptr; level = level->get_parent())
        above.prepend(QString::fromStdString(level->get_name()));
    // On its own page a description has the whole width.
    const QString description = QString::fromStdString(app.get_description()).replace(u'\n', u' ');
    app.description(helpText(description, wholeWidth));
    return QString::fromStdString(app.help(above.join(u' ').toStdString()));
}

} // namespace scrip::cli
