// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <array>

namespace scrip {

/// What others may know of an API key.
struct ApiKeyPrint
{
    QString hash;   ///< SHA-256 of the plain key, in hex.
    QString prefix; ///< Its first ten characters.
};

/// An API key in plain, "sk-" and 32 hexadecimal digits, fresh from the system's random numbers. Nobody else has it:
/// only its print travels, and the bytes are wiped when it goes. Owned by whoever will show it once; never logged,
/// never stored.
class ApiKeySecret
{
public:
    ApiKeySecret();
    ~ApiKeySecret();
    Q_DISABLE_COPY_MOVE(ApiKeySecret)

    [[nodiscard]] ApiKeyPrint print() const;
    /// For the one moment in which it is shown. Qt cannot wipe what is made of it: keep nothing.
    [[nodiscard]] QString plain() const;

private:
    static constexpr int length = 35;
    std::array<char, length> m_plain{};
};

/// Whether the text is an API key from end to end, which nobody else should see.
[[nodiscard]] bool isWholeApiKey(const QString &text);
/// What is sent of a text that is looked for: all of it, but of a whole API key its beginning alone.
[[nodiscard]] QString withoutApiKey(const QString &text);

} // namespace scrip
