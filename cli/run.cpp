// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/run.h"

#include "cli/argument_walk.h"
#include "cli/command_line.h"
#include "core/failure_names.h"

#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

/// Decided before anything is parsed, since also a typing error is told in one of the two forms.
bool wantsJson(const QStringList &arguments, const Streams &streams)
{
    if (arguments.contains(u"--json"_s))
        return true;
    return !arguments.contains(u"--table"_s) && !streams.outIsTerminal;
}

int showVersion(Output &output, bool json)
{
    const QString version = u"" SCRIP_VERSION ""_s;
    if (json)
        return output.reply(Reply::of({{u"version"_s, version}, {u"qt"_s, QString::fromLatin1(qVersion())}}));
    return output.text(u"scrip "_s + version + u'\n');
}

/// "scrip help event create" is "scrip event create --help".
QStringList withoutHelpNoun(const QStringList &arguments)
{
    QStringList plain = arguments;
    if (!plain.isEmpty() && plain.first() == u"help")
        plain << u"--help"_s, plain.removeFirst();
    return plain;
}

} // namespace

int run(const QStringList &arguments, Gateway &gateway, SheetWork &sheets, const Streams &streams)
{
    Output output(streams, wantsJson(arguments, streams));
    CommandLine line;
    const Result<WalkedArguments> walked = walk(line.tree(), withoutHelpNoun(arguments));
    if (!walked)
        return output.failure(walked.failure());
    if (walked->help)
        return output.text(helpOf(*walked->app));
    if (walked->version)
        return showVersion(output, arguments.contains(u"--json"_s));
    const Result<Noun *> noun = line.parse(walked->arguments);
    if (!noun)
        return output.failure(noun.failure());
    if (const auto checked = line.globals().check(); !checked)
        return output.failure(checked.failure());
    Context context(line.globals(), gateway, sheets, streams, output.isJson());
    return (*noun)->execute(context);
}

Result<QStringList> argumentsOf(int argc, const char *const *argv)
{
    QStringList arguments;
    for (int i = 1; i < argc; ++i) {
        QStringDecoder decode(QStringDecoder::Utf8);
        arguments << QString(decode(QByteArrayView(argv[i])));
        if (decode.hasError())
            return usage(Say::tr("The arguments are not valid UTF-8."));
    }
    return arguments;
}

int refuse(const Failure &failure, const QStringList &arguments, const Streams &streams)
{
    return Output(streams, wantsJson(arguments, streams)).failure(failure);
}

} // namespace scrip::cli
