// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/money_figure.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QHBoxLayout>
#include <QPainter>

namespace scrip {

namespace {

constexpr int rowHeight = 24;
constexpr int cents = 2;

/// All nine decimals between the point and what follows the digits.
QString padded(const QString &text)
{
    const qsizetype point = text.indexOf(u'.');
    if (point < 0)
        return text;
    qsizetype end = point + 1;
    while (end < text.size() && text.at(end).isDigit())
        ++end;
    return text.left(end) + QString(Money::scale - (end - point - 1), u'0') + text.mid(end);
}

} // namespace

MoneyFigure::MoneyFigure(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setMoney(std::nullopt);
}

void MoneyFigure::setMoney(const std::optional<Money> &money, bool withSign)
{
    if (money) {
        const QString plus = withSign && money->nano() > 0 ? QString(u'+') : QString();
        const QString text = plus + padded(moneyText(*money));
        const qsizetype point = text.indexOf(u'.');
        m_head = text.left(point + 1 + cents);
        m_tail = text.mid(point + 1 + cents);
    } else {
        m_head = QChar(0x2014);
        m_tail.clear();
    }
    setAccessibleName(text());
    updateGeometry();
    update();
}

void MoneyFigure::setLook(Tone tone, bool strong)
{
    m_tone = tone;
    m_strong = strong;
    updateGeometry();
    update();
}

QFont MoneyFigure::figureFont() const
{
    return codeFont(m_strong ? QFont::Bold : QFont::Normal);
}

QSize MoneyFigure::sizeHint() const
{
    const QFontMetrics metrics(figureFont());
    return {metrics.horizontalAdvance(text()) + 2, metrics.height()};
}

void MoneyFigure::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setFont(figureFont());
    const QColor ink = m_tone == Tone::Neutral ? t.text : readable(t.strong(m_tone), t.base);
    const int tail = painter.fontMetrics().horizontalAdvance(m_tail);
    painter.setPen(isEnabled() ? ink : t.muted);
    painter.drawText(rect().adjusted(0, 0, -tail, 0), Qt::AlignRight | Qt::AlignVCenter, m_head);
    painter.setPen(m_strong && isEnabled() ? ink : t.muted);
    painter.drawText(rect(), Qt::AlignRight | Qt::AlignVCenter, m_tail);
}

MoneyFigure *addFigure(QBoxLayout *column, const QString &name, bool strong, Tone tone)
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    auto *label = new Label(name, strong ? Type::Strong : Type::Body);
    label->setFixedHeight(rowHeight);
    auto *figure = new MoneyFigure;
    figure->setLook(tone, strong);
    row->addWidget(label, 1);
    row->addWidget(figure);
    column->addLayout(row);
    return figure;
}

} // namespace scrip
