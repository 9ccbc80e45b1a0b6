// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argument_walk.h"

#include "cli/values.h"
#include "cli/verb.h"

#include <CLI/CLI.hpp>

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// How many letters have to change to make one word of the other.
qsizetype distance(const QString &a, const QString &b)
{
    QList<qsizetype> row(b.size() + 1);
    for (qsizetype j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype corner = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0 : 1)});
            corner = above;
        }
    }
    return row.last();
}

QString nearest(const QString &typed, const QStringList &known)
{
    QString best;
    qsizetype least = std::max<qsizetype>(2, typed.size() / 3) + 1;
    for (const QString &word : known) {
        if (const qsizetype away = distance(typed, word); away < least) {
            least = away;
            best = word;
        }
    }
    return best;
}

QString suggestion(const QString &typed, const QStringList &known)
{
    const QString near = nearest(typed, known);
    return near.isEmpty() ? Say::tr("See --help.") : Say::tr("Did you mean %1?").arg(near);
}

QStringList optionNames(const CLI::App &app)
{
    QStringList names;
    for (const CLI::Option *option : app.get_options()) {
        for (const std::string &name : option->get_lnames())
            names << u"--"_s + QString::fromStdString(name);
    }
    return names;
}

QStringList verbNames(const CLI::App &app)
{
    QStringList names;
    for (const CLI::App *verb : app.get_subcommands({}))
        names << QString::fromStdString(verb->get_name());
    return names;
}

class Walk
{
public:
    Walk(CLI::App &root, const QStringList &arguments)
        : m_root(root)
        , m_arguments(arguments)
    {
        m_walked.app = &root;
    }

    Result<WalkedArguments> run()
    {
        while (m_at < m_arguments.size() && !m_walked.help && !m_walked.version) {
            if (auto taken = take(m_arguments.at(m_at++)); !taken)
                return taken.failure();
        }
        if (!m_walked.help && !m_walked.version) {
            if (auto complete = checkComplete(); !complete)
                return complete.failure();
        }
        m_walked.arguments = m_globals + m_rest;
        return m_walked;
    }

private:
    [[nodiscard]] bool inVerb() const { return m_walked.app->get_subcommands({}).empty(); }

    Result<Done> take(const QString &argument)
    {
        if (!argument.isValidUtf16())
            return usage(Say::tr("The arguments are not valid text."));
        if (m_positionalOnly || argument == u"-" || !argument.startsWith(u'-'))
            return takeWord(argument);
        if (argument == u"--") {
            m_positionalOnly = true;
            m_rest << argument;
            return Done{};
        }
        return takeOption(argument);
    }

    Result<Done> takeWord(const QString &word)
    {
        if (!inVerb()) {
            CLI::App *next = levelBelow(*m_walked.app, word);
            if (next == nullptr)
                return usage(Say::tr("“%1” is not something that scrip knows.").arg(word.left(80)), {},
                             suggestion(word.left(80), verbNames(*m_walked.app)));
            m_walked.app = next;
        } else if (++m_words > positionals()) {
            return usage(Say::tr("“%1” is one argument too many.").arg(word.left(80)), {}, Say::tr("See --help."));
        }
        m_rest << word;
        return Done{};
    }

    Result<Done> takeOption(const QString &argument)
    {
        const qsizetype equals = argument.indexOf(u'=');
        const QString name = equals < 0 ? argument : argument.first(equals);
        if (name == u"--help" || name == u"-h") {
            m_walked.help = true;
            return Done{};
        }
        const CLI::Option *own = find(*m_walked.app, name);
        if (name == u"--version" && (own == nullptr || m_walked.app == &m_root)) {
            m_walked.version = true;
            return Done{};
        }
        const CLI::Option *option = own != nullptr ? own : find(m_root, name);
        if (option == nullptr)
            return usage(Say::tr("There is no option %1 here.").arg(name.left(80)), fieldOf(name.left(80)),
                         suggestion(name.left(80), optionNames(*m_walked.app) + optionNames(m_root)));
        m_seen.insert(option);
        QStringList &list = own == nullptr || m_walked.app == &m_root ? m_globals : m_rest;
        if (option->get_items_expected_max() == 0)
            return takeFlag(name, equals, list);
        return takeValue(name, equals < 0 ? std::nullopt : std::optional(argument.sliced(equals + 1)), list);
    }

    static Result<Done> takeFlag(const QString &name, qsizetype equals, QStringList &list)
    {
        if (equals >= 0)
            return usage(Say::tr("%1 takes no value.").arg(name), fieldOf(name));
        list << name;
        return Done{};
    }

    Result<Done> takeValue(const QString &name, std::optional<QString> value, QStringList &list)
    {
        if (!value) {
            if (m_at == m_arguments.size() || m_arguments.at(m_at).startsWith(u"--"))
                return usage(
                    Say::tr("%1 needs a value.").arg(name), fieldOf(name),
                    Say::tr("A value that begins with two dashes is written with an equals sign: %1=--x").arg(name));
            value = m_arguments.at(m_at++);
            if (!value->isValidUtf16())
                return usage(Say::tr("The arguments are not valid text."), fieldOf(name));
        }
        // The parser takes an equals sign without anything behind it for a value that is still to come.
        if (value->isEmpty())
            list << name << QString();
        else
            list << QString(name + u'=' + *value);
        return Done{};
    }

    static const CLI::Option *find(const CLI::App &app, const QString &name)
    {
        const CLI::Option *option = app.get_option_no_throw(name.toStdString());
        return option != nullptr && option->nonpositional() ? option : nullptr;
    }

    [[nodiscard]] qsizetype positionals() const
    {
        const auto options = m_walked.app->get_options();
        return std::count_if(options.begin(), options.end(),
                             [](const CLI::Option *option) { return option->get_positional(); });
    }

    [[nodiscard]] Result<Done> checkComplete() const
    {
        if (!inVerb())
            return usage(Say::tr("Say what to do."), {},
                         Say::tr("One of: %1").arg(verbNames(*m_walked.app).join(u", "_s)));
        qsizetype wanted = 0;
        for (const CLI::Option *option : m_walked.app->get_options()) {
            const QString name = QString::fromStdString(option->get_name(option->get_positional()));
            const bool missing = option->get_positional() ? option->get_required() && ++wanted > m_words
                                                          : option->get_required() && !m_seen.contains(option);
            if (missing)
                return usage(Say::tr("%1 is missing.").arg(name), fieldOf(name), Say::tr("See --help."));
        }
        return Done{};
    }

    static Failure usage(const QString &sentence, const QString &field = {}, const QString &hint = {})
    {
        return Failure::named(u"usage"_s, sentence, field, hint);
    }

    CLI::App &m_root;
    const QStringList &m_arguments;
    WalkedArguments m_walked;
    QStringList m_globals;
    QStringList m_rest;
    QSet<const CLI::Option *> m_seen;
    qsizetype m_at = 0;
    qsizetype m_words = 0;
    bool m_positionalOnly = false;
};

} // namespace

CLI::App *levelBelow(CLI::App &app, const QString &name)
{
    for (CLI::App *below : app.get_subcommands({})) {
        if (QString::fromStdString(below->get_name()) == name)
            return below;
    }
    return nullptr;
}

Result<WalkedArguments> walk(CLI::App &root, const QStringList &arguments)
{
    return Walk(root, arguments).run();
}

} // namespace scrip::cli
