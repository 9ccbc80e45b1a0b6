// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"

class QComboBox;
class QLineEdit;

namespace scrip {

class FormField;
class InlineMessage;

/// What a payment may become from what it is; empty: nothing any more.
[[nodiscard]] QList<PaymentStatus> nextPayments(std::optional<PaymentStatus> from);

/// Notes what became of the payment of a grant: says in numbers what follows from it. Deletes itself once closed.
class PaymentDialog : public GrantDialog
{
    Q_OBJECT
public:
    PaymentDialog(const GrantPorts &ports, const Grant &grant, QWidget *page);

    [[nodiscard]] QComboBox *statusField() const { return m_status; }
    [[nodiscard]] QLineEdit *referenceField() const { return m_reference; }
    /// What would follow, or what followed.
    [[nodiscard]] QString effect() const;

protected:
    void collect() override;
    void send() override;
    [[nodiscard]] Obstacle obstacleHere() const override;
    bool showAtField(const Failure &failure) override;

private:
    void showEffect();
    void take(const Grant &grant);
    [[nodiscard]] PaymentStatus chosen() const;
    [[nodiscard]] QString settledEffect() const;

    Grant m_grant;
    QComboBox *m_status;
    QLineEdit *m_reference;
    FormField *m_referenceForm;
    InlineMessage *m_effect;
    PaymentUpdate m_sent;
};

} // namespace scrip
