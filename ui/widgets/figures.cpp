// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/figures.h"

#include <QFontMetricsF>
#include <QPainter>

namespace scrip {

namespace {

/// Digits, and the figure-like blanks and signs that stand among them, share the width of the widest digit.
qreal cellWidth(const QFontMetricsF &metrics)
{
    qreal widest = 0;
    for (char16_t digit = u'0'; digit <= u'9'; ++digit)
        widest = std::max(widest, metrics.horizontalAdvance(QChar(digit)));
    return widest;
}

bool hasDigits(const QString &text)
{
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isDigit(); });
}

} // namespace

QString countText(qint64 count, bool estimated)
{
    const QString digits = QString::number(std::abs(count));
    QString grouped;
    for (qsizetype i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0)
            grouped += QChar(0x2009);
        grouped += digits.at(i);
    }
    QString answer = estimated ? QString(QChar(0x2248)) : QString();
    if (count < 0)
        answer += QChar(0x2212);
    return answer + grouped;
}

qreal figuresWidth(const QFont &font, const QString &text)
{
    const QFontMetricsF metrics(font);
    const qreal cell = cellWidth(metrics);
    qreal width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? cell : metrics.horizontalAdvance(c);
    return width;
}

void drawFigures(QPainter *painter, const QRectF &box, Qt::Alignment alignment, const QString &text)
{
    if (!hasDigits(text)) {
        painter->drawText(box, int(alignment) | Qt::TextSingleLine, text);
        return;
    }
    const QFontMetricsF metrics(painter->font());
    const qreal cell = cellWidth(metrics);
    const qreal width = figuresWidth(painter->font(), text);
    qreal x = box.left();
    if (alignment.testFlag(Qt::AlignRight))
        x = box.right() - width;
    else if (alignment.testFlag(Qt::AlignHCenter))
        x = box.center().x() - width / 2;
    qreal top = box.top() + (box.height() - metrics.height()) / 2;
    if (alignment.testFlag(Qt::AlignTop))
        top = box.top();
    const qreal baseline = qRound(top + metrics.ascent());
    // Runs without digits are drawn whole, which keeps their kerning.
    for (qsizetype i = 0; i < text.size();) {
        qsizetype end = i;
        while (end < text.size() && !text.at(end).isDigit())
            ++end;
        if (end > i) {
            const QString run = text.mid(i, end - i);
            painter->drawText(QPointF(x, baseline), run);
            for (const QChar c : run)
                x += metrics.horizontalAdvance(c);
            i = end;
            continue;
        }
        const QString digit(text.at(i));
        painter->drawText(QPointF(x + (cell - metrics.horizontalAdvance(digit)) / 2, baseline), digit);
        x += cell;
        ++i;
    }
}

} // namespace scrip
