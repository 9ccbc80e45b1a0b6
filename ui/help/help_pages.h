// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

namespace scrip {

/// One page of help: a sentence, and remarks with a label each. Plain text.
struct HelpPage
{
    struct Item
    {
        QString label; ///< "Why", without a colon.
        QString text;
    };
    QString name; ///< Of a refusal or of a page of the window.
    QString lead;
    QList<Item> items;
    QString whereLabel; ///< "Where"; empty when it happens on no one page.
    QString where;      ///< The page of the window where something can be done about it.
};

/// Reads pages as docs/refusals.md has them: "## name", a paragraph, and a list of "- **Label:** text", of which
/// "[page]" as the text names a page of the window. Everything before the first of them is for readers of the file.
[[nodiscard]] QList<HelpPage> parseHelp(const QString &markdown);

/// One for each name that a refusal may have, in the language of the program where that is shipped (a file
/// refusals_LANGUAGE.md), else English. Lives as long as the program.
[[nodiscard]] const QList<HelpPage> &refusalHelp();
/// One for each page of the window.
[[nodiscard]] const QList<HelpPage> &consoleHelp();

/// Null when there is no page of that name.
[[nodiscard]] const HelpPage *findHelp(const QList<HelpPage> &pages, const QString &name);

} // namespace scrip
