// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money.h"

#include <QLineEdit>

namespace scrip {

/// An amount of one currency, typed as an exact decimal; the sign stands before and the code behind. What is typed is
/// never changed behind the person's back. Owned by its parent.
class MoneyField : public QLineEdit
{
    Q_OBJECT
public:
    explicit MoneyField(const Currency &currency = {}, QWidget *parent = nullptr);

    void setCurrency(const Currency &currency);
    [[nodiscard]] const Currency &currency() const { return m_currency; }
    void setMoney(const Money &money);
    [[nodiscard]] bool isEmpty() const { return text().trimmed().isEmpty(); }
    /// The amount, or invalid_amount naming `field`.
    [[nodiscard]] Result<Money> money(const QString &field = QStringLiteral("amount")) const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Currency m_currency;
};

/// "$25.00"; "25.00 EUR" for a currency without a sign of its own here. Thousands by comma.
[[nodiscard]] QString moneyText(const Money &money);

} // namespace scrip
