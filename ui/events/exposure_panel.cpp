// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/exposure_panel.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QString dashText()
{
    return QString(QChar(0x2014));
}

QBoxLayout *addMarked(QBoxLayout *column, QWidget *mark, Label *text)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::one);
    row->addWidget(mark, 0, Qt::AlignTop);
    text->setWordWrap(true);
    row->addWidget(text, 1);
    column->addLayout(row);
    return row;
}

QString signedText(const Money &money)
{
    return money.nano() < 0 ? moneyText(money) : QString(u'+' % moneyText(money));
}

} // namespace

ExposurePanel::ExposurePanel(const QString &after, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::one);
    column->addWidget(new Label(tr("Worst case"), Type::Strong));
    m_worst = new Label(dashText(), Type::Number);
    m_worst->setElided();
    column->addWidget(m_worst);
    m_explanation = Label::muted({}, Type::Caption);
    m_explanation->setWordWrap(true);
    m_explanation->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_explanation->setMinimumHeight(2 * lineHeight(Type::Caption));
    column->addWidget(m_explanation);
    column->addSpacing(space::half);
    column->addWidget(new Line);
    column->addWidget(Label::muted(tr("All exposure"), Type::Caption));
    m_now = addRow(column, tr("Now"), false);
    m_this = addRow(column, tr("This event"), false);
    column->addWidget(new Line);
    m_after = addRow(column, after, true);
    column->addSpacing(space::half);
    m_ruleMark = new GlyphMark(Glyph::Check, Tone::Good);
    m_rule = new Label({}, Type::Caption);
    addMarked(column, m_ruleMark, m_rule);
    m_freeze = Label::muted(
        tr("Amount, currency and credit end are fixed after the first claim. The deadline may move later."),
        Type::Caption);
    addMarked(column, new GlyphMark(Glyph::Lock), m_freeze);
    setFigures({});
}

Label *ExposurePanel::addRow(QBoxLayout *column, const QString &name, bool strong)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new Label(name, strong ? Type::Strong : Type::Body), 1);
    auto *figure = new Label(dashText());
    figure->setFont(codeFont(strong ? QFont::Medium : QFont::Normal));
    row->addWidget(figure);
    column->addLayout(row);
    return figure;
}

void ExposurePanel::setFigures(const ExposureFigures &figures)
{
    m_worst->setText(figures.worst ? moneyText(*figures.worst) : dashText());
    m_worst->setAccessibleName(tr("Worst case %1").arg(m_worst->text()));
    m_explanation->setText(figures.explanation);
    m_now->setText(figures.now ? moneyText(*figures.now) : dashText());
    if (figures.worst) {
        const Money change(figures.worst->nano() - figures.before.nano(), figures.worst->currency());
        m_this->setText(signedText(change));
        const Result<Money> after = figures.now ? figures.now->plus(change) : Result<Money>(Failure{});
        m_after->setText(after ? moneyText(*after) : dashText());
    } else {
        m_this->setText(dashText());
        m_after->setText(dashText());
    }
    showRule(figures);
}

void ExposurePanel::showRule(const ExposureFigures &figures)
{
    const bool known = figures.ruled && figures.approvalAbove;
    m_rule->setVisible(known);
    m_ruleMark->setVisible(known);
    if (!known)
        return;
    const bool above = figures.ruled->nano() > figures.approvalAbove->nano();
    // Of an edit only a raise asks for approval.
    const bool raised = !figures.ruledBefore || figures.ruled->nano() > figures.ruledBefore->nano();
    const bool waits = figures.awaiting || (above && raised);
    const QString limit = moneyText(*figures.approvalAbove);
    m_ruleMark->setGlyph(waits ? Glyph::User : Glyph::Check, waits ? Tone::Warn : Tone::Good);
    if (figures.awaiting)
        m_rule->setText(tr("Nobody can claim until a second admin has approved."));
    else if (waits)
        m_rule->setText(tr("Above %1: nobody can claim until a second admin has approved.").arg(limit));
    else
        m_rule->setText(above ? tr("It costs no more than before, so no second person has to approve.")
                              : tr("Not above %1, so no second person has to approve.").arg(limit));
}

QString ExposurePanel::ruleText() const
{
    return m_rule->isHidden() ? QString() : m_rule->text();
}

void ExposurePanel::setFreezeNote(const QString &note)
{
    m_freeze->setText(note);
}

QString ExposurePanel::worstText() const
{
    return m_worst->text();
}

QString ExposurePanel::afterText() const
{
    return m_after->text();
}

} // namespace scrip
