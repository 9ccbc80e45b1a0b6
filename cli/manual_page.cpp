// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/manual_page.h"

#include "cli/verb.h"

#include <CLI/CLI.hpp>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

QString plain(const std::string &text)
{
    return QString::fromStdString(text).replace(u'\n', u' ');
}

QString bold(const QString &text)
{
    return u"\\fB"_s + roffText(text) + u"\\fR"_s;
}

QString italic(const QString &text)
{
    return u"\\fI"_s + roffText(text) + u"\\fR"_s;
}

QString header(const QString &program, const QString &version, const QString &summary)
{
    return u".\\\" Made at build time of what the program itself knows of its options.\n.TH "_s +
           roffText(program.toUpper()) + u" 1 \"\" \"Scrip "_s + roffText(version) + u"\" \"Scrip\"\n.SH NAME\n"_s +
           roffText(program) + u" \\- "_s + roffText(summary) + u'\n';
}

/// "--event ID", or the name of an argument with what it may be.
QString label(const CLI::Option &option)
{
    const QString placeholder = QString::fromStdString(option.get_type_name());
    if (option.get_positional()) {
        const QString name = QString::fromStdString(option.get_name());
        return placeholder.contains(u'|') ? QString(italic(name) + u" ("_s + roffText(placeholder) + u')')
                                          : italic(name);
    }
    const QString name = bold(u"--"_s + QString::fromStdString(option.get_lnames().front()));
    return option.get_items_expected_max() == 0 || placeholder.isEmpty() ? name
                                                                         : QString(name + u' ' + italic(placeholder));
}

/// Required arguments and options as they stand behind the verb; the others are behind a word for them.
QString synopsisOf(const CLI::App &app)
{
    QString line;
    bool more = false;
    for (const CLI::Option *option : app.get_options()) {
        if (option->get_positional())
            line +=
                option->get_required() ? QString(u' ' + label(*option)) : QString(u" ["_s + label(*option) + u']');
        else if (option->get_required())
            line += u' ' + label(*option);
        else
            more = more || option->get_lnames().front() != "help";
    }
    return more ? QString(line + u" ["_s + roffText(Say::tr("options")) + u']') : line;
}

QString optionsOf(const CLI::App &app)
{
    QString page;
    for (const CLI::Option *option : app.get_options()) {
        if (!option->get_lnames().empty() && option->get_lnames().front() == "help" && app.get_parent() != nullptr)
            continue;
        QString text = roffText(plain(option->get_description()));
        if (option->get_required() && !option->get_positional())
            text += u' ' + roffText(Say::tr("(required)"));
        page += u".TP\n"_s + label(*option) + u'\n' + text + u'\n';
    }
    return page;
}

QString exampleOf(const CLI::App &app)
{
    const QString footer = QString::fromStdString(app.get_footer()).trimmed();
    const QString example = footer.section(u'\n', 1).trimmed();
    if (example.isEmpty())
        return {};
    return u".PP\n"_s + roffText(footer.section(u'\n', 0, 0)) + u"\n.RS\n.nf\n"_s + roffText(example) +
           u"\n.fi\n.RE\n"_s;
}

QString verbOf(const CLI::App &app, const QString &path)
{
    QString page = u".SS "_s + bold(path) + synopsisOf(app) + u'\n' + roffText(plain(app.get_description())) + u'\n';
    return page + optionsOf(app) + exampleOf(app);
}

void walkNouns(CLI::App &app, const QString &path, QString &page)
{
    const auto below = app.get_subcommands({});
    if (below.empty()) {
        page += verbOf(app, path);
        return;
    }
    if (app.get_parent() != nullptr)
        page += u".SH "_s + roffText(path.section(u' ', 1).toUpper()) + u'\n' +
                roffText(plain(app.get_description())) + u'\n';
    for (CLI::App *next : below)
        walkNouns(*next, path + u' ' + QString::fromStdString(next->get_name()), page);
}

/// What stands in no option: exit statuses, variables and files.
QString surroundings()
{
    const QList<std::pair<QString, QString>> statuses{
        {u"0"_s, Say::tr("Done.")},
        {u"1"_s, Say::tr("Refused: every name not listed here.")},
        {u"2"_s, Say::tr("Malformed: usage, invalid_body.")},
        {u"3"_s, Say::tr("No database: connection_failed, schema_missing, schema_too_new.")},
        {u"4"_s, Say::tr("Not known, or a defect: unknown_outcome, internal.")},
        {u"5"_s, Say::tr("Not allowed: not_permitted, read_only.")}};
    const QList<std::pair<QString, QString>> variables{
        {u"SCRIP_DB"_s, Say::tr("The database, where --db is not given.")},
        {u"PGSERVICEFILE, PGPASSFILE, PGPASSWORD …"_s, Say::tr("What libpq reads.")},
        {u"NO_COLOR"_s, Say::tr("No bold headings.")}};
    const QList<std::pair<QString, QString>> files{
        {u"~/.config/scrip/connections.json"_s, Say::tr("Saved connections, without passwords.")},
        {u"~/.pg_service.conf, ~/.pgpass"_s, Say::tr("Services and passwords of libpq.")}};
    const auto list = [](const QString &heading, const QList<std::pair<QString, QString>> &items) {
        QString text = u".SH "_s + roffText(heading) + u'\n';
        for (const auto &[name, meaning] : items)
            text += u".TP\n"_s + bold(name) + u'\n' + roffText(meaning) + u'\n';
        return text;
    };
    return list(Say::tr("EXIT STATUS"), statuses) + list(Say::tr("ENVIRONMENT"), variables) +
           list(Say::tr("FILES"), files);
}

} // namespace

QString roffText(const QString &text)
{
    static const QList<std::pair<QChar, QString>> known{
        {u'\\', u"\\e"_s},   {u'-', u"\\-"_s},    {u'“', u"\\(lq"_s}, {u'”', u"\\(rq"_s}, {u'’', u"\\(cq"_s},
        {u'…', u"\\&..."_s}, {u'–', u"\\(en"_s},  {u'—', u"\\(em"_s}, {u'×', u"\\(mu"_s}, {u'~', u"\\(ti"_s},
        {u'^', u"\\(ha"_s},  {u'\'', u"\\(aq"_s}, {u'`', u"\\(ga"_s}, {u'"', u"\\(dq"_s}};
    QString escaped;
    bool lineBegins = true;
    for (const QChar c : text) {
        const auto found =
            std::find_if(known.begin(), known.end(), [c](const auto &pair) { return pair.first == c; });
        if (found != known.end())
            escaped += found->second;
        else if (c.unicode() > 0x7E)
            escaped += u"\\[u"_s + QString::number(c.unicode(), 16).toUpper().rightJustified(4, u'0') + u']';
        else if (c == u'.' && lineBegins)
            escaped += u"\\&."_s;
        else
            escaped += c;
        lineBegins = c == u'\n';
    }
    return escaped;
}

QString manualPage(CLI::App &root, const QString &version)
{
    const QString program = QString::fromStdString(root.get_name());
    QString summary = plain(root.get_description());
    summary = summary.endsWith(u'.') ? summary.chopped(1) : summary;
    QString page = header(program, version, summary);
    page += u".SH SYNOPSIS\n"_s + bold(program) + u" ["_s + roffText(Say::tr("options")) + u"] "_s +
            italic(u"noun"_s) + u' ' + italic(u"verb"_s) + u" ...\n.SH DESCRIPTION\n"_s +
            roffText(plain(root.get_footer()).trimmed()) + u"\n.SH OPTIONS\n"_s + optionsOf(root);
    walkNouns(root, program, page);
    return page + surroundings() + u".SH SEE ALSO\n\\fBscrip\\-console\\fR(1), \\fBpsql\\fR(1)\n"_s;
}

QString manualPage(const QString &program, const QString &version, const QString &summary, const QString &description,
                   const QList<ManualOption> &options)
{
    QString page = header(program, version, summary);
    page += u".SH SYNOPSIS\n"_s + bold(program) + u" ["_s + roffText(Say::tr("options")) + u"]\n.SH DESCRIPTION\n"_s +
            roffText(description) + u"\n.SH OPTIONS\n"_s;
    for (const ManualOption &option : options) {
        const QString value = option.placeholder.isEmpty() ? QString() : QString(u' ' + italic(option.placeholder));
        page += u".TP\n"_s + bold(option.name) + value + u'\n' + roffText(option.description) + u'\n';
    }
    return page + u".SH SEE ALSO\n\\fBscrip\\fR(1)\n"_s;
}

} // namespace scrip::cli
