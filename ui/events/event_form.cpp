// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/event_form.h"

#include "ui/events/event_words.h"
#include "ui/events/moment_field.h"
#include "ui/events/tags_field.h"
#include "ui/events/two_clocks.h"
#include "ui/events/zone_field.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/count_field.h"
#include "ui/widgets/date_field.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

QHBoxLayout *addRow(QBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::two);
    column->addLayout(row);
    return row;
}

QString labelOf(EventField field)
{
    return fieldLabel(fieldName(field));
}

QPlainTextEdit *textArea()
{
    auto *area = new QPlainTextEdit;
    area->setFixedHeight(44);
    area->setTabChangesFocus(true);
    return area;
}

} // namespace

EventForm::EventForm(const Currency &currency, QWidget *parent)
    : QWidget(parent)
    , m_currency(currency)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::half);
    buildFirst(column);
    buildAmounts(column);
    buildZone(column);
    buildClocks(column);
    buildLinks(column);
    buildTexts(column);
    connectFields();
}

/// A field that has the focus tells its last text while it dies; the form must still be whole then, and must not pass
/// that on to a dialog that is dying as well.
EventForm::~EventForm()
{
    m_filling = true;
    qDeleteAll(std::exchange(m_fields, {}));
}

template <typename Form> Form *EventForm::add(EventField field, Form *form)
{
    m_fields.insert(fieldName(field), form);
    form->field()->setObjectName(fieldName(field));
    return form;
}

void EventForm::buildFirst(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_name = new QLineEdit;
    m_name->setMaxLength(1024);
    row->addWidget(add(EventField::Name, new FormField(labelOf(EventField::Name), m_name)), 5);
    m_tags = new TagsField;
    row->addWidget(add(EventField::Tags, new FormField(labelOf(EventField::Tags), m_tags)), 3);
}

void EventForm::buildAmounts(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_amount = new MoneyField(m_currency);
    row->addWidget(
        add(EventField::Amount, new FormField(labelOf(EventField::Amount), m_amount, tr("the metering currency"))),
        1);
    m_maxClaims = new CountField;
    row->addWidget(add(EventField::MaxClaims,
                       new FormField(labelOf(EventField::MaxClaims), m_maxClaims, tr("empty means no cap"))),
                   1);
    m_perOrganization = new CountField;
    m_perOrganization->setPlaceholderText(tr("no limit"));
    row->addWidget(add(EventField::MaxPerOrganization, new FormField(labelOf(EventField::MaxPerOrganization),
                                                                     m_perOrganization, tr("empty means no limit"))),
                   1);
}

void EventForm::buildZone(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_zone = new ZoneField;
    row->addWidget(
        add(EventField::TimeZone, new FormField(labelOf(EventField::TimeZone), m_zone, tr("dates below are in it"))),
        1);
    m_starts =
        add(EventField::StartsAt, new MomentField(labelOf(EventField::StartsAt), fieldName(EventField::StartsAt),
                                                  BareDate::StartOfDay, true));
    m_starts->edit()->setPlaceholderText(tr("at once"));
    row->addWidget(m_starts, 1);
    m_perDomain = new CountField;
    m_perDomain->setPlaceholderText(tr("no limit"));
    row->addWidget(add(EventField::MaxPerDomain,
                       new FormField(labelOf(EventField::MaxPerDomain), m_perDomain, tr("empty means no limit"))),
                   1);
}

void EventForm::buildClocks(QBoxLayout *column)
{
    column->addWidget(new Line(Qt::Horizontal));
    QHBoxLayout *head = addRow(column);
    head->setSpacing(space::one);
    head->setContentsMargins(0, space::half, 0, 0);
    head->addWidget(new Label(tr("Two clocks"), Type::Section));
    head->addWidget(Label::muted(tr("the first ends claiming, the second ends the credit"), Type::Caption), 1);
    QHBoxLayout *row = addRow(column);
    m_deadline = add(EventField::ClaimDeadline,
                     new MomentField(labelOf(EventField::ClaimDeadline), fieldName(EventField::ClaimDeadline),
                                     BareDate::EndOfDay, false));
    m_deadline->edit()->setPlaceholderText(tr("as long as the credit lasts"));
    row->addWidget(m_deadline, 1);
    m_expires = add(EventField::CreditExpiresAt,
                    new MomentField(labelOf(EventField::CreditExpiresAt), fieldName(EventField::CreditExpiresAt),
                                    BareDate::EndOfDay, false));
    row->addWidget(m_expires, 1);
    m_clocks = new TwoClocks;
    column->addWidget(m_clocks);
}

void EventForm::buildLinks(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_url = new QLineEdit;
    m_url->setFont(codeFont());
    m_url->setPlaceholderText(u"https://app.example.com/claim?code={code}"_s);
    row->addWidget(
        add(EventField::ClaimUrl, new FormField(labelOf(EventField::ClaimUrl), m_url,
                                                tr("{code} is filled in; upper case makes the QR smaller"))),
        2);
    m_budget = new MoneyField(m_currency);
    row->addWidget(
        add(EventField::Budget, new FormField(labelOf(EventField::Budget), m_budget, tr("claimed; empty: no alarm"))),
        1);
}

void EventForm::buildTexts(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_description = textArea();
    row->addWidget(add(EventField::Description, new FormField(labelOf(EventField::Description), m_description)), 1);
    m_notes = textArea();
    auto *notes = add(EventField::Notes, new FormField(labelOf(EventField::Notes), m_notes));
    notes->setLabelNote(tr("for the team"));
    row->addWidget(notes, 1);
}

void EventForm::connectFields()
{
    const auto watch = [this](QLineEdit *edit, EventField field) {
        connect(edit, &QLineEdit::textChanged, this, [this, field] { touch(field); });
    };
    watch(m_name, EventField::Name);
    watch(m_amount, EventField::Amount);
    watch(m_maxClaims, EventField::MaxClaims);
    watch(m_perOrganization, EventField::MaxPerOrganization);
    watch(m_perDomain, EventField::MaxPerDomain);
    watch(m_url, EventField::ClaimUrl);
    watch(m_budget, EventField::Budget);
    connect(m_tags, &TagsField::tagsChanged, this, [this] { touch(EventField::Tags); });
    connect(m_zone, &ZoneField::zoneChanged, this, [this] { touch(EventField::TimeZone); });
    connect(m_starts, &MomentField::momentChanged, this, [this] { touch(EventField::StartsAt); });
    connect(m_deadline, &MomentField::momentChanged, this, [this] { touch(EventField::ClaimDeadline); });
    connect(m_expires, &MomentField::momentChanged, this, [this] { touch(EventField::CreditExpiresAt); });
    connect(m_description, &QPlainTextEdit::textChanged, this, [this] { touch(EventField::Description); });
    connect(m_notes, &QPlainTextEdit::textChanged, this, [this] { touch(EventField::Notes); });
}

void EventForm::touch(EventField field)
{
    if (m_filling)
        return;
    m_touched.insert(fieldName(field));
    Q_EMIT edited();
}

void EventForm::setDraft(const EventDraft &draft)
{
    m_filling = true;
    const QTimeZone zone = zoneOrUtc(draft.timeZone);
    m_name->setText(draft.name);
    m_name->setCursorPosition(0);
    m_tags->setTags(draft.tags);
    m_amount->setCurrency(draft.amount.currency());
    m_amount->setText(draft.amount.isZero() ? QString() : draft.amount.toText());
    m_maxClaims->setCount(draft.maxClaims);
    m_perOrganization->setCount(draft.maxPerOrganization);
    m_perDomain->setCount(draft.maxPerDomain);
    m_zone->setZone(draft.timeZone);
    m_starts->setMoment(draft.startsAt, zone);
    m_deadline->setMoment(draft.claimDeadline, zone);
    m_expires->setMoment(draft.creditExpiresAt, zone);
    m_url->setText(draft.claimUrl);
    m_url->setCursorPosition(0);
    m_budget->setText(draft.budget ? draft.budget->toText() : QString());
    m_description->setPlainText(draft.description);
    m_notes->setPlainText(draft.notes);
    m_paused = draft.paused;
    m_startsWhenEmpty = draft.startsAt.isValid() ? tr("empty: as it was") : tr("empty: at once");
    m_filling = false;
}

void EventForm::freeze(EventFields fields, const QString &reason)
{
    for (const EventField field : enteredFields()) {
        FormField *form = formField(fieldName(field));
        form->field()->setEnabled(!fields.testFlag(field));
        if (fields.testFlag(field))
            form->setHint(reason);
    }
}

void EventForm::focusField(const QString &field)
{
    if (FormField *form = formField(field))
        form->field()->setFocus(Qt::OtherFocusReason);
}

} // namespace scrip
