// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"
#include "ui/grants/grant_entry.h"

#include <QHash>
#include <QSet>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace scrip {

class CountField;
class DateField;
class EffectPanel;
class FormField;
class MoneyField;
class ReasonField;

/// Gives credit to an organization, or sells it: errors beside the fields while typing, and what the organization
/// would have afterwards. Deletes itself once closed.
class NewGrantDialog : public GrantDialog
{
    Q_OBJECT
public:
    /// `organization` may be null; its name is shown while its id is typed.
    NewGrantDialog(const GrantPorts &ports, const OrganizationId &organization, QWidget *page);

    [[nodiscard]] FormField *formOf(const QString &field) const { return m_forms.value(field); }
    [[nodiscard]] QLineEdit *organizationField() const { return m_organization; }
    [[nodiscard]] MoneyField *amountField() const { return m_amount; }
    [[nodiscard]] QComboBox *fundingField() const { return m_funding; }
    [[nodiscard]] QComboBox *availabilityField() const { return m_availability; }
    [[nodiscard]] DateField *expiresField() const { return m_expires; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] EffectPanel *effect() const { return m_effect; }

Q_SIGNALS:
    /// The grant is there.
    void created(const scrip::Grant &grant);
    /// The organization is known, or there is none of that id, or none yet.
    void ready();

protected:
    void collect() override;
    void send() override;
    [[nodiscard]] Obstacle obstacleHere() const override;
    bool showAtField(const Failure &failure) override;
    [[nodiscard]] QString busyText() const override { return tr("Creating…"); }

private:
    void buildFields();
    void buildMoney(QGridLayout *grid);
    void buildTerms(QGridLayout *grid);
    void buildSide();
    void add(const QString &field, FormField *form, QGridLayout *grid, int row, int column, int columns = 1);
    void connectFields();
    void askOrganization();
    void takeOrganization(const Result<OrganizationId> &answer);
    void askBalance();
    void onEdited(const QString &field);
    void onFunding();
    void showErrors();
    void showEffect();
    [[nodiscard]] GrantEntry entry() const;
    [[nodiscard]] GrantReading reading() const;

    QHash<QString, FormField *> m_forms;
    QSet<QString> m_touched;
    QHash<QString, QString> m_refused; ///< What the database said about a field, until it is changed.
    QLineEdit *m_organization = nullptr;
    MoneyField *m_amount = nullptr;
    QLineEdit *m_currency = nullptr;
    QLineEdit *m_name = nullptr;
    QComboBox *m_funding = nullptr;
    QComboBox *m_availability = nullptr;
    MoneyField *m_costBasis = nullptr;
    CountField *m_priority = nullptr;
    DateField *m_effective = nullptr;
    DateField *m_expires = nullptr;
    QLineEdit *m_labels = nullptr;
    ReasonField *m_reason = nullptr;
    EffectPanel *m_effect = nullptr;
    QTimer m_pause;
    Latest<OrganizationId> m_organizationAsked;
    Latest<Balance> m_balanceAsked;
    OrganizationId m_known;
    std::optional<Balance> m_balance;
    GrantDraft m_sent;
    QString m_sentReason;
};

} // namespace scrip
