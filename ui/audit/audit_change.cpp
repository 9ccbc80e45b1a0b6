// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_change.h"

#include "core/text_rules.h"
#include "models/audit_log_model.h"
#include "ui/events/audit_difference.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/relative_time.h"

#include <QGridLayout>
#include <QScrollArea>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int nameWidth = 140;

Label *wrapped(const QString &text)
{
    auto *label = new Label(text);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

AuditChange::AuditChange(QWidget *parent)
    : QWidget(parent)
{
    setPageGround(this);
    auto *ground = new QWidget;
    setPageGround(ground);
    auto *column = new QVBoxLayout(ground);
    column->setContentsMargins(space::pageLeft, space::oneAndHalf, space::two, space::oneAndHalf);
    column->setSpacing(space::one);
    buildFacts(column);
    column->addWidget(new Line);
    m_fields = new QWidget;
    column->addWidget(m_fields);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setAccessibleName(tr("What the change did"));
    scroll->setWidget(ground);
    m_scroll = scroll;
    setPageGround(scroll->viewport());
    m_hint = Label::muted(tr("Select one row to see what it changed"));
    // Of more above and below a label as high as a new one has no room, and loses all of its margins.
    m_hint->setContentsMargins(space::pageLeft, space::oneAndHalf, space::two, space::oneAndHalf);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(m_hint, 0, Qt::AlignTop);
    whole->addWidget(scroll, 1);
    clear();
}

void AuditChange::buildFacts(QBoxLayout *column)
{
    m_title = new Label({}, Type::Section);
    m_title->setWordWrap(true);
    column->addWidget(m_title);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(space::half);
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(1, 1);
    const auto add = [this, grid](const QString &name) {
        auto *label = Label::muted(name);
        Label *value = wrapped({});
        m_names.insert(value, label);
        grid->addWidget(label, int(m_names.size()), 0, Qt::AlignTop);
        grid->addWidget(value, int(m_names.size()), 1);
        return value;
    };
    m_when = add(tr("When"));
    m_who = add(tr("Who"));
    m_object = add(tr("Object"));
    m_reason = add(tr("Reason"));
    m_request = add(tr("Request"));
    column->addLayout(grid);
}

void AuditChange::setClock(const QTimeZone &zone, const QDateTime &now, const Currency &currency)
{
    m_zone = zone;
    m_now = now;
    m_currency = currency;
}

void AuditChange::setFact(Label *value, const QString &text)
{
    value->setText(text);
    value->setVisible(!text.isEmpty());
    if (Label *name = m_names.value(value))
        name->setVisible(!text.isEmpty());
}

void AuditChange::showEntry(const AuditEntry &entry)
{
    m_hint->hide();
    m_scroll->show();
    showFacts(entry);
    showFields(entry);
}

void AuditChange::showFacts(const AuditEntry &entry)
{
    m_title->setText(actionText(entry.action));
    const QDateTime local = entry.at.toTimeZone(m_zone);
    setFact(m_when, momentText(local, m_now, false) % u' ' % local.time().toString(u"HH:mm:ss"_s) % u" · "_s %
                        relativeText(entry.at, m_now));
    setFact(m_who, entry.as.isEmpty()
                       ? shownText(entry.login)
                       : tr("%1 as %2 (not verified)").arg(shownText(entry.login), shownText(entry.as)));
    const QString object = entry.objectKind.isEmpty() ? QString() : shownText(entry.objectKind);
    const QString id = shownText(entry.objectId);
    const QString named = entry.objectName.isEmpty() ? id : QString(shownText(entry.objectName) % u" · "_s % id);
    setFact(m_object, named.isEmpty() ? object : QString(object % u' ' % named));
    setFact(m_reason, shownText(entry.reason));
    setFact(m_request, shownText(entry.requestId));
}

void AuditChange::showFields(const AuditEntry &entry)
{
    m_lines.clear();
    delete m_fields->layout();
    qDeleteAll(m_fields->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    const QList<FieldChange> changes = differenceOf(entry, m_zone, m_currency);
    auto *grid = new QGridLayout(m_fields);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(space::half);
    grid->setColumnMinimumWidth(0, nameWidth);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    if (changes.isEmpty()) {
        grid->addWidget(Label::muted(tr("No field was recorded with it.")), 0, 0, 1, 3);
        return;
    }
    grid->addWidget(Label::muted(tr("Field"), Type::Caption), 0, 0);
    grid->addWidget(Label::muted(tr("Before"), Type::Caption), 0, 1);
    grid->addWidget(Label::muted(tr("After"), Type::Caption), 0, 2);
    for (const FieldChange &change : changes) {
        const int at = grid->rowCount();
        grid->addWidget(Label::muted(change.name), at, 0, Qt::AlignTop);
        grid->addWidget(wrapped(change.before), at, 1);
        grid->addWidget(wrapped(change.after), at, 2);
        m_lines << QString(change.name % u": "_s % change.before % u" → "_s % change.after);
    }
}

void AuditChange::clear()
{
    m_lines.clear();
    m_scroll->hide();
    m_hint->show();
}

} // namespace scrip
