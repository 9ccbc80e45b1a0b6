// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_field.h"

#include "ui/theme/looks.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int labelHeight = 22;
constexpr int hintHeight = 20;

} // namespace

FormField::FormField(const QString &label, QWidget *field, const QString &hint, QWidget *parent, int hintLines)
    : QWidget(parent)
    , m_field(field)
    , m_label(new Label(label, Type::Strong, this))
    , m_note(Label::muted({}, Type::Caption, this))
    , m_icon(new GlyphMark(Glyph::Warning, Tone::Bad, this, 14))
    , m_line(Label::muted({}, Type::Caption, this))
    , m_hint(hint)
{
    m_note->setType(Type::Caption);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_label);
    head->addWidget(m_note, 1);
    m_label->setFixedHeight(labelHeight);

    auto *line = new QHBoxLayout;
    line->setContentsMargins(0, 2, 0, 0);
    line->setSpacing(5);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addWidget(m_line, 1);
    m_line->setWordWrap(true);
    m_line->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_line->setMinimumHeight(hintHeight + (hintLines - 1) * lineHeight(Type::Caption) - 2);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(field);
    column->addLayout(line);
    m_label->setBuddy(field);
    field->setAccessibleName(label);
    setFocusProxy(field);
    showLine();
}

QString FormField::labelText() const
{
    return m_label->text();
}

void FormField::setHint(const QString &hint)
{
    m_hint = hint;
    showLine();
}

void FormField::setError(const QString &error)
{
    m_error = error;
    setInvalid(m_field, hasError());
    showLine();
}

void FormField::setLabelNote(const QString &note)
{
    m_note->setText(note);
}

void FormField::showLine()
{
    const QString text = hasError() ? m_error : m_hint;
    m_line->setText(text);
    if (hasError())
        m_line->setTone(Tone::Bad);
    else
        m_line->setMuted();
    m_icon->setVisible(hasError());
    m_field->setAccessibleDescription(text);
}

} // namespace scrip
