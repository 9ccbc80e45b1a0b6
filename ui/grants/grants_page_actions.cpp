// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with grants, and its pictures for the tour.
#include "core/text_rules.h"
#include "models/grants_model.h"
#include "ui/grants/bulk_void_dialog.h"
#include "ui/grants/claw_back_dialog.h"
#include "ui/grants/grant_actions.h"
#include "ui/grants/grant_detail.h"
#include "ui/grants/grant_filter_bar.h"
#include "ui/grants/grants_page.h"
#include "ui/grants/grants_table.h"
#include "ui/grants/new_grant_dialog.h"
#include "ui/grants/payment_dialog.h"
#include "ui/grants/settle_dialog.h"
#include "ui/grants/void_dialog.h"
#include "ui/table/place.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QMenu>

namespace scrip {

using namespace Qt::StringLiterals;

void GrantsPage::openWriting(GrantDialog *dialog)
{
    connect(dialog, &GrantDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::openCreate()
{
    if (isAsking())
        return;
    const Grant *grant = m_table->chosen();
    const OrganizationId near = grant ? grant->organizationId : m_filters->filter().organization;
    auto *dialog = new NewGrantDialog(ports(), near, this);
    connect(dialog, &NewGrantDialog::created, this, [this](const Grant &made) {
        Toast::show(
            this, Tone::Good, tr("%1 granted to %2").arg(moneyText(made.amount), shownText(made.organizationName)),
            {tr("Show"), [this, id = made.id] { Q_EMIT openRequested(u"grants"_s, placeOf(u"grant"_s, id)); }});
        m_wanted = made.id;
        refresh();
    });
    dialog->keepWhatIsTyped(prompts());
    open(dialog);
}

void GrantsPage::openVoid()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isAsking())
        return;
    openWriting(new VoidDialog(ports(), *grant, this));
}

void GrantsPage::openClawBack()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isAsking())
        return;
    openWriting(new ClawBackDialog(ports(), *grant, this));
}

void GrantsPage::openPayment()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isAsking())
        return;
    openWriting(new PaymentDialog(ports(), *grant, this));
}

void GrantsPage::openVoidMatching()
{
    const auto filter = voidFilterOf(m_filters->filter());
    if (!filter || isAsking())
        return;
    const QString status =
        filter->status ? statusPill(grantStatusName(*filter->status)).text.toLower() : tr("active and pending");
    QStringList words{tr("All %1 grants").arg(status)};
    // Names come with rows and lists; the id says as exactly which, before they are there and where none comes.
    const QString event = m_filters->eventName(filter->event);
    const QString organization = m_filters->organizationName();
    if (!filter->event.isNull())
        words << tr("of the event %1").arg(event.isEmpty() ? filter->event.toText() : shownText(event));
    if (!filter->organization.isNull())
        words << (organization.isEmpty() ? tr("of the organization %1").arg(filter->organization.toText())
                                         : tr("of %1").arg(shownText(organization)));
    auto *dialog = new BulkVoidDialog(ports(), *filter, words.join(u' '), this);
    if (const TableCount shown = m_model->rowsInAll(); shown.certainty == TableCount::Certainty::Exact)
        dialog->setShown(shown.rows);
    openWriting(dialog);
}

void GrantsPage::openSettle()
{
    if (isAsking())
        return;
    auto *dialog = new SettleDialog(ports(), this);
    connect(dialog, &SettleDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::filterBy(const GrantQuery &filter)
{
    m_filters->setFilter(filter);
    onFilterChosen();
}

void GrantsPage::filterByOrganization()
{
    const Grant *grant = m_table->chosen();
    if (!grant)
        return;
    GrantQuery filter;
    filter.organization = grant->organizationId;
    filterBy(filter);
}

void GrantsPage::openEvent()
{
    const Grant *grant = m_table->chosen();
    if (!grant || grant->eventId.isNull())
        return;
    Q_EMIT openRequested(u"events"_s, placeOf(u"event"_s, grant->eventId));
}

void GrantsPage::fillMenu(QMenu *menu)
{
    menu->addActions({m_actions->voidOne, m_actions->payment});
    menu->addSeparator();
    menu->addActions({m_actions->onlyOrganization, m_actions->goToEvent});
    menu->addSeparator();
    menu->addAction(m_actions->clawBack);
}

bool GrantsPage::selectFirst(const std::function<bool(const Grant &)> &wanted)
{
    for (int row = 0; const Grant *grant = m_model->peek(row); ++row) {
        if (wanted(*grant))
            return m_table->select(grant->id);
    }
    return false;
}

TourStop GrantsPage::tourOf(const QString &name, const std::function<bool(const Grant &)> &wanted,
                            const std::function<void(const std::function<void()> &)> &show)
{
    return stopOf(name, [this, wanted, show](const std::function<void()> &ready) {
        selectFirst(wanted);
        show(ready);
    });
}

QList<TourStop> GrantsPage::tourStops()
{
    const auto open = [](const Grant &grant) {
        return grant.status == GrantStatus::Active && grant.origin == GrantOrigin::Claim &&
               !grant.consumed.isZero() && !grant.available.isZero();
    };
    const auto sold = [](const Grant &grant) { return !nextPayments(grant.paymentStatus).isEmpty(); };
    // The dialog is on screen at once; the picture waits for what the database reckons.
    const auto reckoned = [this](auto method, auto kind) {
        return [this, method, kind](const std::function<void()> &ready) {
            (this->*method)();
            if (auto *opened = qobject_cast<decltype(kind)>(dialog()))
                connect(opened, &std::remove_pointer_t<decltype(kind)>::ready, this, ready, Qt::SingleShotConnection);
            else
                ready();
        };
    };
    const auto atOnce = [this](auto method) {
        return [this, method](const std::function<void()> &ready) {
            (this->*method)();
            ready();
        };
    };
    const auto table = [this](const std::function<void()> &ready) {
        connect(m_detail, &GrantDetail::ready, this, ready, Qt::SingleShotConnection);
        m_detail->reload();
    };
    const auto matching = [this, reckoned](const std::function<void()> &ready) {
        if (const Grant *grant = m_table->chosen()) {
            GrantQuery filter;
            filter.event = grant->eventId;
            filter.status = GrantStatus::Active;
            filterBy(filter);
        }
        whenLoaded([this, reckoned, ready] {
            reckoned(&GrantsPage::openVoidMatching, static_cast<BulkVoidDialog *>(nullptr))(ready);
        });
    };
    TourStop bulk = tourOf(u"void-matching"_s, open, matching);
    bulk.finish = [this, close = bulk.finish] {
        close();
        filterBy({});
    };
    return {
        tourOf(u"grants"_s, open, table),
        tourOf(u"void-grant"_s, open, reckoned(&GrantsPage::openVoid, static_cast<VoidDialog *>(nullptr))),
        tourOf(u"claw-back"_s, open, reckoned(&GrantsPage::openClawBack, static_cast<ClawBackDialog *>(nullptr))),
        tourOf(u"payment"_s, sold, atOnce(&GrantsPage::openPayment)),
        tourOf(u"new-grant"_s, open, reckoned(&GrantsPage::openCreate, static_cast<NewGrantDialog *>(nullptr))),
        tourOf(u"settle"_s, open, reckoned(&GrantsPage::openSettle, static_cast<SettleDialog *>(nullptr))),
        bulk,
    };
}

} // namespace scrip
