// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_pages.h"

#include <QFile>
#include <QLocale>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Emphasis is for readers of the file; labels show plain text.
QString plain(QString text)
{
    return text.remove(u'*').remove(u'`').trimmed();
}

void take(HelpPage &page, const QString &line)
{
    static const QRegularExpression item(u"^- \\*\\*(.+?):?\\*\\* (.+)$"_s);
    static const QRegularExpression link(u"^\\[([a-z]+)\\]$"_s);
    const QRegularExpressionMatch found = item.match(line);
    if (!found.hasMatch()) {
        page.lead += page.lead.isEmpty() ? plain(line) : QString(u' ' % plain(line));
        return;
    }
    const QRegularExpressionMatch where = link.match(found.captured(2));
    if (where.hasMatch()) {
        page.whereLabel = plain(found.captured(1));
        page.where = where.captured(1);
    } else {
        page.items.append({plain(found.captured(1)), plain(found.captured(2))});
    }
}

/// In the language of the program, when somebody translated the file.
QList<HelpPage> shipped(const QString &name)
{
    const QString language = QLocale().name().section(u'_', 0, 0);
    for (const QString &path : {u":/scrip/help/%1_%2.md"_s.arg(name, language), u":/scrip/help/%1.md"_s.arg(name)}) {
        QFile file(path);
        if (file.open(QIODevice::ReadOnly))
            return parseHelp(QString::fromUtf8(file.readAll()));
    }
    return {};
}

} // namespace

QList<HelpPage> parseHelp(const QString &markdown)
{
    QList<HelpPage> pages;
    const QStringList lines = markdown.split(u'\n');
    for (const QString &line : lines) {
        if (line.startsWith("## "_L1))
            pages.append({line.mid(3).trimmed(), {}, {}, {}, {}});
        else if (!pages.isEmpty() && !line.trimmed().isEmpty() && !line.startsWith(u'#'))
            take(pages.last(), line.trimmed());
    }
    return pages;
}

const QList<HelpPage> &refusalHelp()
{
    static const QList<HelpPage> pages = shipped(u"refusals"_s);
    return pages;
}

const QList<HelpPage> &consoleHelp()
{
    static const QList<HelpPage> pages = shipped(u"console"_s);
    return pages;
}

const HelpPage *findHelp(const QList<HelpPage> &pages, const QString &name)
{
    const auto found =
        std::find_if(pages.cbegin(), pages.cend(), [&name](const HelpPage &page) { return page.name == name; });
    return found == pages.cend() ? nullptr : &*found;
}

} // namespace scrip
