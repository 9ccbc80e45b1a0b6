// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/books_panel.h"

#include "core/text_rules.h"
#include "ui/help/help_link.h"
#include "ui/shell/upkeep.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/pill.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QTimeZone>

#include <algorithm>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 108;
/// More open rows than this are told as "more than".
constexpr qint64 mostCounted = 1000;

QString clockText(const QDateTime &at, const QTimeZone &zone)
{
    return at.toTimeZone(zone).toString(u"HH:mm:ss"_s);
}

} // namespace

BooksPanel::BooksPanel(QWidget *parent)
    : Panel(tr("Books"), parent)
    , m_light(new Pill)
    , m_integrity(addFact(tr("Integrity")))
    , m_help(addHelp())
    , m_maintenance(addFact(tr("Maintenance")))
    , m_risk(addFact(tr("At risk")))
    , m_seals(addFact(tr("Audit chain")))
    , m_verify(makeButton(tr("Verify the audit"), ButtonLook::Link))
{
    addHeadWidget(m_light);
    m_integrity->setText(tr("not checked in this window"));
    auto *row = new QHBoxLayout;
    row->addSpacing(nameWidth + space::oneAndHalf - linkPadding);
    row->addWidget(m_verify);
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_verify, &QPushButton::clicked, this, &BooksPanel::verifyRequested);
    showLight();
}

Label *BooksPanel::addFact(const QString &name)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::oneAndHalf);
    auto *caption = Label::muted(name);
    caption->setFixedWidth(nameWidth);
    caption->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto *fact = new Label(QString(QChar(0x2014)));
    fact->setWordWrap(true);
    fact->setAccessibleName(name);
    row->addWidget(caption);
    row->addWidget(fact, 1);
    body()->addLayout(row);
    return fact;
}

HelpLink *BooksPanel::addHelp()
{
    auto *row = new QHBoxLayout;
    row->addSpacing(nameWidth + space::oneAndHalf - linkPadding);
    auto *help = new HelpLink;
    row->addWidget(help);
    row->addStretch(1);
    body()->addLayout(row);
    return help;
}

void BooksPanel::setOverview(const Overview &overview, const QTimeZone &zone, const QString &barred)
{
    const MaintenanceStatus &pass = overview.maintenance;
    m_late = pass.late;
    m_maintenance->setText(maintainedText(pass.lastPass, pass.ageSeconds));
    if (overview.atRisk && overview.atRisk->organizations > 0)
        m_risk->setText(tr("%1 in %n organization(s) until settled", nullptr, int(overview.atRisk->organizations))
                            .arg(moneyText(overview.atRisk->amount)));
    else
        m_risk->setText(overview.atRisk ? tr("nothing") : QString(QChar(0x2014)));
    m_verify->setVisible(overview.seals.has_value());
    if (!overview.seals) {
        m_seals->setText(barred);
    } else {
        const SealsNow &seals = *overview.seals;
        const QString open = seals.unsealed >= mostCounted ? tr("more than %1 open").arg(countText(mostCounted))
                                                           : tr("%1 open").arg(countText(seals.unsealed));
        m_seals->setText(
            tr("sealed to no. %1 at %2, %3").arg(countText(seals.seal), clockText(seals.sealedAt, zone), open));
    }
    showLight();
}

void BooksPanel::setChecking()
{
    m_checking = true;
    m_help->setRefusal({});
    m_integrity->setText(tr("checking…"));
    showLight();
}

void BooksPanel::setDiagnosis(const Diagnosis &diagnosis, const QDateTime &at, const QTimeZone &zone)
{
    m_checking = false;
    m_help->setRefusal({});
    m_diagnosis = diagnosis;
    const qsizetype good = std::count_if(diagnosis.checks.cbegin(), diagnosis.checks.cend(),
                                         [](const Check &check) { return check.ok; });
    QStringList bad;
    for (const Check &check : diagnosis.checks) {
        if (!check.ok)
            bad << shownText(check.name);
    }
    const QString count =
        tr("%1 of %2 quick checks pass, %3")
            .arg(QString::number(good), QString::number(diagnosis.checks.size()), clockText(at, zone));
    m_integrity->setText(bad.isEmpty() ? count : tr("%1; not: %2").arg(count, bad.join(u", "_s)));
    showLight();
}

void BooksPanel::setCheckFailed(const QString &sentence, const QString &refusal)
{
    m_checking = false;
    m_diagnosis.reset();
    m_integrity->setText(tr("not checked: %1").arg(sentence));
    m_help->setRefusal(refusal);
    showLight();
}

void BooksPanel::showLight()
{
    if (m_checking)
        m_light->setLook({tr("Checking"), Tone::Info, PillShape::Ring});
    else if (m_diagnosis && !m_diagnosis->ok)
        m_light->setLook({tr("Not sound"), Tone::Bad, PillShape::Cross});
    else if (m_late)
        m_light->setLook({tr("Not maintained"), Tone::Warn, PillShape::HalfDisc});
    else if (m_diagnosis)
        m_light->setLook({tr("Sound"), Tone::Good, PillShape::Tick});
    else
        m_light->setLook({tr("Not checked"), Tone::Neutral, PillShape::Ring});
    m_light->setAccessibleName(tr("Integrity: %1").arg(m_light->look().text));
}

QString BooksPanel::lightText() const
{
    return m_light->look().text;
}

QString BooksPanel::integrityText() const
{
    return m_integrity->text();
}

QString BooksPanel::sealText() const
{
    return m_seals->text();
}

} // namespace scrip
