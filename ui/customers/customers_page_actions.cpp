// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does for a customer, and its pictures for the tour.
#include "core/text_rules.h"
#include "models/sourced_list.h"
#include "models/timeline_model.h"
#include "ui/claims/once_dialogs.h"
#include "ui/customers/customer_actions.h"
#include "ui/customers/customer_view.h"
#include "ui/customers/customers_page.h"
#include "ui/customers/remedy.h"
#include "ui/customers/why_not_panel.h"
#include "ui/grants/new_grant_dialog.h"
#include "ui/table/place.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/toast.h"

#include <QAction>
#include <QLineEdit>
#include <QPlainTextEdit>

namespace scrip {

using namespace Qt::StringLiterals;

QList<Event> CustomersPage::claimable() const
{
    QList<Event> events;
    for (const Event &event : m_events) {
        if (event.status == EventStatus::Active)
            events.append(event);
    }
    return events.isEmpty() ? m_events : events;
}

bool CustomersPage::isAsking() const
{
    // One that is closed is still there until the event loop deletes it.
    const QWidget *dialog = m_dialog.data();
    return dialog != nullptr && dialog->isVisible();
}

void CustomersPage::openClaim(const ClaimDraft &draft)
{
    if (!m_customer || m_customer->kind != Customer::Kind::Person || isAsking())
        return;
    auto *dialog = new ClaimDialog(*m_stores.claims, m_customer->person, claimable(), draft, this);
    connect(dialog, &ClaimDialog::claimed, this, &CustomersPage::lookAgain);
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &CustomersPage::tellDoubt);
    m_dialog = dialog;
    dialog->open();
}

void CustomersPage::openRotate()
{
    const PersonKey *key = m_view->key();
    if (!m_customer || !key || key->claim.isNull() || isAsking())
        return;
    auto *dialog = new RotateKeyDialog(*m_stores.claims, key->claim, key->prefix, m_customer->person.email, this);
    connect(dialog, &RotateKeyDialog::rotated, this, &CustomersPage::lookAgain);
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &CustomersPage::tellDoubt);
    m_dialog = dialog;
    dialog->open();
}

void CustomersPage::openReissue()
{
    if (!m_customer || m_customer->kind != Customer::Kind::Code || isAsking())
        return;
    auto *dialog =
        new ReissueDialog(*m_stores.codes, CodeId::fromText(m_customer->match.id), m_customer->match.label, this);
    connect(dialog, &ReissueDialog::reissued, this, &CustomersPage::lookAgain);
    connect(dialog->write(), &DialogWriteBase::leftInDoubt, this, &CustomersPage::tellDoubt);
    m_dialog = dialog;
    dialog->open();
}

void CustomersPage::openGrant()
{
    const OrganizationId organization = m_view->organization();
    if (organization.isNull() || isAsking())
        return;
    auto *dialog = new NewGrantDialog({m_stores, m_connection}, organization, this);
    connect(dialog, &NewGrantDialog::created, this, [this](const Grant &made) {
        Toast::show(
            this, Tone::Good, tr("%1 granted to %2").arg(moneyText(made.amount), shownText(made.organizationName)),
            {tr("Show"), [this, id = made.id] { Q_EMIT openRequested(u"grants"_s, placeOf(u"grant"_s, id)); }});
        refresh();
    });
    dialog->keepWhatIsTyped(m_prompts);
    m_dialog = dialog;
    dialog->open();
}

void CustomersPage::openClaims()
{
    if (!m_customer)
        return;
    QUrlQuery place = m_customer->place();
    Q_EMIT openRequested(u"claims"_s, place);
}

void CustomersPage::openGrants()
{
    QUrlQuery place;
    place.addQueryItem(u"organization"_s, m_view->organization().toText());
    Q_EMIT openRequested(u"grants"_s, place);
}

void CustomersPage::tellDoubt()
{
    Toast::show(this, Tone::Warn, tr("It is not known whether it was done: look at the timeline."));
    refresh();
}

void CustomersPage::lookAgain()
{
    // Keys and organizations come with the look-up, so a write that made some asks for the person once more.
    if (!m_customer)
        return;
    if (m_customer->kind == Customer::Kind::Person)
        m_finder->openUser(m_customer->person.id);
    else
        m_finder->openById(m_customer->match.id);
}

TourStop CustomersPage::tourOfPerson()
{
    return {u"customers"_s,
            [this](const std::function<void()> &ready) {
                ClaimQuery query;
                query.limit = 1;
                onDone<Page<Claim>>(this, m_stores.claims->page(query),
                                    [this, ready](const Result<Page<Claim>> &answer) {
                                        if (!answer || answer->items.isEmpty()) {
                                            ready();
                                            return;
                                        }
                                        connect(m_view, &CustomerView::loaded, this, ready, Qt::SingleShotConnection);
                                        m_search->setText(answer->items.constFirst().email);
                                        find();
                                    });
            },
            {}};
}

QList<TourStop> CustomersPage::tourStops()
{
    const auto closeDialog = [this] {
        if (m_dialog)
            m_dialog->close();
    };
    return {
        {u"customers-empty"_s, [](const std::function<void()> &ready) { ready(); }, {}},
        {u"customers-found"_s,
         [this](const std::function<void()> &ready) {
             connect(m_hits, &ListModelBase::loaded, this, ready, Qt::SingleShotConnection);
             m_search->setText(u"a"_s);
             showFound(
                 {u"several"_s,
                  {{u"organization"_s, u"0190f3d1-5a7c-7c11-9f2e-6b1d0c2a4e58"_s, u"Lumenforge Labs"_s, {}},
                   {u"event"_s, u"0190f3d2-11b0-7a2f-8c44-0d9e7f3b6a21"_s, u"Devcon Singapore"_s, {}},
                   {u"api_key"_s, u"0190f3d3-77aa-7d03-9b10-52c4e8f0d1c6"_s, u"sk-7Q2cV9"_s, {{u"active"_s, true}}}}},
                 {});
         },
         {}},
        tourOfPerson(),
        {u"why-not"_s,
         [this](const std::function<void()> &ready) {
             m_actions->whyNot->setChecked(true);
             m_whyNot->codeField()->setText(u"NEAR-A7K3-X9M2-P4Q8-B6DH"_s);
             connect(m_whyNot, &WhyNotPanel::answered, this, ready, Qt::SingleShotConnection);
             m_whyNot->ask();
         },
         [this] { m_actions->whyNot->setChecked(false); }},
        {u"remedy"_s,
         [this](const std::function<void()> &ready) {
             openRemedy(Remedy::Resume, {});
             if (auto *opened = qobject_cast<RemedyDialog *>(m_dialog.data()))
                 opened->reasonField()->edit()->setPlainText(tr("The photo was taken down, see ticket 4711"));
             ready();
         },
         closeDialog},
        {u"claim-on-behalf"_s,
         [this](const std::function<void()> &ready) {
             openClaim({});
             ready();
         },
         closeDialog},
        {u"rotate-key"_s,
         [this](const std::function<void()> &ready) {
             openRotate();
             ready();
         },
         closeDialog},
    };
}

} // namespace scrip
