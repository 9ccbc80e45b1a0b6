// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with a claim, and its pictures for the tour.
#include "core/text_rules.h"
#include "models/claims_model.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claims_page.h"
#include "ui/claims/claims_table.h"
#include "ui/claims/once_dialogs.h"
#include "ui/claims/release_dialog.h"
#include "ui/table/place.h"
#include "ui/table/saved_views.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QCheckBox>
#include <QMenu>

namespace scrip {

using namespace Qt::StringLiterals;

void ClaimsPage::openRelease()
{
    const Claim *claim = selected();
    if (!claim || isAsking())
        return;
    auto *dialog = new ReleaseDialog(m_stores, *claim, this);
    connect(dialog, &ReleaseDialog::released, this, [this, dialog](const ReleaseOutcome &outcome) {
        tellReleased(outcome, dialog->returnSlot()->isChecked(), dialog->freeCode()->isChecked());
    });
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &ClaimsPage::tellDoubt);
    open(dialog);
}

void ClaimsPage::tellReleased(const ReleaseOutcome &outcome, bool slot, bool freed)
{
    const Claim &claim = outcome.claim;
    refresh();
    // The first release counts: another one changes nothing, and says what the first did.
    const bool mine =
        claim.releasedBy == connection().session().login && claim.slotReturned == slot && claim.codeFreed == freed;
    if (!mine) {
        Toast::show(
            this, Tone::Warn,
            tr("%1 had released this claim already. Nothing was done twice.").arg(shownText(claim.releasedBy)));
        return;
    }
    QString text = tr("Claim of %1 released, %2 forfeited").arg(shownText(claim.email), moneyText(outcome.forfeited));
    if (claim.slotReturned)
        text += tr(", slot returned");
    if (claim.codeFreed)
        text += tr(", code freed");
    Toast::show(this, Tone::Good, text);
}

void ClaimsPage::tellDoubt()
{
    Toast::show(this, Tone::Warn, tr("It is not known whether it was done: look at the claim."));
    refresh();
}

void ClaimsPage::openReissue()
{
    const Claim *claim = selected();
    if (!claim || isAsking())
        return;
    auto *dialog = new ReissueDialog(*m_stores.codes, claim->codeId, claim->code, this);
    connect(dialog, &ReissueDialog::reissued, this, &ClaimsPage::refresh);
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &ClaimsPage::tellDoubt);
    open(dialog);
}

void ClaimsPage::openCustomer()
{
    if (const Claim *claim = selected())
        Q_EMIT openRequested(u"customers"_s, placeOf(u"user"_s, claim->userId));
}

void ClaimsPage::openGrant()
{
    if (const Claim *claim = selected())
        Q_EMIT openRequested(u"grants"_s, placeOf(u"grant"_s, claim->grantId));
}

void ClaimsPage::openEvent()
{
    if (const Claim *claim = selected())
        Q_EMIT openRequested(u"events"_s, placeOf(u"event"_s, claim->eventId));
}

void ClaimsPage::fillMenu(QMenu *menu)
{
    menu->addActions({m_actions->openCustomer, m_actions->openGrant, m_actions->openEvent});
    menu->addSeparator();
    menu->addActions({m_actions->release, m_actions->reissue});
}

void ClaimsPage::selectRow(int row)
{
    if (row < m_model->filledRows())
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

QList<TourStop> ClaimsPage::tourStops()
{
    const auto first = [this](const std::function<void()> &show) {
        return [this, show](const std::function<void()> &ready) {
            selectRow(0);
            show();
            ready();
        };
    };
    TourStop beside = stopOf(u"claims-detail"_s, first([this] { detailAction()->setChecked(true); }));
    beside.finish = [this] { detailAction()->setChecked(false); };
    const TourStop release = stopOf(u"release-claim"_s, [this](const std::function<void()> &ready) {
        selectRow(0);
        openRelease();
        if (auto *opened = qobject_cast<ReleaseDialog *>(dialog()))
            connect(opened, &ReleaseDialog::previewed, this, ready);
        else
            ready();
    });
    const QList<SavedView> samples{{tr("Released"), QUrlQuery(u"state=released"_s), {}},
                                   {tr("All of one company"), QUrlQuery(u"search=lumenforge"_s), {}}};
    return {stopOf(u"claims"_s, first([] {})),
            beside,
            release,
            stopOf(u"reissue"_s, first([this] { openReissue(); })),
            stopOf(u"export"_s, first([this] { exportAction()->trigger(); })),
            stopOfViews(samples),
            stopOfViewName(tr("Released this week"))};
}

} // namespace scrip
