// SPDX-License-Identifier: GPL-3.0-or-later
// What stands in the list of the palette: actions first, and below what the look-up found or says.
#include "core/text_rules.h"
#include "models/customer_models.h"
#include "ui/mint/code_words.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/match_place.h"
#include "ui/shell/palette_delegate.h"
#include "ui/shell/palette_lookup.h"
#include "ui/theme/glyphs.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QLineEdit>
#include <QListView>
#include <QStandardItemModel>

namespace scrip {

namespace {

constexpr int skeletonRows = 3;

} // namespace

bool CommandPalette::canBeChosen(int row) const
{
    return m_items->item(row)->flags().testFlag(Qt::ItemIsSelectable);
}

void CommandPalette::rebuild()
{
    // Actions come first and are the same for the same text, so one that is chosen stays where it is.
    const QModelIndex current = m_list->currentIndex();
    const int kept = current.isValid() && paletteRowOf(current) == PaletteRow::Action ? current.row() : -1;
    m_items->clear();
    addActions();
    addFound();
    if (m_items->rowCount() == 0)
        addRow(int(PaletteRow::Note), icon(Glyph::Info), tr("No page and no action is called like this."));
    int row = std::max(0, kept);
    while (row < m_items->rowCount() && !canBeChosen(row))
        ++row;
    select(row);
    fit();
}

QStandardItem *CommandPalette::addRow(int kind, const QIcon &picture, const QString &text, const QString &remark)
{
    auto *item = new QStandardItem(picture, text);
    item->setData(kind, palette_role::row);
    item->setData(remark, palette_role::remark);
    item->setData(remark.isEmpty() ? text : QString(text % u", " % remark), Qt::AccessibleTextRole);
    const PaletteRow row{kind};
    const bool chosen = row == PaletteRow::Action || row == PaletteRow::Match || row == PaletteRow::Ask;
    item->setFlags(chosen ? Qt::ItemIsEnabled | Qt::ItemIsSelectable : Qt::NoItemFlags);
    m_items->appendRow(item);
    return item;
}

void CommandPalette::addActions()
{
    const QString wanted = m_field->text().trimmed();
    for (const QPointer<QAction> &action : std::as_const(m_actions)) {
        if (!action || !action->iconText().contains(wanted, Qt::CaseInsensitive))
            continue;
        const bool on = action->isEnabled();
        QStandardItem *item = addRow(int(PaletteRow::Action), action->icon(), action->iconText(),
                                     on ? QString() : reasonAgainst(action));
        // Not disabled as an item: the keys reach it, so that the reason is read aloud.
        item->setData(!on, palette_role::off);
        item->setData(QVariant::fromValue(action.data()), palette_role::action);
        item->setData(wanted, palette_role::typed);
        item->setData(action->shortcut().toString(QKeySequence::NativeText), palette_role::shortcut);
    }
}

void CommandPalette::addFound()
{
    m_summary->clear();
    if (!m_lookup)
        return;
    using enum PaletteLookup::State;
    const QString text = shownText(m_lookup->text());
    switch (m_lookup->state()) {
    case Short:
        break;
    case Barred:
        addRow(int(PaletteRow::Note), icon(Glyph::Lock), m_lookup->reason());
        break;
    case Offered:
        addRow(int(PaletteRow::Ask), icon(Glyph::Search), tr("Look up “%1”").arg(text),
               tr("counts as one of your look-ups of this hour"))
            ->setData(tr("Enter"), palette_role::shortcut);
        break;
    case Waiting:
        addSkeleton();
        break;
    case Failed:
        addRow(int(PaletteRow::Ask), icon(Glyph::Error, Tone::Bad), tr("Not looked up. Try again"),
               codeFailureWords(m_lookup->failure()));
        m_summary->setText(tr("not looked up"));
        break;
    case Found:
        addMatches();
        break;
    }
}

void CommandPalette::addSkeleton()
{
    for (int i = 0; i < skeletonRows; ++i)
        addRow(int(PaletteRow::Skeleton), {}, {})->setData(tr("Looking…"), Qt::AccessibleTextRole);
    m_summary->setText(tr("Looking…"));
}

void CommandPalette::addMatches()
{
    const QList<Match> &matches = m_lookup->matches();
    m_summary->setText(tr("%1 found").arg(countText(matches.size())));
    if (matches.isEmpty())
        addRow(int(PaletteRow::Note), icon(Glyph::Info),
               tr("Nothing is called “%1”.").arg(shownText(m_lookup->text())),
               tr("codes, accounts and keys are found whole, names by a part"));
    const MatchColumns columns{};
    for (int i = 0; i < matches.size(); ++i) {
        const Match &match = matches.at(i);
        if (i == 0 || matches.at(i - 1).kind != match.kind)
            addRow(int(PaletteRow::Heading), {}, groupOfKind(match.kind));
        QStandardItem *item =
            addRow(int(PaletteRow::Match), icon(glyphOfKind(match.kind)), columns.text(match, MatchColumns::Label),
                   columns.text(match, MatchColumns::About));
        item->setData(m_lookup->text(), palette_role::typed);
        item->setData(i, palette_role::match);
        item->setData(m_lookup->place(match).pageId.isEmpty(), palette_role::off);
        item->setData(QString(groupOfKind(match.kind) % u": " % item->data(Qt::AccessibleTextRole).toString()),
                      Qt::AccessibleTextRole);
    }
}

} // namespace scrip
