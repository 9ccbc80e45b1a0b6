// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

#include <compare>

namespace scrip {

/// An ISO-like currency code: three to ten upper-case letters or digits.
class Currency
{
public:
    Currency() = default;
    explicit Currency(const QString &code)
        : m_code(code.toUpper())
    {
    }
    [[nodiscard]] const QString &code() const { return m_code; }
    friend bool operator==(const Currency &, const Currency &) = default;

private:
    QString m_code = QStringLiteral("USD");
};

/// An exact amount of money: whole nano-units (scale 9; 25 USD are 25 000 000 000). Never a double.
class Money
{
public:
    static constexpr int scale = 9;
    static constexpr qint64 unit = 1'000'000'000;

    Money() = default;
    Money(qint64 nano, Currency currency)
        : m_nano(nano)
        , m_currency(std::move(currency))
    {
    }

    /// Reads a decimal such as "25", "25.00" or "0.000000001": ASCII digits and one point, blanks around it trimmed.
    /// Refuses with invalid_amount (naming `field`) signs other than a leading '-', exponents, separators, more than
    /// nine decimals, and what does not fit.
    static Result<Money> parse(const QString &text, const Currency &currency, const QString &field);
    /// As parse(), and refuses what is not above zero.
    static Result<Money> parsePositive(const QString &text, const Currency &currency, const QString &field);

    [[nodiscard]] qint64 nano() const { return m_nano; }
    [[nodiscard]] const Currency &currency() const { return m_currency; }
    [[nodiscard]] bool isZero() const { return m_nano == 0; }

    /// At least two decimals, no trailing zeros beyond: "25.00", "0.000000001".
    [[nodiscard]] QString toText() const;

    /// The product, or invalid_amount when it does not fit.
    [[nodiscard]] Result<Money> times(qint64 count) const;
    /// The sum of two amounts of one currency, or invalid_amount when it does not fit or the currencies differ.
    [[nodiscard]] Result<Money> plus(const Money &other) const;

    friend bool operator==(const Money &, const Money &) = default;

private:
    qint64 m_nano = 0;
    Currency m_currency;
};

} // namespace scrip
