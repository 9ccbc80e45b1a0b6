// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

namespace {

using Tree = QList<CompletionLevel>;

/// Safe between single quotes in every one of the three shells: the texts are ours, and hold no backslash.
QString quoted(const QString &text)
{
    return u'\'' + QString(text).replace(u'\'', u'’') + u'\'';
}

QStringList valueOptions(const Tree &tree)
{
    QStringList names;
    for (const CompletionLevel &level : tree) {
        for (const CompletionOption &option : level.options) {
            if (option.takesValue && !option.name.isEmpty() && !names.contains(option.name))
                names << option.name;
        }
    }
    return names;
}

QStringList paths(const Tree &tree)
{
    QStringList known;
    for (const CompletionLevel &level : tree) {
        if (!level.path.isEmpty())
            known << level.path;
    }
    return known;
}

/// The verbs with an argument that is a file.
QStringList filePaths(const Tree &tree)
{
    QStringList known;
    for (const CompletionLevel &level : tree) {
        for (const CompletionOption &option : level.options) {
            if (option.name.isEmpty() && option.isFile)
                known << quoted(level.path);
        }
    }
    return known;
}

/// The cases of what may follow an option: choices, files, or nothing that could be offered.
QString valueCases(const Tree &tree, const QString &choices, const QString &files, const QString &nothing)
{
    QString cases;
    for (const CompletionLevel &level : tree) {
        for (const CompletionOption &option : level.options) {
            if (!option.takesValue || option.name.isEmpty())
                continue;
            const QString label = level.path.isEmpty() ? QString(u"*' "_s + option.name + u'\'')
                                                       : quoted(level.path + u' ' + option.name);
            const QString offer = !option.choices.isEmpty() ? choices.arg(option.choices.join(u' '))
                                  : option.isFile           ? files
                                                            : nothing;
            cases += u"        "_s + label + u") "_s + offer + u" ;;\n"_s;
        }
    }
    return cases;
}

/// Where the cursor is in the tree: values of options are no words of it.
QString pathLoop(const Tree &tree, const QString &begin, const QString &word)
{
    QStringList known;
    for (const QString &path : paths(tree))
        known << quoted(path);
    return u"    for ((i = "_s + begin + u"; i++)); do\n        word="_s + word +
           u"\n        case \"$word\" in\n            "_s + valueOptions(tree).join(u'|') +
           u") ((i++)) ;;\n            -*) ;;\n            *) case \"$at $word\" in "_s + known.join(u'|') +
           u") at=\"$at $word\" ;; esac ;;\n        esac\n    done\n"_s;
}

QString bashScript(const Tree &tree)
{
    QString script = u"# bash completion for scrip\n_scrip() {\n    local cur prev at= word words= i\n"
                     "    cur=${COMP_WORDS[COMP_CWORD]}\n    prev=${COMP_WORDS[COMP_CWORD-1]}\n"_s;
    script += pathLoop(tree, u"1; i < COMP_CWORD"_s, u"${COMP_WORDS[i]}"_s);
    script += u"    COMPREPLY=()\n    case \"$at $prev\" in\n"_s;
    script += valueCases(tree, u"COMPREPLY=($(compgen -W '%1' -- \"$cur\")); return"_s,
                         u"compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")); return"_s, u"return"_s);
    script += u"    esac\n    case \"$at\" in\n"_s;
    QStringList everywhere;
    for (const CompletionOption &option : tree.first().options)
        everywhere << option.name;
    for (const CompletionLevel &level : tree) {
        QStringList words;
        for (const auto &[word, summary] : level.words)
            words << word;
        for (const CompletionOption &option : level.options)
            words << (option.name.isEmpty() ? option.choices : QStringList{option.name});
        words.removeDuplicates();
        script += u"        "_s + quoted(level.path) + u") words="_s + quoted(words.join(u' ')) + u" ;;\n"_s;
    }
    script += u"    esac\n    [[ $cur == -* ]] && words+="_s + quoted(u' ' + everywhere.join(u' ')) +
              u"\n    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
              "    [[ $cur == -* ]] || case \"$at\" in "_s +
              filePaths(tree).join(u'|') +
              u") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")) ;; esac\n}\n"
              "complete -F _scrip scrip\n"_s;
    return script;
}

QString zshScript(const Tree &tree)
{
    const auto described = [](const QString &word, const QString &summary) {
        return quoted(QString(word).replace(u':', u"\\:"_s) + u':' + summary);
    };
    QString script =
        u"#compdef scrip\n_scrip() {\n    local at= word prev=${words[CURRENT-1]} i\n    local -a offers\n"_s;
    script += pathLoop(tree, u"2; i < CURRENT"_s, u"${words[i]}"_s);
    script += u"    case \"$at $prev\" in\n"_s;
    script += valueCases(tree, u"compadd -- %1; return"_s, u"_files; return"_s, u"return 1"_s);
    script += u"    esac\n    case \"$at\" in\n"_s;
    for (const CompletionLevel &level : tree) {
        QStringList offers;
        for (const auto &[word, summary] : level.words)
            offers << described(word, summary);
        for (const CompletionOption &option : level.options) {
            if (!option.name.isEmpty())
                offers << described(option.name, option.summary);
            for (const QString &choice : option.name.isEmpty() ? option.choices : QStringList())
                offers << described(choice, option.summary);
        }
        script += u"        "_s + quoted(level.path) + u") offers=("_s + offers.join(u' ') + u") ;;\n"_s;
    }
    script += u"    esac\n    _describe -t commands scrip offers\n    case \"$at\" in "_s +
              filePaths(tree).join(u'|') + u") _files ;; esac\n}\ncompdef _scrip scrip\n"_s;
    return script;
}

QString fishOption(const CompletionOption &option, const QString &condition)
{
    QString line = u"complete -c scrip"_s + condition;
    if (option.name.isEmpty())
        return option.choices.isEmpty() ? QString()
                                        : QString(line + u" -a "_s + quoted(option.choices.join(u' ')) + u" -d "_s +
                                                  quoted(option.summary) + u'\n');
    line += u" -l "_s + option.name.sliced(2);
    if (option.isFile)
        line += u" -r -F"_s;
    else if (option.takesValue)
        line += u" -x"_s;
    if (!option.choices.isEmpty())
        line += u" -a "_s + quoted(option.choices.join(u' '));
    return line + u" -d "_s + quoted(option.summary) + u'\n';
}

QString fishScript(const Tree &tree)
{
    QStringList known;
    for (const QString &path : paths(tree))
        known << quoted(path);
    QString script = u"# fish completion for scrip\nfunction __scrip_at\n    set -l at ''\n    set -l skip 0\n"
                     "    for word in (commandline -opc)[2..-1]\n        if test $skip = 1\n            set skip 0\n"
                     "            continue\n        end\n        switch $word\n            case "_s +
                     valueOptions(tree).join(u' ') +
                     u"\n                set skip 1\n            case '-*'\n            case '*'\n"
                     "                if contains -- \"$at $word\" "_s +
                     known.join(u' ') +
                     u"\n                    set at \"$at $word\"\n                end\n        end\n    end\n"
                     "    test \"$at\" = \"$argv[1]\"\nend\ncomplete -c scrip -f\n"_s;
    for (const CompletionLevel &level : tree) {
        const QString here = u" -n \"__scrip_at '"_s + level.path + u"'\""_s;
        for (const auto &[word, summary] : level.words)
            script += u"complete -c scrip"_s + here + u" -a "_s + word + u" -d "_s + quoted(summary) + u'\n';
        for (const CompletionOption &option : level.options)
            script += fishOption(option, level.path.isEmpty() ? QString() : here);
    }
    const QStringList files = filePaths(tree);
    for (const QString &path : files)
        script += u"complete -c scrip -n \"__scrip_at "_s + path + u"\" -F\n"_s;
    return script;
}

} // namespace

QString completionScript(const QString &shell, const QList<CompletionLevel> &tree)
{
    if (shell == u"bash")
        return bashScript(tree);
    if (shell == u"zsh")
        return zshScript(tree);
    return shell == u"fish" ? fishScript(tree) : QString();
}

} // namespace scrip::cli
