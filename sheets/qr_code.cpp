// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_code.h"

#include <QCoreApplication>

#include <qrencode.h>

#include <algorithm>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr char levels[] = {'L', 'M', 'Q', 'H'};

struct Free
{
    void operator()(QRcode *code) const { QRcode_free(code); }
};
using Symbol = std::unique_ptr<QRcode, Free>;

/// Null when the text does not fit any symbol of that level. The mode is a hint: upper-case text becomes alphanumeric
/// by itself, while asking for alphanumeric would fail on the first other character.
Symbol encodeAt(const QByteArray &text, char level)
{
    const auto at = std::find(std::begin(levels), std::end(levels), level) - std::begin(levels);
    return Symbol(QRcode_encodeString(text.constData(), 0, static_cast<QRecLevel>(at), QR_MODE_8, 1));
}

struct Choice
{
    Symbol symbol;
    char level = 'L';
};

/// The smallest symbol at M, then as strong as that size allows; L only for what is too long otherwise.
Choice strongest(const QByteArray &text)
{
    Choice best{encodeAt(text, 'M'), 'M'};
    if (!best.symbol)
        return {encodeAt(text, 'L'), 'L'};
    for (const char level : {'Q', 'H'}) {
        Symbol stronger = encodeAt(text, level);
        if (!stronger || stronger->width > best.symbol->width)
            break;
        best = {std::move(stronger), level};
    }
    return best;
}

bool dark(const QRcode &symbol, int x, int y)
{
    return (symbol.data[y * symbol.width + x] & 1U) != 0;
}

/// Rows of dark modules; a run like the one right above it makes that one taller. `above` maps a column to the run
/// that ended in the previous row there.
std::vector<QRect> runsOf(const QRcode &symbol)
{
    const int width = symbol.width;
    std::vector<QRect> runs;
    runs.reserve(static_cast<std::size_t>(width * width) / 5);
    std::vector<int> above(static_cast<std::size_t>(width), -1);
    std::vector<int> here(static_cast<std::size_t>(width), -1);
    for (int y = 0; y < width; ++y) {
        std::fill(here.begin(), here.end(), -1);
        for (int x = 0; x < width;) {
            int end = x;
            while (end < width && dark(symbol, end, y))
                ++end;
            if (end > x) {
                const auto column = static_cast<std::size_t>(x);
                const int over = above[column];
                if (over >= 0 && runs[static_cast<std::size_t>(over)].width() == end - x) {
                    runs[static_cast<std::size_t>(over)].setHeight(runs[static_cast<std::size_t>(over)].height() + 1);
                    here[column] = over;
                } else {
                    here[column] = int(runs.size());
                    runs.emplace_back(x, y, end - x, 1);
                }
            }
            x = end + 1;
        }
        above.swap(here);
    }
    return runs;
}

} // namespace

bool QrCode::isDark(int x, int y) const
{
    return std::any_of(m_runs.begin(), m_runs.end(), [&](const QRect &run) { return run.contains(x, y); });
}

Result<QrCode> QrEncoder::encode(const QString &payload)
{
    const QByteArray text = payload.toUtf8();
    if (text.isEmpty() || text.contains('\0'))
        return Failure::named(
            u"internal"_s, QCoreApplication::translate("scrip::Sheets", "There is nothing to put into the QR code."));
    Choice choice;
    if (m_length == text.size())
        choice = {encodeAt(text, m_level), m_level};
    if (!choice.symbol || choice.symbol->width > m_modules)
        choice = strongest(text);
    if (!choice.symbol)
        return Failure::named(
            u"label_too_small"_s,
            QCoreApplication::translate("scrip::Sheets", "The claim URL is too long for any QR code."),
            u"claim_url"_s);
    if (m_length != text.size()) {
        m_length = text.size();
        m_level = choice.level;
        m_modules = choice.symbol->width;
    }
    QrCode code;
    code.m_modules = choice.symbol->width;
    code.m_level = choice.level;
    code.m_runs = runsOf(*choice.symbol);
    return code;
}

} // namespace scrip
