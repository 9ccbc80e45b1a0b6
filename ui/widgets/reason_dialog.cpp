// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reason_dialog.h"

#include "ui/widgets/count_field.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace scrip {

ReasonField::ReasonField(QWidget *parent)
    : QWidget(parent)
    , m_edit(new QPlainTextEdit)
{
    m_edit->setFixedHeight(56);
    m_edit->setTabChangesFocus(true);
    m_form = new FormField(tr("Reason"), m_edit, {}, this);
    m_form->setLabelNote(tr("required, kept in the audit"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_form);
    setFocusProxy(m_edit);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &ReasonField::reasonChanged);
}

QString ReasonField::reason() const
{
    return m_edit->toPlainText().trimmed();
}

ReasonDialog::ReasonDialog(const QString &title, const QString &effect, QWidget *parent)
    : DialogFrame(title, 520, parent)
    , m_reason(new ReasonField)
{
    setWriting();
    setIntroduction(effect);
    content()->addWidget(m_reason);
    connect(m_reason, &ReasonField::reasonChanged, this, &ReasonDialog::judge);
    judge();
}

void ReasonDialog::askCount(qint64 count)
{
    m_wanted = count;
    if (!m_count) {
        m_count = new CountField;
        m_countForm = new FormField(tr("To confirm, type %1").arg(countText(count)), m_count, {}, this);
        content()->addWidget(m_countForm);
        connect(m_count, &QLineEdit::textChanged, this, &ReasonDialog::judge);
    }
    judge();
}

void ReasonDialog::setReasonRequired(bool required)
{
    m_reasonRequired = required;
    m_reason->form()->setLabelNote(required ? tr("required, kept in the audit") : tr("kept in the audit"));
    judge();
}

QString ReasonDialog::reason() const
{
    return m_reason->reason();
}

void ReasonDialog::judge()
{
    if (m_reasonRequired && !m_reason->isGiven())
        setObstacle(tr("A reason is needed"), false);
    else if (m_count && m_count->count() != m_wanted)
        setObstacle(tr("Type %1 to confirm").arg(countText(m_wanted)), false);
    else
        setObstacle({});
}

} // namespace scrip
