// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/api_key_secret.h"

#include <QCryptographicHash>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

namespace scrip {

namespace {

constexpr int prefixLength = 10;
constexpr int markLength = 3;

} // namespace

ApiKeySecret::ApiKeySecret()
{
    constexpr int digitsPerWord = 8;
    constexpr char digits[] = "0123456789abcdef";
    std::array<quint32, (length - markLength) / digitsPerWord> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    std::copy_n("sk-", markLength, m_plain.begin());
    auto *next = m_plain.begin() + markLength;
    for (quint32 &word : words) {
        for (int digit = 0; digit < digitsPerWord; ++digit) {
            *next++ = digits[word & 15U];
            word >>= 4U;
        }
    }
    explicit_bzero(words.data(), sizeof(words));
}

ApiKeySecret::~ApiKeySecret()
{
    explicit_bzero(m_plain.data(), m_plain.size());
}

ApiKeyPrint ApiKeySecret::print() const
{
    const auto hash = QCryptographicHash::hash(QByteArrayView(m_plain.data(), length), QCryptographicHash::Sha256);
    return {QString::fromLatin1(hash.toHex()), QString::fromLatin1(m_plain.data(), prefixLength)};
}

QString ApiKeySecret::plain() const
{
    return QString::fromLatin1(m_plain.data(), length);
}

bool isWholeApiKey(const QString &text)
{
    static const QRegularExpression whole(QStringLiteral("^sk-[0-9a-f]{32}$"),
                                          QRegularExpression::CaseInsensitiveOption);
    return whole.match(text).hasMatch();
}

QString withoutApiKey(const QString &text)
{
    return isWholeApiKey(text) ? text.left(prefixLength) : text;
}

} // namespace scrip
