// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/customers/customer.h"

#include <QWidget>

namespace scrip {

class Label;
class Pill;

/// Who or what it is: initials or a drawing, name, whether it is active. Owned by the view.
class CustomerHead : public QWidget
{
    Q_OBJECT
public:
    explicit CustomerHead(QWidget *parent = nullptr);

    void showCustomer(const Customer &customer);
    [[nodiscard]] QString title() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_initials; ///< Empty: a drawing stands in their place.
    Customer::Kind m_kind = Customer::Kind::Person;
    Label *m_title;
    Pill *m_state;
    Label *m_about;
};

/// "PR" of priya.raman@…; one letter where there is no second part.
[[nodiscard]] QString initialsOf(const QString &email);

} // namespace scrip
