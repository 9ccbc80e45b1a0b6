// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/secret_box.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/label.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLineEdit>

namespace scrip {

SecretBox::SecretBox(QWidget *parent)
    : QWidget(parent)
    , m_name(new Label({}, Type::Strong, this))
    , m_field(new QLineEdit(this))
    , m_copy(makeButton(Glyph::Copy, tr("Copy"), ButtonLook::Secondary, this))
    , m_note(Label::muted({}, Type::Caption, this))
{
    m_field->setReadOnly(true);
    m_field->setFont(codeFont());
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->setSpacing(space::one);
    row->addWidget(m_field, 1);
    row->addWidget(m_copy);
    auto *column = new QVBoxLayout(this);
    // Room for the ring of the focus.
    column->setContentsMargins(space::half, space::half, space::half, space::half);
    column->setSpacing(space::half);
    column->addWidget(m_name);
    column->addLayout(row);
    column->addWidget(m_note);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(m_field->text());
        m_copy->setText(tr("Copied"));
    });
}

SecretBox::~SecretBox()
{
    m_field->clear();
}

void SecretBox::showSecret(const QString &name, const QString &secret, const QString &note)
{
    m_name->setText(name);
    m_field->setText(secret);
    m_field->setCursorPosition(0);
    m_field->setAccessibleName(name);
    m_note->setText(note);
    m_copy->setFocus(Qt::OtherFocusReason);
}

} // namespace scrip
