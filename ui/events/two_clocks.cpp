// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/two_clocks.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int wholeHeight = 76;
constexpr int barHeight = 12;
constexpr int claimTop = 6;
constexpr int creditTop = 30;
constexpr int axisTop = 53;
constexpr int left = 46;
constexpr int labelRoom = 186; ///< Kept at the right for what the longer bar means.

} // namespace

TwoClocks::TwoClocks(QWidget *parent)
    : QWidget(parent)
{
    setFixedHeight(wholeHeight);
    setAccessibleName(tr("The two clocks"));
}

QSize TwoClocks::sizeHint() const
{
    return {400, wholeHeight};
}

void TwoClocks::setTimes(const QDateTime &starts, const QDateTime &deadline, const QDateTime &expires)
{
    m_starts = starts;
    m_deadline = deadline.isValid() ? deadline : expires;
    m_expires = expires;
    setAccessibleDescription(m_expires.isValid() && m_deadline.isValid() && m_expires < m_deadline
                                 ? tr("The credit expires before claiming ends")
                                 : QString());
    update();
}

int TwoClocks::xOf(const QDateTime &time) const
{
    const QDateTime end = std::max(m_deadline, m_expires);
    const qint64 span = std::max<qint64>(1, m_starts.secsTo(end));
    const qreal share = std::clamp(qreal(m_starts.secsTo(time)) / qreal(span), 0.0, 1.0);
    return left + int(share * (width() - left - labelRoom));
}

void TwoClocks::paintEvent(QPaintEvent *)
{
    const Tokens &tokens = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(textFont(Type::Caption));
    painter.fillRect(QRect(0, axisTop, width(), 1), tokens.edge);
    const bool known = m_starts.isValid() && m_deadline.isValid() && m_starts < std::max(m_deadline, m_expires);
    if (!known) {
        painter.setPen(tokens.muted);
        painter.drawText(QRect(0, 0, width(), axisTop), Qt::AlignCenter,
                         tr("Both clocks appear here once the credit has an end."));
        return;
    }
    paintClaiming(painter, tokens);
    paintCredit(painter, tokens);
    paintAxis(painter, tokens);
}

void TwoClocks::paintClaiming(QPainter &painter, const Tokens &tokens) const
{
    const int end = xOf(m_deadline);
    painter.fillRect(QRect(left, claimTop, std::max(2, end - left), barHeight), tokens.accent);
    painter.setPen(tokens.text);
    painter.drawText(QRect(end + 8, claimTop - 3, width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     tr("codes can be claimed"));
}

void TwoClocks::paintCredit(QPainter &painter, const Tokens &tokens) const
{
    if (!m_expires.isValid())
        return;
    const int end = xOf(m_expires);
    painter.fillRect(QRect(left, creditTop, std::max(2, end - left), barHeight), tokens.good);
    const bool tooEarly = m_expires < m_deadline;
    const int labelFrom = tooEarly ? xOf(m_deadline) : end;
    if (tooEarly) {
        const QRectF dead(end + 0.5, creditTop + 0.5, labelFrom - end - 1, barHeight - 1);
        painter.setPen(QPen(tokens.bad, 1, Qt::DashLine));
        painter.setBrush(tokens.tint(Tone::Bad));
        painter.drawRect(dead);
    }
    painter.setPen(tooEarly ? tokens.bad : tokens.text);
    painter.drawText(QRect(labelFrom + 8, creditTop - 3, width(), 18), Qt::AlignLeft | Qt::AlignVCenter,
                     tooEarly ? tr("claimed here, already expired") : tr("credit can be spent"));
}

void TwoClocks::paintAxis(QPainter &painter, const Tokens &tokens) const
{
    const QFontMetrics metrics(painter.font());
    QList<QDateTime> times{m_starts, m_deadline};
    if (m_expires.isValid())
        times << m_expires;
    std::sort(times.begin(), times.end());
    int free = 0;
    for (const QDateTime &time : std::as_const(times)) {
        const int x = xOf(time);
        painter.fillRect(QRect(x, axisTop - 2, 1, 5), tokens.muted);
        const bool otherYear = time.date().year() != m_starts.date().year();
        const QString text = QLocale().toString(time.date(), otherYear ? u"d MMM yyyy"_s : u"d MMM"_s);
        const int wide = metrics.horizontalAdvance(text);
        const int from = std::max(free, x - wide / 2);
        // A date that would be pushed away from its tick says less than none.
        if (from - (x - wide / 2) > wide / 2)
            continue;
        painter.setPen(tokens.muted);
        painter.drawText(QRect(from, axisTop + 5, wide + 2, 17), Qt::AlignLeft | Qt::AlignVCenter, text);
        free = from + wide + 8;
    }
}

} // namespace scrip
