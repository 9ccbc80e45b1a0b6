// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QString>

namespace scrip {

/// A promo code in its canonical spelling, such as NEAR-A7K3-X9M2-P4Q8-B6DH. Plain codes are money: keep one only as
/// long as it is shown, never log it.
class CodeText
{
public:
    static constexpr int maxLength = 64;

    CodeText() = default;

    /// Cleans what a person typed or scanned: any case, blanks, any dash. Refuses with invalid_code what cannot be a
    /// code, naming the character at fault (homoglyphs of other alphabets among them). The database does the finding.
    static Result<CodeText> parse(const QString &typed);
    /// Takes a code as the database gave it.
    static CodeText canonical(const QString &text);

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] bool isEmpty() const { return m_text.isEmpty(); }
    /// Prefix and the last four characters (the last two when no more than three groups follow the prefix).
    [[nodiscard]] QString masked() const;

    friend bool operator==(const CodeText &, const CodeText &) = default;

private:
    QString m_text;
};

/// Checks a code prefix: 1 to 12 letters or digits; refuses with invalid_prefix. Answers it in upper case.
[[nodiscard]] Result<QString> checkedPrefix(const QString &prefix);

} // namespace scrip
