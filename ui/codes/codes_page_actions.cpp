// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with the selected codes, and its pictures for the tour.
#include "models/codes_model.h"
#include "ui/claims/once_dialogs.h"
#include "ui/codes/code_actions.h"
#include "ui/codes/code_filter_bar.h"
#include "ui/codes/codes_page.h"
#include "ui/codes/codes_table.h"
#include "ui/codes/reveal_dialog.h"
#include "ui/mint/code_words.h"
#include "ui/mint/mint_dialog.h"
#include "ui/shell/jobs.h"
#include "ui/table/place.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QMenu>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

bool disables(CodeChange::Kind kind)
{
    return kind == CodeChange::Kind::Disable;
}

/// What will happen, in numbers.
QString effectOfChange(CodeChange::Kind kind, qint64 count, qint64 rest)
{
    const QString effect = disables(kind) ? CodesPage::tr("%1 code(s) can no longer be claimed until enabled again.",
                                                          nullptr, int(count))
                                          : CodesPage::tr("%1 code(s) can be claimed again.", nullptr, int(count));
    const QString others =
        CodesPage::tr("%1 other(s) of the selection stay as they are.", nullptr, int(rest)).arg(countText(rest));
    return rest > 0 ? QString(effect.arg(countText(count)) % u' ' % others) : effect.arg(countText(count));
}

} // namespace

QList<Event> CodesPage::mintable() const
{
    QList<Event> found;
    for (const Event &event : m_events) {
        const bool open = event.status != EventStatus::Archived && event.status != EventStatus::Ended;
        if (open && (m_filters->filter().event.isNull() || event.id == m_filters->filter().event))
            found.append(event);
    }
    return found;
}

void CodesPage::openMint()
{
    const QList<Event> events = mintable();
    if (events.isEmpty() || isAsking())
        return;
    MintPorts ports{m_stores.batches, &jobs(),
                    [this](const BatchId &batch) { Q_EMIT openRequested(u"codes"_s, placeOf(u"batch"_s, batch)); }};
    open(new MintDialog(ports, connection().session(), events, this));
}

void CodesPage::openReveal()
{
    const CodeSelection selected = selection();
    if (selected.rows == 0 || isAsking())
        return;
    RevealRequest request;
    request.purpose = u"reveal"_s;
    if (selected.wholeBatch)
        request.filter.batch = selected.batch;
    for (const Code &code : selected.codes) {
        if (!selected.wholeBatch)
            request.ids.append(code.id);
    }
    const bool one = !selected.oneBatch().isNull() && !selected.codes.isEmpty();
    const QString whose =
        one ? tr("batch %1 of %2")
                  .arg(QString::number(selected.codes.first().batchNumber), selected.codes.first().eventName)
            : tr("several batches");
    open(new RevealDialog(*m_stores.codes, request, selected.rows, whose, this));
}

void CodesPage::openChange(CodeChange::Kind kind)
{
    const CodeSelection selected = selection();
    if (selected.rows == 0 || isAsking())
        return;
    const CodeState from = disables(kind) ? CodeState::Available : CodeState::Disabled;
    const bool whole = selected.wholeBatch && !selected.isComplete();
    const QList<SerialRange> ranges =
        whole ? QList<SerialRange>{{selected.batch, 0, 0}} : rangesOf(selected.codes, from);
    const qint64 count = whole ? selected.rows : selected.inState(from);
    const QString title =
        disables(kind) ? tr("Disable %1 code(s)", nullptr, int(count)) : tr("Enable %1 code(s)", nullptr, int(count));
    auto *dialog =
        new ReasonDialog(title.arg(countText(count)), effectOfChange(kind, count, selected.rows - count), this);
    dialog->setSubmit(disables(kind) ? tr("Disable") : tr("Enable"),
                      disables(kind) ? ButtonLook::Danger : ButtonLook::Primary);
    if (count > 1)
        dialog->askCount(count);
    connectChange(dialog, new CodeChange(*m_stores.codes, kind, ranges, dialog));
    open(dialog);
}

void CodesPage::connectChange(ReasonDialog *dialog, CodeChange *change)
{
    auto *write = new DialogWriteBase(dialog, tr("Working…"),
                                      [dialog, change](DialogWriteBase &) { change->run(dialog->reason()); });
    write->setDoubtLead(tr("Not known yet."));
    write->setRefusal([change, write](const Failure &failure) {
        const qint64 done = change->done().changed;
        QString text = codeFailureWords(failure);
        if (done > 0)
            text = tr("%1 code(s) are done, the rest is not.", nullptr, int(done)).arg(countText(done)) % u' ' % text;
        write->tellRefusal(failure, text);
    });
    connect(dialog, &DialogFrame::submitted, write, &DialogWriteBase::start);
    connect(change, &CodeChange::failed, write, &DialogWriteBase::fail);
    connect(change, &CodeChange::finished, this, [this, dialog, change, write] {
        write->settle();
        dialog->accept();
        tellChanged(*change);
    });
}

void CodesPage::tellChanged(const CodeChange &change)
{
    const Changed &done = change.done();
    QString text = disables(change.kind())
                       ? tr("%1 code(s) disabled", nullptr, int(done.changed)).arg(countText(done.changed))
                       : tr("%1 code(s) enabled", nullptr, int(done.changed)).arg(countText(done.changed));
    if (done.skipped > 0)
        text += u", "_s % tr("%1 were in another state", nullptr, int(done.skipped)).arg(countText(done.skipped));
    // What was skipped might be undone with the rest, though it was not done here.
    if (done.changed > 0 && done.skipped == 0)
        Toast::showUndo(this, text, [this, kind = change.kind(), ranges = change.ranges(), count = done.changed] {
            undo(kind, ranges, count);
        });
    else
        Toast::show(this, Tone::Good, text);
    refresh();
}

void CodesPage::undo(CodeChange::Kind kind, const QList<SerialRange> &ranges, qint64 count)
{
    auto *change = new CodeChange(
        *m_stores.codes, disables(kind) ? CodeChange::Kind::Enable : CodeChange::Kind::Disable, ranges, this);
    const QString reason = disables(kind) ? tr("Undo of disabling") : tr("Undo of enabling");
    connect(change, &CodeChange::failed, this, [this, change, reason](const Failure &failure) {
        // Under its keys, so that what went through in spite of a lost answer is not done twice.
        const auto again = [guard = QPointer(change), reason] {
            if (guard)
                guard->run(reason);
        };
        Toast::show(this, Tone::Bad, tr("Not undone: %1").arg(codeFailureWords(failure)), {tr("Try again"), again},
                    failure.name);
        refresh();
    });
    connect(change, &CodeChange::finished, this, [this, change, count] {
        const qint64 back = change->done().changed;
        QString text = tr("Undone for %1 code(s)", nullptr, int(back)).arg(countText(back));
        // Claimed, reissued or changed by somebody in the meantime.
        if (back < count)
            text += u"; "_s % tr("%1 were changed by somebody since and stay", nullptr, int(count - back))
                                  .arg(countText(count - back));
        Toast::show(this, back < count ? Tone::Warn : Tone::Good, text);
        refresh();
        change->deleteLater();
    });
    change->run(reason);
}

void CodesPage::openReissue()
{
    const CodeSelection selected = selection();
    if (selected.rows != 1 || selected.codes.size() != 1 || isAsking())
        return;
    const Code &code = selected.codes.first();
    auto *dialog = new ReissueDialog(*m_stores.codes, code.id, code.masked, this);
    connect(dialog, &ReissueDialog::reissued, this, &CodesPage::refresh);
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, [this] {
        Toast::show(this, Tone::Warn, tr("It is not known whether it was done: look at the history of the code."));
        refresh();
    });
    open(dialog);
}

void CodesPage::openSheets()
{
    const CodeSelection selected = selection();
    const BatchId batch = selected.rows > 0 ? selected.oneBatch() : m_filters->filter().batch;
    if (batch.isNull())
        return;
    QUrlQuery place;
    addIdTo(place, u"batch"_s, batch);
    if (selected.rows > 0 && !selected.wholeBatch) {
        const auto [first, last] =
            std::minmax_element(selected.codes.cbegin(), selected.codes.cend(),
                                [](const Code &a, const Code &b) { return a.serial < b.serial; });
        place.addQueryItem(u"from"_s, QString::number(first->serial));
        place.addQueryItem(u"to"_s, QString::number(last->serial));
    }
    Q_EMIT openRequested(u"sheets"_s, place);
}

void CodesPage::openEvent()
{
    const CodeSelection selected = selection();
    if (selected.codes.isEmpty())
        return;
    Q_EMIT openRequested(u"events"_s, placeOf(u"event"_s, selected.codes.first().eventId));
}

void CodesPage::fillMenu(QMenu *menu)
{
    menu->addAction(m_actions->reveal);
    menu->addSeparator();
    menu->addActions({m_actions->disable, m_actions->enable, m_actions->reissue, m_actions->print});
    menu->addSeparator();
    menu->addAction(m_actions->goToEvent);
}

void CodesPage::selectRows(int first, int count)
{
    const int last = std::min(first + count, m_model->rowCount()) - 1;
    if (last < first)
        return;
    const QItemSelection rows(m_model->index(first, 0), m_model->index(last, m_model->columnCount() - 1));
    m_table->selectionModel()->setCurrentIndex(m_model->index(first, 1), QItemSelectionModel::NoUpdate);
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect);
}

TourStop CodesPage::stopWithTwo(const QString &name, const std::function<void()> &show)
{
    return stopOf(name, [this, show](const std::function<void()> &ready) {
        selectRows(0, 2);
        show();
        ready();
    });
}

QList<TourStop> CodesPage::tourStops()
{
    return {
        stopWithTwo(u"codes"_s, [] {}),
        stopWithTwo(u"mint"_s, [this] { openMint(); }),
        stopWithTwo(u"reveal"_s, [this] { openReveal(); }),
        stopWithTwo(u"disable-codes"_s, [this] { openChange(CodeChange::Kind::Disable); }),
    };
}

} // namespace scrip
