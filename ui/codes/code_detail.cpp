// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_detail.h"

#include "models/audit_model.h"
#include "models/code_columns.h"
#include "ui/codes/code_delegates.h"
#include "ui/table/detail_table.h"
#include "ui/table/exported_lists.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"
#include "ui/widgets/pill.h"
#include "ui/widgets/relative_time.h"

#include <QFormLayout>

namespace scrip {

using namespace Qt::StringLiterals;

CodeDetail::CodeDetail(CodeStore &store, const TablePorts &ports, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_history(new AuditModel(QTimeZone::utc(), this))
    , m_code(new Label({}, Type::Section, this))
    , m_state(new Pill(this))
    , m_content(new QWidget(this))
    , m_hint(Label::muted(tr("Select one code to see its history"), Type::Body, this))
{
    setPageGround(this);
    m_code->setFont(codeFont(QFont::Medium, 14));
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(space::two);
    form->setVerticalSpacing(space::half);
    m_event = addFact(form, tr("Event"));
    m_serial = addFact(form, tr("Serial"));
    m_uses = addFact(form, tr("Uses"));
    m_printed = addFact(form, tr("Printed"));
    m_claimed = addFact(form, tr("Claimed by"));
    m_since = addFact(form, tr("Since"));
    buildHistory(ports);
    auto *content = new QVBoxLayout(m_content);
    content->setContentsMargins(0, space::oneAndHalf, 0, 0);
    content->setSpacing(space::one);
    auto *facts = new QVBoxLayout;
    facts->setContentsMargins(space::two, 0, space::two, space::one);
    facts->setSpacing(space::one);
    facts->addWidget(m_code);
    facts->addWidget(m_state, 0, Qt::AlignLeft);
    facts->addLayout(form);
    content->addLayout(facts);
    content->addWidget(new Line);
    content->addWidget(m_table, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_content, 1);
    // Of more above and below a label as high as a new one has no room, and loses all of its margins.
    m_hint->setContentsMargins(space::two, space::oneAndHalf, space::two, space::oneAndHalf);
    column->addWidget(m_hint, 0, Qt::AlignTop);
    clear();
}

void CodeDetail::buildHistory(const TablePorts &ports)
{
    m_table = new DetailTable(u"code-history"_s, tr("History"));
    m_table->setRows(m_history, {124, 88, 92, 60}, AuditColumns::Reason);
    m_when = new SinceDelegate(m_table);
    m_table->setItemDelegateForColumn(AuditColumns::At, m_when);
    m_table->offerExport([this] { return exportOfHistory(m_store, m_shown); }, ports);
}

void CodeDetail::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_zone = zone;
    m_now = now;
    m_when->setNow(now);
    m_history->setZone(zone);
}

Label *CodeDetail::addFact(QFormLayout *form, const QString &name)
{
    auto *value = new Label;
    value->setElided();
    form->addRow(Label::muted(name), value);
    return value;
}

void CodeDetail::showCode(const Code &code)
{
    showFacts(code);
    m_content->show();
    m_hint->hide();
    if (m_shown == code.id)
        return;
    m_shown = code.id;
    // The store answers the whole history of a code at once.
    m_history->setSource([store = &m_store, id = code.id](const QString &) { return store->history(id); });
}

void CodeDetail::showFacts(const Code &code)
{
    CodeColumns columns;
    columns.setZone(m_zone);
    m_code->setText(code.masked);
    m_state->setLook(statusPill(codeStateName(code.state)));
    m_event->setText(code.eventName);
    m_serial->setText(
        tr("%1 of %2 in batch %3")
            .arg(countText(code.serial), countText(code.batchCount), QString::number(code.batchNumber)));
    m_uses->setText(tr("%1 of %2").arg(countText(code.uses), countText(code.maxUses)));
    m_printed->setText(columns.text(code, CodeColumns::PrintRun));
    m_claimed->setText(columns.text(code, CodeColumns::ClaimedBy));
    m_since->setText(momentText(columns.raw(code, CodeColumns::Since).toDateTime(), m_now));
}

void CodeDetail::clear()
{
    m_shown = {};
    m_content->hide();
    m_hint->show();
}

void CodeDetail::reload()
{
    if (!m_shown.isNull())
        m_history->reload();
}

} // namespace scrip
