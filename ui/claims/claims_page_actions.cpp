// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with a claim, where it is, and its pictures for the tour.
#include "core/event_times.h"
#include "core/text_rules.h"
#include "models/claims_model.h"
#include "ui/claims/claim_actions.h"
#include "ui/claims/claim_filter_bar.h"
#include "ui/claims/claims_page.h"
#include "ui/claims/claims_table.h"
#include "ui/claims/once_dialogs.h"
#include "ui/claims/release_dialog.h"
#include "ui/table/export_dialog.h"
#include "ui/table/exported_lists.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QCheckBox>
#include <QMenu>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QDateTime timeOf(const QUrlQuery &location, const QString &name)
{
    return QDateTime::fromString(location.queryItemValue(name, QUrl::FullyDecoded), Qt::ISODate).toUTC();
}

std::optional<bool> releasedOf(const QUrlQuery &location)
{
    const QString state = location.queryItemValue(u"state"_s);
    if (state == u"released")
        return true;
    return state == u"claimed" ? std::optional(false) : std::nullopt;
}

} // namespace

QUrlQuery ClaimsPage::location() const
{
    const ClaimQuery &filter = m_filters->filter();
    QUrlQuery query;
    const auto add = [&query](const QString &name, const QString &value) {
        if (!value.isEmpty())
            query.addQueryItem(name, value);
    };
    const auto idText = [](const auto &id) { return id.isNull() ? QString() : id.toText(); };
    const auto time = [](const QDateTime &when) {
        return when.isValid() ? when.toUTC().toString(Qt::ISODate) : QString();
    };
    add(u"event"_s, idText(filter.event));
    add(u"user"_s, idText(filter.user));
    add(u"organization"_s, idText(filter.organization));
    if (filter.released)
        add(u"state"_s, *filter.released ? u"released"_s : u"claimed"_s);
    add(u"from"_s, time(filter.from));
    add(u"to"_s, time(filter.to));
    add(u"search"_s, QString::fromLatin1(QUrl::toPercentEncoding(filter.search)));
    return query;
}

void ClaimsPage::goTo(const QUrlQuery &location)
{
    ClaimQuery filter;
    filter.event = EventId::fromText(location.queryItemValue(u"event"_s));
    filter.user = UserId::fromText(location.queryItemValue(u"user"_s));
    filter.organization = OrganizationId::fromText(location.queryItemValue(u"organization"_s));
    filter.released = releasedOf(location);
    filter.from = timeOf(location, u"from"_s);
    filter.to = timeOf(location, u"to"_s);
    filter.search = location.queryItemValue(u"search"_s, QUrl::FullyDecoded);
    if (filter != m_filters->filter() || !m_model->isLoaded())
        setFilter(filter);
}

bool ClaimsPage::isAsking() const
{
    // One that is closed is still there until the event loop deletes it.
    const QWidget *dialog = m_dialog.data();
    return dialog != nullptr && dialog->isVisible();
}

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
    m_dialog = dialog;
    dialog->open();
}

void ClaimsPage::tellReleased(const ReleaseOutcome &outcome, bool slot, bool freed)
{
    const Claim &claim = outcome.claim;
    refresh();
    // The first release counts: another one changes nothing, and says what the first did.
    const bool mine =
        claim.releasedBy == m_connection.session().login && claim.slotReturned == slot && claim.codeFreed == freed;
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
    m_dialog = dialog;
    dialog->open();
}

void ClaimsPage::openCustomer()
{
    if (const Claim *claim = selected()) {
        QUrlQuery place;
        place.addQueryItem(u"user"_s, claim->userId.toText());
        Q_EMIT openRequested(u"customers"_s, place);
    }
}

void ClaimsPage::openGrant()
{
    if (const Claim *claim = selected()) {
        QUrlQuery place;
        place.addQueryItem(u"grant"_s, claim->grantId.toText());
        Q_EMIT openRequested(u"grants"_s, place);
    }
}

void ClaimsPage::openEvent()
{
    if (const Claim *claim = selected()) {
        QUrlQuery place;
        place.addQueryItem(u"event"_s, claim->eventId.toText());
        Q_EMIT openRequested(u"events"_s, place);
    }
}

ExportSource ClaimsPage::exportSource()
{
    ExportSource source = exportOfClaims(*m_stores.claims, m_filters->filter());
    source.filtered = isFiltered();
    if (m_model->isLoaded() && !m_model->canFetchMore({}))
        source.count = RowCount{m_model->filledRows(), true};
    return source;
}

void ClaimsPage::exportAll()
{
    if (isAsking())
        return;
    auto *dialog = new ExportDialog(exportSource(), m_jobs, m_prompts, this);
    m_dialog = dialog;
    dialog->open();
}

void ClaimsPage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions->openCustomer, m_actions->openGrant, m_actions->openEvent});
    menu->addSeparator();
    menu->addActions({m_actions->release, m_actions->reissue});
    menu->addSeparator();
    menu->addActions({m_actions->copy, m_actions->exportAll, m_actions->detail});
    menu->setToolTipsVisible(true);
    menu->popup(at);
}

void ClaimsPage::selectRow(int row)
{
    if (row < m_model->filledRows())
        m_table->selectionModel()->setCurrentIndex(m_model->index(row, 0),
                                                   QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void ClaimsPage::whenLoaded(const std::function<void()> &ready)
{
    if (m_model->isLoaded())
        ready();
    else
        connect(m_model, &ListModelBase::loaded, this, ready, Qt::SingleShotConnection);
}

QList<TourStop> ClaimsPage::tourStops()
{
    const auto closeDialog = [this] {
        if (m_dialog)
            m_dialog->close();
    };
    const auto hideDetail = [this] { m_actions->detail->setChecked(false); };
    return {
        {u"claims"_s,
         [this](const std::function<void()> &ready) {
             whenLoaded([this, ready] {
                 selectRow(0);
                 ready();
             });
         },
         {}},
        {u"claims-detail"_s,
         [this](const std::function<void()> &ready) {
             whenLoaded([this, ready] {
                 selectRow(0);
                 m_actions->detail->setChecked(true);
                 ready();
             });
         },
         hideDetail},
        {u"release-claim"_s,
         [this](const std::function<void()> &ready) {
             whenLoaded([this, ready] {
                 selectRow(0);
                 openRelease();
                 if (auto *dialog = qobject_cast<ReleaseDialog *>(m_dialog.data()))
                     connect(dialog, &ReleaseDialog::previewed, this, ready);
                 else
                     ready();
             });
         },
         closeDialog},
    };
}

} // namespace scrip
