// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Failure invalidAmount(const QString &message, const QString &field)
{
    return Failure::named(u"invalid_amount"_s, message, field);
}

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::Money", text);
}

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

/// Accumulates digits downwards (towards the negative), because -2^63 has no positive twin.
bool appendDigits(qint64 &negative, const QString &digits)
{
    for (const QChar c : digits) {
        if (__builtin_mul_overflow(negative, qint64{10}, &negative) ||
            __builtin_sub_overflow(negative, qint64{c.unicode() - u'0'}, &negative))
            return false;
    }
    return true;
}

bool allDigits(const QString &text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

} // namespace

Result<Money> Money::parse(const QString &text, const Currency &currency, const QString &field)
{
    QString rest = text.trimmed();
    const bool minus = rest.startsWith(u'-');
    if (minus)
        rest.remove(0, 1);
    const qsizetype point = rest.indexOf(u'.');
    const QString whole = point < 0 ? rest : rest.left(point);
    QString decimals = point < 0 ? QString() : rest.mid(point + 1);
    const bool shaped =
        !whole.isEmpty() && allDigits(whole) && allDigits(decimals) && (point < 0 || !decimals.isEmpty());
    if (!shaped)
        return invalidAmount(
            words(QT_TRANSLATE_NOOP("scrip::Money", "Write the amount with digits and one point, such as 25.00.")),
            field);
    if (decimals.size() > scale)
        return invalidAmount(words(QT_TRANSLATE_NOOP("scrip::Money", "The amount has more than nine decimals.")),
                             field);
    decimals = decimals.leftJustified(scale, u'0');
    qint64 negative = 0;
    const bool fits = appendDigits(negative, whole) && appendDigits(negative, decimals) &&
                      (minus || negative != std::numeric_limits<qint64>::min());
    if (!fits)
        return invalidAmount(words(QT_TRANSLATE_NOOP("scrip::Money", "The amount is too large.")), field);
    return Money(minus ? negative : -negative, currency);
}

Result<Money> Money::parsePositive(const QString &text, const Currency &currency, const QString &field)
{
    Result<Money> money = parse(text, currency, field);
    if (money && money->nano() <= 0)
        return invalidAmount(words(QT_TRANSLATE_NOOP("scrip::Money", "The amount must be above zero.")), field);
    return money;
}

QString Money::toText() const
{
    const bool minus = m_nano < 0;
    // Negating the unsigned image keeps the most negative amount exact.
    const quint64 size = minus ? quint64{0} - static_cast<quint64>(m_nano) : static_cast<quint64>(m_nano);
    // From the last digit to the first; exports of a million rows are made of this.
    std::array<char16_t, 24> digits; // a sign, ten digits, the point and nine
    auto at = digits.size();
    quint64 rest = size;
    bool shown = false;
    for (int place = scale; place > 0; --place, rest /= 10) {
        shown = shown || rest % 10 != 0 || place <= 2;
        if (shown)
            digits[--at] = static_cast<char16_t>(u'0' + rest % 10);
    }
    digits[--at] = u'.';
    do {
        digits[--at] = static_cast<char16_t>(u'0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (minus)
        digits[--at] = u'-';
    return QStringView(&digits[at], qsizetype(digits.size() - at)).toString();
}

Result<Money> Money::times(qint64 count) const
{
    qint64 product = 0;
    if (__builtin_mul_overflow(m_nano, count, &product))
        return invalidAmount(words(QT_TRANSLATE_NOOP("scrip::Money", "The total is too large.")), u"amount"_s);
    return Money(product, m_currency);
}

Result<Money> Money::plus(const Money &other) const
{
    qint64 sum = 0;
    if (!(m_currency == other.m_currency) || __builtin_add_overflow(m_nano, other.m_nano, &sum))
        return invalidAmount(words(QT_TRANSLATE_NOOP("scrip::Money", "The amounts do not add up.")), u"amount"_s);
    return Money(sum, m_currency);
}

} // namespace scrip
