// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/code_funnel.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"

#include <QGridLayout>
#include <QLocale>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// "77.3 % of minted", nothing of nothing.
QString shareText(qint64 part, qint64 whole, const QString &of)
{
    if (whole <= 0)
        return {};
    return CodeFunnel::tr("%1 % of %2").arg(QLocale().toString(100.0 * shareOf(part, whole), 'f', 1), of);
}

} // namespace

CodeFunnel::CodeFunnel(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::one);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::oneAndHalf);
    grid->setVerticalSpacing(0);
    grid->setColumnMinimumWidth(0, 84);
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    m_minted = addStep(grid, tr("Minted"));
    m_printed = addStep(grid, tr("Printed"));
    m_handedOver = addStep(grid, tr("Handed over"));
    m_claimed = addStep(grid, tr("Claimed"));
    column->addWidget(new Line);
    m_rest = Label::muted({}, Type::Caption);
    m_rest->setWordWrap(true);
    column->addWidget(m_rest);
    column->addStretch(1);
}

CodeFunnel::Step CodeFunnel::addStep(QGridLayout *grid, const QString &name)
{
    const int row = grid->rowCount();
    Step step{new Bar(nullptr, 12), new Label({}, Type::Strong), Label::muted({}, Type::Caption)};
    step.figure->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    step.bar->setAccessibleName(name);
    step.note->setFixedHeight(lineHeight(Type::Caption) + space::half);
    step.note->setElided();
    step.note->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    grid->addWidget(new Label(name), row, 0);
    grid->addWidget(step.bar, row, 1);
    grid->addWidget(step.figure, row, 2);
    grid->addWidget(step.note, row + 1, 1, 1, 2);
    return step;
}

void CodeFunnel::show(const Step &step, qint64 count, qint64 of, const QString &note, Tone tone) const
{
    step.bar->setShare(shareOf(count, of), tone);
    step.bar->setAccessibleDescription(note);
    step.figure->setText(countText(count));
    step.note->setText(note);
}

void CodeFunnel::setFigures(const Event &event, std::optional<qint64> handedOver)
{
    const qint64 total = event.codes.total;
    const qint64 handed = handedOver.value_or(0);
    show(m_minted, total, total, tr("%n batch(es)", nullptr, int(event.batches)));
    show(m_printed, event.printed, total, shareText(event.printed, total, tr("minted")));
    show(m_handedOver, handed, total, shareText(handed, total, tr("minted")));
    if (!handedOver)
        m_handedOver.figure->setText(QString(QChar(0x2014)));
    show(m_claimed, event.codes.claimed, total, shareText(event.codes.claimed, total, tr("minted")));
    m_rest->setText(
        tr("%1 available · %2 disabled · %3 reissued")
            .arg(countText(event.codes.available), countText(event.codes.disabled), countText(event.codes.reissued)));
}

} // namespace scrip
