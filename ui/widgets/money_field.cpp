// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/money_field.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QPainter>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString signOf(const Currency &currency)
{
    return currency.code() == "USD"_L1 ? u"$"_s : QString();
}

} // namespace

MoneyField::MoneyField(const Currency &currency, QWidget *parent)
    : QLineEdit(parent)
{
    setFont(codeFont());
    setCurrency(currency);
}

void MoneyField::setCurrency(const Currency &currency)
{
    m_currency = currency;
    const QFontMetrics metrics(textFont());
    const QString sign = signOf(currency);
    const int left = sign.isEmpty() ? 0 : metrics.horizontalAdvance(sign) + 6;
    setTextMargins(left, 0, metrics.horizontalAdvance(currency.code()) + 6, 0);
    update();
}

void MoneyField::setMoney(const Money &money)
{
    setCurrency(money.currency());
    setText(money.toText());
}

Result<Money> MoneyField::money(const QString &field) const
{
    return Money::parse(text(), m_currency, field);
}

void MoneyField::paintEvent(QPaintEvent *event)
{
    QLineEdit::paintEvent(event);
    QPainter painter(this);
    painter.setFont(textFont());
    painter.setPen(tokensOf(this).muted);
    const QRect box = rect().adjusted(10, 0, -10, 0);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, signOf(m_currency));
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, m_currency.code());
}

QString moneyText(const Money &money)
{
    QString text = money.toText();
    const bool negative = text.startsWith(u'-');
    if (negative)
        text.remove(0, 1);
    qsizetype at = text.indexOf(u'.');
    if (at < 0)
        at = text.size();
    for (at -= 3; at > 0; at -= 3)
        text.insert(at, u',');
    const QString sign = signOf(money.currency());
    const QString head = negative ? QString(QChar(u'-') % sign) : sign;
    return sign.isEmpty() ? QString(head % text % u' ' % money.currency().code()) : QString(head % text);
}

} // namespace scrip
