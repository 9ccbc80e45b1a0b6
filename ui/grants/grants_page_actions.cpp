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
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QMenu>

namespace scrip {

using namespace Qt::StringLiterals;

void GrantsPage::open(DialogFrame *dialog)
{
    m_dialog = dialog;
    dialog->open();
}

bool GrantsPage::isDialogOpen() const
{
    // One that was closed is still there until the event loop takes it away.
    const DialogFrame *dialog = m_dialog.data();
    return dialog && dialog->isVisible();
}

void GrantsPage::openCreate()
{
    if (isDialogOpen())
        return;
    const Grant *grant = m_table->chosen();
    const OrganizationId near = grant ? grant->organizationId : m_filters->filter().organization;
    auto *dialog = new NewGrantDialog(ports(), near, this);
    connect(dialog, &NewGrantDialog::created, this, [this](const Grant &made) {
        Toast::show(this, Tone::Good,
                    tr("%1 granted to %2").arg(moneyText(made.amount), shownText(made.organizationName)),
                    {tr("Show"), [this, id = made.id] {
                         QUrlQuery place;
                         place.addQueryItem(u"grant"_s, id.toText());
                         Q_EMIT openRequested(u"grants"_s, place);
                     }});
        m_wanted = made.id;
        refresh();
    });
    open(dialog);
}

void GrantsPage::openVoid()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isDialogOpen())
        return;
    auto *dialog = new VoidDialog(ports(), *grant, this);
    connect(dialog, &GrantDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::openClawBack()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isDialogOpen())
        return;
    auto *dialog = new ClawBackDialog(ports(), *grant, this);
    connect(dialog, &GrantDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::openPayment()
{
    const Grant *grant = m_table->chosen();
    if (!grant || isDialogOpen())
        return;
    auto *dialog = new PaymentDialog(ports(), *grant, this);
    connect(dialog, &GrantDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::openVoidMatching()
{
    const auto filter = voidFilterOf(m_filters->filter());
    if (!filter || isDialogOpen())
        return;
    const QString status =
        filter->status ? statusPill(grantStatusName(*filter->status)).text.toLower() : tr("active and pending");
    QStringList words{tr("All %1 grants").arg(status)};
    if (!filter->event.isNull())
        words << tr("of the event %1").arg(shownText(m_filters->eventName(filter->event)));
    if (!filter->organization.isNull())
        words << tr("of %1").arg(shownText(m_filters->organizationName()));
    auto *dialog = new BulkVoidDialog(ports(), *filter, words.join(u' '), this);
    connect(dialog, &GrantDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::openSettle()
{
    if (isDialogOpen())
        return;
    auto *dialog = new SettleDialog(ports(), this);
    connect(dialog, &SettleDialog::written, this, &GrantsPage::refresh);
    open(dialog);
}

void GrantsPage::filterByOrganization()
{
    const Grant *grant = m_table->chosen();
    if (!grant)
        return;
    GrantQuery filter;
    filter.organization = grant->organizationId;
    setFilter(filter);
    Q_EMIT locationChanged();
}

void GrantsPage::openEvent()
{
    const Grant *grant = m_table->chosen();
    if (!grant || grant->eventId.isNull())
        return;
    QUrlQuery place;
    place.addQueryItem(u"event"_s, grant->eventId.toText());
    Q_EMIT openRequested(u"events"_s, place);
}

void GrantsPage::showMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions({m_actions->voidOne, m_actions->payment});
    menu->addSeparator();
    menu->addActions({m_actions->onlyOrganization, m_actions->goToEvent, m_actions->copy});
    menu->addSeparator();
    menu->addAction(m_actions->clawBack);
    menu->setToolTipsVisible(true);
    menu->popup(at);
}

void GrantsPage::whenLoaded(const std::function<void()> &ready)
{
    if (m_model->isLoaded() && !m_model->isLoading()) {
        ready();
        return;
    }
    auto *wait = new QObject(this);
    const auto go = [wait, ready] {
        wait->deleteLater();
        ready();
    };
    connect(m_model, &ListModelBase::loaded, wait, go);
    connect(m_model, &ListModelBase::failed, wait, go);
}

bool GrantsPage::selectFirst(const std::function<bool(const Grant &)> &wanted)
{
    for (const Grant &grant : m_model->rows()) {
        if (wanted(grant))
            return m_table->select(grant.id);
    }
    return false;
}

TourStop GrantsPage::tourOf(const QString &name, const std::function<bool(const Grant &)> &wanted,
                            const std::function<void(const std::function<void()> &)> &show)
{
    TourStop stop;
    stop.name = name;
    stop.prepare = [this, wanted, show](const std::function<void()> &ready) {
        whenLoaded([this, wanted, show, ready] {
            selectFirst(wanted);
            show(ready);
        });
    };
    stop.finish = [this] {
        if (m_dialog)
            m_dialog->close();
    };
    return stop;
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
            if (auto *dialog = qobject_cast<decltype(kind)>(m_dialog.data()))
                connect(dialog, &std::remove_pointer_t<decltype(kind)>::ready, this, ready, Qt::SingleShotConnection);
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
            setFilter(filter);
        }
        whenLoaded([this, reckoned, ready] {
            reckoned(&GrantsPage::openVoidMatching, static_cast<BulkVoidDialog *>(nullptr))(ready);
        });
    };
    TourStop bulk = tourOf(u"void-matching"_s, open, matching);
    bulk.finish = [this, close = bulk.finish] {
        close();
        setFilter({});
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
