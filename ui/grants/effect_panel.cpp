// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/grants/effect_panel.h"

#include "ui/grants/money_figure.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int barHeight = 12;
constexpr int columnGap = 40;
constexpr int figureRowHeight = 24;

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QLayout *inner = item->layout())
            empty(inner);
        delete item->widget();
        delete item;
    }
}

QVBoxLayout *figureColumn()
{
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    return column;
}

} // namespace

EffectPanel::EffectPanel(QWidget *parent)
    : QWidget(parent)
    , m_barBox(new QWidget(this))
    , m_bar(new Bar(nullptr, barHeight))
    , m_barLeft(Label::muted({}, Type::Caption))
    , m_barRight(new Label({}, Type::Caption))
    , m_left(figureColumn())
    , m_rightBox(new QWidget)
    , m_right(figureColumn())
    , m_verdict(new InlineMessage)
{
    m_barRight->setTone(Tone::Bad);
    auto *bar = new QVBoxLayout(m_barBox);
    bar->setContentsMargins(0, space::half, 0, space::half);
    bar->setSpacing(space::half);
    m_bar->setFixedHeight(barHeight);
    bar->addWidget(m_bar);
    auto *captions = new QHBoxLayout;
    captions->addWidget(m_barLeft, 1);
    captions->addWidget(m_barRight);
    bar->addLayout(captions);
    m_barBox->hide();
    auto *columns = new QHBoxLayout;
    columns->setSpacing(columnGap);
    columns->addLayout(m_left, 1);
    m_right->setContentsMargins(0, 0, 0, 0);
    m_rightBox->setLayout(m_right);
    m_rightBox->hide();
    columns->addWidget(m_rightBox, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::one);
    column->addWidget(m_barBox);
    column->addLayout(columns);
    column->addWidget(m_verdict);
    m_verdict->hide();
}

void EffectPanel::setBar(const QList<BarPart> &parts, const QString &left, const QString &right)
{
    m_bar->setParts(parts);
    m_barLeft->setText(left);
    m_barRight->setText(right);
    m_barBox->show();
}

void EffectPanel::setLeft(const QString &title, const QList<EffectRow> &rows)
{
    fill(m_left, title, rows, &m_leftLines);
}

void EffectPanel::setRight(const QString &title, const QList<EffectRow> &rows)
{
    fill(m_right, title, rows, &m_rightLines);
    m_rightBox->show();
}

void EffectPanel::fill(QVBoxLayout *column, const QString &title, const QList<EffectRow> &rows, QStringList *lines)
{
    empty(column);
    lines->clear();
    auto *head = Label::muted(title, Type::Caption);
    head->setElided();
    column->addWidget(head);
    column->addSpacing(space::half);
    column->addWidget(new Line);
    for (const EffectRow &row : rows) {
        if (row.strong)
            column->addWidget(new Line);
        if (row.count.isEmpty()) {
            MoneyFigure *figure = addFigure(column, row.name, row.strong, row.tone);
            figure->setMoney(row.money, row.withSign);
            lines->append(row.name % u' ' % figure->text());
            continue;
        }
        auto *line = new QHBoxLayout;
        line->addWidget(new Label(row.name, row.strong ? Type::Strong : Type::Body), 1);
        auto *count = new Label(row.count, row.strong ? Type::Strong : Type::Body);
        count->setFixedHeight(figureRowHeight);
        line->addWidget(count);
        column->addLayout(line);
        lines->append(row.name % u' ' % row.count);
    }
    column->addStretch(1);
}

void EffectPanel::setVerdict(Tone tone, const QString &lead, const QString &text)
{
    m_verdict->show(tone, lead, text);
}

void EffectPanel::clearVerdict()
{
    m_verdict->clear();
}

QStringList EffectPanel::lines() const
{
    return m_leftLines + m_rightLines;
}

QString EffectPanel::verdict() const
{
    return m_verdict->text();
}

} // namespace scrip
