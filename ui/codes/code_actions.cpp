// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_actions.h"

#include "core/ports/connection.h"
#include "ui/claims/claim_rights.h"
#include "ui/codes/code_rights.h"
#include "ui/mint/mint_rights.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"

#include <QAction>

namespace scrip {

namespace {

constexpr qint64 revealLimit = 10'000;

QString nothingSelected()
{
    return CodeActions::tr("Select codes first");
}

QString tooMany()
{
    return CodeActions::tr("Select at most %1 codes, or filter by one batch and select all of it")
        .arg(countText(selectionLimit));
}

QString notLoaded()
{
    return CodeActions::tr("Some of the selected rows are still loading");
}

/// Why the selection as such cannot be worked on; empty: it can.
QString reasonAgainst(const CodeSelection &selection)
{
    if (selection.rows == 0)
        return nothingSelected();
    if (selection.wholeBatch || selection.isComplete())
        return {};
    return selection.rows > selectionLimit ? tooMany() : notLoaded();
}

QString orElse(const QString &first, const QString &second)
{
    return first.isEmpty() ? second : first;
}

QString againstReveal(const CodeSelection &selection)
{
    if (selection.wholeBatch && selection.rows > revealLimit)
        return CodeActions::tr("Reveal at most %1 codes at once").arg(countText(revealLimit));
    return reasonAgainst(selection);
}

QString againstState(const CodeSelection &selection, CodeState state, const QString &none)
{
    const QString general = reasonAgainst(selection);
    const bool any = !selection.isComplete() || selection.inState(state) > 0;
    return general.isEmpty() && !any ? none : general;
}

QString againstReissue(const CodeSelection &selection)
{
    if (selection.rows != 1 || selection.codes.size() != 1)
        return CodeActions::tr("Select one code: reissuing goes one at a time");
    switch (selection.codes.first().state) {
    case CodeState::Claimed:
        return CodeActions::tr("Release its claim first, and free the code");
    case CodeState::Reissued:
        return CodeActions::tr("This code was replaced already");
    default:
        return {};
    }
}

QString againstPrint(const CodeSelection &selection, const BatchId &batch)
{
    if (selection.rows == 0)
        return batch.isNull() ? CodeActions::tr("Select codes of one batch, or filter by a batch") : QString();
    const QString general = reasonAgainst(selection);
    if (!general.isEmpty())
        return general;
    if (selection.oneBatch().isNull())
        return CodeActions::tr("Sheets are printed batch by batch: select codes of one");
    if (selection.isComplete() && selection.inState(CodeState::Disabled) > 0)
        return CodeActions::tr("Disabled codes are not printed");
    return {};
}

} // namespace

CodeActions::CodeActions(QObject *page)
    : QObject(page)
    , mint(makeAction(page, tr("&Mint codes…"), Glyph::Plus))
    , reveal(makeAction(page, tr("&Reveal…"), Glyph::Eye, QKeySequence(Qt::CTRL | Qt::Key_E)))
    , disable(makeAction(page, tr("&Disable…"), Glyph::Disable))
    , enable(makeAction(page, tr("E&nable…"), Glyph::Play))
    , reissue(makeAction(page, tr("Re&issue…"), Glyph::Reissue))
    , print(makeAction(page, tr("&Print"), Glyph::Print, QKeySequence::Print))
    , goToEvent(makeAction(page, tr("&Go to event"), Glyph::Event))
{
}

void CodeActions::update(const CodeSelection &selection, const BatchId &batch, bool mintable,
                         const ConnectionMonitor &connection)
{
    const QString rights = reasonAgainstCodes(connection);
    setReasonAgainst(mint, orElse(reasonAgainstMinting(connection),
                                  mintable ? QString() : tr("Create an event first: codes belong to one")));
    setReasonAgainst(reveal, orElse(rights, againstReveal(selection)));
    setReasonAgainst(disable, orElse(rights, againstState(selection, CodeState::Available,
                                                          tr("Only available codes can be disabled"))));
    setReasonAgainst(enable, orElse(rights, againstState(selection, CodeState::Disabled,
                                                         tr("Only disabled codes can be enabled"))));
    setReasonAgainst(reissue, orElse(reasonAgainstReissue(connection), againstReissue(selection)));
    setReasonAgainst(print, orElse(rights, againstPrint(selection, batch)));
    setReasonAgainst(goToEvent, selection.codes.size() == 1 ? QString() : tr("Select one code"));
}

QString CodeActions::reasonAgainstCopy(const CodeSelection &selection) const
{
    // What is copied has to be here, also when it is all of a batch.
    CodeSelection rows = selection;
    rows.wholeBatch = false;
    return reasonAgainst(rows);
}

QString CodeActions::remark() const
{
    return scrip::reasonAgainst(print);
}

} // namespace scrip
