// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/password_dialog.h"

#include "core/text_rules.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/label.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLineEdit>

namespace scrip {

namespace {

constexpr int dialogWidth = 440;

} // namespace

PasswordDialog::PasswordDialog(const QString &target, const QString &reason, bool keepable, QWidget *parent)
    : DialogFrame(tr("Password needed"), dialogWidth, parent)
    , m_field(new QLineEdit)
    , m_keep(new QCheckBox(tr("Keep it in the keyring")))
{
    setIntroduction(shownText(target));
    m_field->setEchoMode(QLineEdit::Password);
    m_field->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    content()->addWidget(new FormField(tr("Password"), m_field, shownText(reason), this, 3));
    m_keep->setChecked(keepable);
    m_keep->setEnabled(keepable);
    if (!keepable)
        m_keep->setToolTip(tr("Only a saved connection has a place in the keyring"));
    content()->addWidget(m_keep);
    setSubmit(tr("Connect"));
    connect(m_field, &QLineEdit::textChanged, this, &PasswordDialog::judge);
    connect(this, &DialogFrame::submitted, this, [this] {
        const QString password = m_field->text();
        m_field->clear();
        accept();
        Q_EMIT entered(password, m_keep->isChecked());
    });
    judge();
}

void PasswordDialog::judge()
{
    setObstacle(m_field->text().isEmpty() ? tr("A password is needed") : QString(), false);
}

} // namespace scrip
