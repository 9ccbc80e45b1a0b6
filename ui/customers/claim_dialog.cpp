// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/customers/claim_dialog.h"

#include "core/text_rules.h"
#include "ui/claims/fact_rows.h"
#include "ui/claims/secret_box.h"
#include "ui/mint/code_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int dialogWidth = 560;

} // namespace

void fillOrganizationChoice(QComboBox *choice, const Person &person)
{
    choice->clear();
    choice->addItem(person.organizations.isEmpty() ? ClaimDialog::tr("A new one, made with the claim")
                                                   : ClaimDialog::tr("The only one, else the oldest owned"),
                    QString());
    for (const Membership &one : person.organizations)
        choice->addItem(shownText(one.name), one.organization.toText());
}

void fillEventChoice(QComboBox *choice, const QList<Event> &events)
{
    choice->clear();
    for (const Event &event : events)
        choice->addItem(shownText(event.name), event.id.toText());
}

void chooseById(QComboBox *choice, const QString &id)
{
    const int at = choice->findData(id);
    if (at >= 0)
        choice->setCurrentIndex(at);
}

ClaimDialog::ClaimDialog(ClaimStore &store, const Person &person, const QList<Event> &events, const ClaimDraft &draft,
                         QWidget *page)
    : DialogFrame(tr("Claim on behalf"), dialogWidth, page)
    , m_person(person)
    , m_events(events)
{
    setIntroduction(tr("Claims 1 code for %1. What is missing is made with it: organization, workspace, API key.")
                        .arg(shownText(person.email)));
    buildFields(draft);
    setSubmit(tr("Claim"));
    m_write = new DialogWrite<ClaimOutcome>(
        this, tr("Claiming…"),
        [this, claims = &store](const QString &key) {
            return claims->create(request(), {key, {}, {}});
        },
        [this](const ClaimOutcome &outcome) { take(outcome); });
    connect(this, &DialogFrame::submitted, this, [this] {
        if (m_done)
            accept();
        else
            m_write->start();
    });
    judge();
}

void ClaimDialog::buildFields(const ClaimDraft &draft)
{
    m_fields = new QWidget;
    auto *column = new QVBoxLayout(m_fields);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_event = new QComboBox;
    fillEventChoice(m_event, m_events);
    chooseById(m_event, draft.event.toText());
    m_code = new QLineEdit(draft.code);
    m_code->setFont(codeFont());
    m_organization = new QComboBox;
    fillOrganizationChoice(m_organization, m_person);
    chooseById(m_organization, draft.organization.isNull() ? QString() : draft.organization.toText());
    column->addWidget(new FormField(tr("Event"), m_event));
    m_codeRow = new FormField(tr("Code"), m_code, tr("as it is printed; case, blanks and dashes do not matter"));
    column->addWidget(m_codeRow);
    column->addWidget(new FormField(tr("Organization"), m_organization, tr("which of theirs gets the credit")));
    content()->addWidget(m_fields);
    m_facts = new FactRows;
    m_credit = m_facts->addFigure(tr("Credit"));
    m_for = m_facts->addText(tr("Organization"));
    m_made = m_facts->addText(tr("Made with it"));
    content()->addWidget(m_facts);
    m_facts->hide();
    m_secret = new SecretBox;
    content()->addWidget(m_secret);
    m_secret->hide();
    connect(m_code, &QLineEdit::textChanged, this, &ClaimDialog::judge);
    connect(m_event, &QComboBox::currentIndexChanged, this, &ClaimDialog::judge);
}

ClaimRequest ClaimDialog::request() const
{
    ClaimRequest request;
    request.event = EventId::fromText(m_event->currentData().toString());
    request.code = m_code->text().trimmed();
    request.claimant.user = m_person.id;
    request.claimant.organization = OrganizationId::fromText(m_organization->currentData().toString());
    request.apiKey = m_key.print();
    return request;
}

void ClaimDialog::take(const ClaimOutcome &outcome)
{
    m_done = true;
    setWriting(false);
    m_fields->hide();
    cancelButton()->hide();
    setSubmit(tr("Close"));
    setObstacle({});
    setIntroduction(tr("Claimed for %1.").arg(shownText(m_person.email)));
    m_credit->setText(moneyText(outcome.grant.amount));
    m_for->setText(shownText(outcome.organization.name));
    QStringList made;
    if (outcome.organization.created)
        made.append(tr("organization"));
    if (outcome.workspace.created)
        made.append(tr("workspace"));
    if (outcome.apiKey)
        made.append(tr("API key"));
    m_made->setText(made.isEmpty() ? tr("nothing was missing") : made.join(tr(", ")));
    m_facts->show();
    showKey(outcome);
    Q_EMIT claimed(outcome);
}

void ClaimDialog::showKey(const ClaimOutcome &outcome)
{
    if (!outcome.apiKey)
        return;
    if (!outcome.apiKey->current) {
        setIntroduction(
            tr("Claimed for %1. An API key was made before and cannot be shown: rotate it if it was lost.")
                .arg(shownText(m_person.email)));
        return;
    }
    m_secret->show();
    m_secret->showSecret(tr("API key, shown once"), m_key.plain(),
                         tr("Hand it on at once; nobody can read it later. If it is lost, rotate it."));
}

void ClaimDialog::judge()
{
    if (m_done)
        return;
    const QString against = reasonAgainstCode(m_code->text());
    m_codeRow->setError(m_code->text().trimmed().isEmpty() ? QString() : against);
    setObstacle(m_event->currentIndex() < 0 ? tr("There is no event to claim") : against, false);
}

} // namespace scrip
