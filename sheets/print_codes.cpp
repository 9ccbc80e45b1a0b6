// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/print_codes.h"

#include <QCoreApplication>

#include <numeric>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr qsizetype mostRanges = 20; // a sentence, not a list

QString leftOutSentence(CodeState state, const QString &serials)
{
    const auto words = [&](const char *text) {
        return QCoreApplication::translate("scrip::Sheets", text).arg(serials);
    };
    switch (state) {
    case CodeState::Claimed:
        return words(QT_TRANSLATE_NOOP("scrip::Sheets", "Not printed, since claimed already: %1."));
    case CodeState::Disabled:
        return words(QT_TRANSLATE_NOOP("scrip::Sheets", "Not printed, since disabled: %1."));
    case CodeState::Reissued:
        return words(QT_TRANSLATE_NOOP("scrip::Sheets", "Not printed, since replaced by other codes: %1."));
    case CodeState::Available:
        break;
    }
    return {};
}

} // namespace

QString serialRanges(const QList<qint32> &serials)
{
    QStringList ranges;
    for (qsizetype i = 0; i < serials.size();) {
        qsizetype last = i;
        while (last + 1 < serials.size() && serials.at(last + 1) == serials.at(last) + 1)
            ++last;
        if (ranges.size() == mostRanges) {
            ranges << u"…"_s;
            break;
        }
        const QString from = QString::number(serials.at(i));
        ranges << (last == i ? from : QString(from + u'–' + QString::number(serials.at(last))));
        i = last + 1;
    }
    return ranges.join(u", "_s);
}

PrintCodes::PrintCodes(qint64 expected)
{
    constexpr qsizetype usualLength = 32;
    m_text.reserve(expected * usualLength);
    m_ends.reserve(expected);
    m_serials.reserve(expected);
}

PrintCodes::~PrintCodes()
{
    m_text.fill('\0');
}

void PrintCodes::add(const RevealedCode &code)
{
    if (code.state != CodeState::Available) {
        m_leftOut[code.state] << code.serial;
        return;
    }
    m_text += code.code.text().toUtf8();
    m_ends << m_text.size();
    m_serials << code.serial;
}

qint64 PrintCodes::leftOut() const
{
    return std::accumulate(m_leftOut.begin(), m_leftOut.end(), qint64(0),
                           [](qint64 sum, const QList<qint32> &serials) { return sum + serials.size(); });
}

QStringList PrintCodes::warnings() const
{
    QStringList sentences;
    for (const auto state : {CodeState::Claimed, CodeState::Disabled, CodeState::Reissued}) {
        const QList<qint32> serials = m_leftOut.value(state);
        if (!serials.isEmpty())
            sentences << leftOutSentence(state, serialRanges(serials));
    }
    return sentences;
}

LabelContent PrintCodes::label(qsizetype index, int batchNumber, qint64 batchCount) const
{
    const qsizetype begin = index == 0 ? 0 : m_ends.at(index - 1);
    return {m_serials.at(index), QString::fromUtf8(m_text.constData() + begin, m_ends.at(index) - begin), batchNumber,
            batchCount};
}

PrintCodesSource::PrintCodesSource(const PrintCodes &codes, int batchNumber, qint64 batchCount)
    : m_codes(codes)
    , m_batchNumber(batchNumber)
    , m_batchCount(batchCount)
{
}

Result<QList<LabelContent>> PrintCodesSource::next()
{
    const qsizetype end = qMin<qsizetype>(m_at + chunk, m_codes.count());
    QList<LabelContent> labels;
    labels.reserve(end - m_at);
    for (; m_at < end; ++m_at)
        labels << m_codes.label(m_at, m_batchNumber, m_batchCount);
    return labels;
}

} // namespace scrip
