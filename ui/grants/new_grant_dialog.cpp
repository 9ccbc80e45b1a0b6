// SPDX-License-Identifier: GPL-3.0-or-later
// What the dialog is made of; what it says while somebody types is in new_grant_judging.cpp.
#include "ui/grants/new_grant_dialog.h"

#include "ui/grants/effect_panel.h"
#include "ui/grants/grant_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/reason_dialog.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 900;
constexpr int sideWidth = 304;
constexpr int typingPause = 250;

} // namespace

NewGrantDialog::NewGrantDialog(const GrantPorts &ports, const OrganizationId &organization, QWidget *page)
    : GrantDialog(tr("New grant"), dialogWidth, ports, page)
{
    buildFields();
    buildSide();
    connectFields();
    setSubmit(tr("Create grant"));
    if (!organization.isNull())
        m_organization->setText(organization.toText());
    else
        QTimer::singleShot(0, this, &NewGrantDialog::ready);
    onFunding();
}

void NewGrantDialog::add(const QString &field, FormField *form, QGridLayout *grid, int row, int column, int columns)
{
    m_forms.insert(field, form);
    grid->addWidget(form, row, column, 1, columns);
}

void NewGrantDialog::buildFields()
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(0);
    m_organization = new QLineEdit;
    m_organization->setFont(codeFont());
    add(u"organization"_s,
        new FormField(tr("Organization"), m_organization, tr("its id, or at least 8 characters of one end")), grid, 0,
        0, 2);
    buildMoney(grid);
    buildTerms(grid);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    content()->addLayout(grid);
    m_reason = new ReasonField;
    content()->addWidget(m_reason);
}

void NewGrantDialog::buildMoney(QGridLayout *grid)
{
    const Currency metering = ports().monitor.session().meteringCurrency;
    m_amount = new MoneyField(metering);
    m_currency = new QLineEdit(metering.code());
    m_funding = new QComboBox;
    for (const Funding funding : {Funding::None, Funding::Invoice, Funding::External})
        m_funding->addItem(fundingText(funding), int(funding));
    m_availability = new QComboBox;
    for (const Availability availability :
         {Availability::OnCreation, Availability::OnAuthorization, Availability::OnSettlement})
        m_availability->addItem(availabilityText(availability), int(availability));
    m_costBasis = new MoneyField(metering);
    m_name = new QLineEdit;
    add(u"amount"_s, new FormField(tr("Amount"), m_amount, tr("exact, up to nine decimals")), grid, 1, 0);
    add(u"currency"_s, new FormField(tr("Currency"), m_currency, tr("usage burns %1 only").arg(metering.code())),
        grid, 1, 1);
    add(u"funding"_s, new FormField(tr("Paid"), m_funding), grid, 2, 0);
    add(u"availability"_s, new FormField(tr("Available"), m_availability), grid, 2, 1);
    add(u"cost_basis"_s, new FormField(tr("Cost basis"), m_costBasis, tr("of a unit of credit; empty: 1")), grid, 3,
        0);
    add(u"name"_s, new FormField(tr("Name"), m_name, tr("may be empty")), grid, 3, 1);
}

void NewGrantDialog::buildTerms(QGridLayout *grid)
{
    const QString zone = ports().monitor.session().timeZone;
    m_effective = new DateField;
    m_expires = new DateField;
    m_priority = new CountField;
    m_priority->setCount(usualPriority);
    m_labels = new QLineEdit;
    add(u"effective_at"_s, new FormField(tr("Effective from"), m_effective, tr("empty: at once; in %1").arg(zone)),
        grid, 4, 0);
    add(u"expires_at"_s, new FormField(tr("Expires"), m_expires, tr("empty: never; a day counts to its end")), grid,
        4, 1);
    add(u"priority"_s, new FormField(tr("Priority"), m_priority, tr("1 to 1000, the smaller burns first")), grid, 5,
        0);
    add(u"labels"_s, new FormField(tr("Labels"), m_labels, tr("name=value, name=value")), grid, 5, 1);
}

void NewGrantDialog::buildSide()
{
    QBoxLayout *side = sidePanel(sideWidth);
    side->addWidget(new Label(tr("After Create"), Type::Strong));
    m_effect = new EffectPanel;
    side->addWidget(m_effect);
    side->addStretch(1);
}

void NewGrantDialog::connectFields()
{
    const auto watch = [this](QLineEdit *edit, const QString &field) {
        connect(edit, &QLineEdit::textChanged, this, [this, field] { onEdited(field); });
    };
    watch(m_amount, u"amount"_s);
    watch(m_name, u"name"_s);
    watch(m_costBasis, u"cost_basis"_s);
    watch(m_priority, u"priority"_s);
    watch(m_effective, u"effective_at"_s);
    watch(m_expires, u"expires_at"_s);
    watch(m_labels, u"labels"_s);
    connect(m_currency, &QLineEdit::textChanged, this, [this](const QString &code) {
        m_amount->setCurrency(Currency(code.trimmed()));
        onEdited(u"currency"_s);
    });
    connect(m_funding, &QComboBox::currentIndexChanged, this, &NewGrantDialog::onFunding);
    connect(m_availability, &QComboBox::currentIndexChanged, this, [this] { onEdited(u"availability"_s); });
    connect(m_reason, &ReasonField::reasonChanged, this, &NewGrantDialog::judge);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    connect(&m_pause, &QTimer::timeout, this, &NewGrantDialog::askOrganization);
    connect(m_organization, &QLineEdit::textChanged, this, [this] {
        m_known = {};
        m_balance.reset();
        m_organizationAsked.forget();
        m_balanceAsked.forget();
        m_pause.start();
        onEdited(u"organization"_s);
    });
    connect(&ports().monitor, &ConnectionMonitor::changed, this, [this](const Change &change) {
        if (isFinished())
            return;
        if (!m_known.isNull()) {
            askBalance();
        } else if (change.everything) {
            // The connection came back: that nobody could be asked before says nothing about what was typed.
            m_refused.remove(u"organization"_s);
            askOrganization();
        }
    });
}

GrantEntry NewGrantDialog::entry() const
{
    GrantEntry entry;
    entry.organization = m_known;
    entry.amount = m_amount->text();
    entry.currency = m_currency->text();
    entry.name = m_name->text();
    entry.funding = Funding(m_funding->currentData().toInt());
    entry.availability = Availability(m_availability->currentData().toInt());
    entry.costBasis = entry.funding == Funding::None ? QString() : m_costBasis->text();
    entry.costCurrency = m_costBasis->currency();
    entry.priority = m_priority->count();
    entry.effective = m_effective->isoText();
    entry.expires = m_expires->isoText();
    entry.labels = m_labels->text();
    return entry;
}

void NewGrantDialog::collect()
{
    m_sent = reading().draft;
    m_sentReason = m_reason->reason();
}

void NewGrantDialog::send()
{
    await(ports().stores.grants->create(m_sent, context(m_sentReason)), [this](const Written<Grant> &answer) {
        accept();
        Q_EMIT created(answer.object);
        Q_EMIT written();
    });
}

} // namespace scrip
