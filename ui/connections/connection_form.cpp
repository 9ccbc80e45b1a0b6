// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_form.h"

#include "ui/connections/connection_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/segments.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Room for the longest of what may be wrong.
constexpr int hintLines = 2;

constexpr std::array levels{SafetyLevel::Sandbox, SafetyLevel::Staging, SafetyLevel::Production};

QHBoxLayout *addRow(QBoxLayout *column)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(space::two);
    column->addLayout(row);
    return row;
}

} // namespace

ConnectionForm::ConnectionForm(const QStringList &services, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::half);
    buildWho(column);
    buildWhere(column);
    buildLogin(column);
    buildSafeWay(column);
    buildWay(column, services);
    showHints();
}

QLineEdit *ConnectionForm::addLine(QBoxLayout *row, const QString &field, const QString &hint, int stretch)
{
    auto *edit = new QLineEdit;
    auto *form = new FormField(profileFieldText(field), edit, hint, nullptr, hintLines);
    m_forms.insert(field, form);
    m_lines.append({field, edit});
    row->addWidget(form, stretch);
    connect(edit, &QLineEdit::textChanged, this, [this, field] { Q_EMIT edited(field); });
    return edit;
}

void ConnectionForm::buildWho(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    addLine(row, u"name"_s, tr("What --db takes, too."));
    QStringList texts;
    for (const SafetyLevel level : levels)
        texts << safetyText(level);
    m_safety = new Segments(texts);
    auto *form = new FormField(profileFieldText(u"safety"_s), m_safety, {}, nullptr, hintLines);
    m_forms.insert(u"safety"_s, form);
    row->addWidget(form, 1);
    connect(m_safety, &Segments::currentChanged, this, [this] {
        showHints();
        Q_EMIT edited(u"safety"_s);
    });
}

void ConnectionForm::buildWhere(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    addLine(row, u"host"_s, tr("Empty: this computer's socket."), 3)->setPlaceholderText(u"db.example.com"_s);
    addLine(row, u"port"_s, {}, 2)->setPlaceholderText(u"5432"_s);
    addLine(row, u"database"_s, tr("Empty: as the user."), 3);
}

void ConnectionForm::buildLogin(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    addLine(row, u"user"_s, tr("A login of your own."));
    QLineEdit *password = addLine(row, u"password"_s);
    password->setEchoMode(QLineEdit::Password);
    password->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase);
    m_keep = new QCheckBox(tr("Keep the password in the keyring"));
    m_keep->setChecked(true);
    connect(m_keep, &QCheckBox::toggled, this, [this] {
        showHints();
        Q_EMIT edited(u"password"_s);
    });
    column->addWidget(m_keep);
    column->addSpacing(space::half);
}

void ConnectionForm::buildSafeWay(QBoxLayout *column)
{
    QHBoxLayout *row = addRow(column);
    m_sslMode = new QComboBox;
    m_sslMode->addItem(tr("Safe by itself"), QString());
    for (const QString &mode : sslModes())
        m_sslMode->addItem(mode, mode);
    auto *form = new FormField(profileFieldText(u"sslmode"_s), m_sslMode, {}, nullptr, hintLines);
    m_forms.insert(u"sslmode"_s, form);
    row->addWidget(form, 1);
    connect(m_sslMode, &QComboBox::currentIndexChanged, this, [this] {
        showHints();
        Q_EMIT edited(u"sslmode"_s);
    });
    auto *file = new QHBoxLayout;
    file->setSpacing(space::one);
    addLine(file, u"ca_file"_s, tr("Empty: ~/.postgresql/root.crt"));
    m_browse = makeButton(Glyph::Folder, {}, ButtonLook::Secondary);
    m_browse->setAccessibleName(tr("Choose the file"));
    m_browse->setToolTip(tr("Choose the file"));
    auto *below = new QVBoxLayout;
    below->addSpacing(22); // below the label
    below->addWidget(m_browse);
    below->addStretch(1);
    file->addLayout(below);
    row->addLayout(file, 1);
}

void ConnectionForm::buildWay(QBoxLayout *column, const QStringList &services)
{
    QHBoxLayout *row = addRow(column);
    addLine(row, u"tunnel"_s, tr("Empty: straight. Else user@host:port, or a name that ssh knows."))
        ->setPlaceholderText(u"mara@gate.example.com"_s);
    m_service = new QComboBox;
    m_service->addItem(tr("None"), QString());
    for (const QString &service : services)
        m_service->addItem(service, service);
    auto *form = new FormField(profileFieldText(u"service"_s), m_service, tr("Fills in what is left empty here."),
                               nullptr, hintLines);
    m_forms.insert(u"service"_s, form);
    row->addWidget(form, 1);
    connect(m_service, &QComboBox::currentIndexChanged, this, [this] { Q_EMIT edited(u"service"_s); });
}

FormField *ConnectionForm::form(const QString &field) const
{
    return m_forms.value(field);
}

QLineEdit *ConnectionForm::line(const QString &field) const
{
    for (const auto &[name, edit] : m_lines) {
        if (name == field)
            return edit;
    }
    Q_UNREACHABLE();
}

void ConnectionForm::setCaFile(const QString &path)
{
    line(u"ca_file"_s)->setText(path);
}

void ConnectionForm::setDraft(const ConnectionDraft &draft)
{
    const ConnectionProfile &profile = draft.profile;
    m_keyringEntry = profile.keyringEntry;
    line(u"name"_s)->setText(profile.name);
    line(u"host"_s)->setText(profile.host);
    line(u"port"_s)->setText(profile.port == 0 ? QString() : QString::number(profile.port));
    line(u"database"_s)->setText(profile.database);
    line(u"user"_s)->setText(profile.user);
    line(u"password"_s)->setText(draft.password);
    line(u"ca_file"_s)->setText(profile.caFile);
    line(u"tunnel"_s)->setText(profile.tunnel);
    for (int i = 0; i < static_cast<int>(levels.size()); ++i) {
        if (profile.safety.value_or(SafetyLevel::Production) == levels.at(static_cast<size_t>(i)))
            m_safety->setCurrent(i);
    }
    m_sslMode->setCurrentIndex(std::max(0, m_sslMode->findData(profile.sslMode)));
    // A service that is gone still is what the connection builds on.
    if (m_service->findData(profile.service) < 0)
        m_service->addItem(profile.service, profile.service);
    m_service->setCurrentIndex(m_service->findData(profile.service));
    m_keep->setChecked(draft.keepPassword);
    showHints();
}

ConnectionDraft ConnectionForm::draft() const
{
    ConnectionDraft draft;
    ConnectionProfile &profile = draft.profile;
    profile.name = line(u"name"_s)->text().trimmed();
    profile.host = line(u"host"_s)->text().trimmed();
    const QString port = line(u"port"_s)->text().trimmed();
    bool number = true;
    profile.port = port.isEmpty() ? 0 : port.toInt(&number);
    if (!number)
        profile.port = -1;
    profile.database = line(u"database"_s)->text().trimmed();
    profile.user = line(u"user"_s)->text().trimmed();
    profile.caFile = line(u"ca_file"_s)->text().trimmed();
    profile.tunnel = line(u"tunnel"_s)->text().trimmed();
    profile.service = m_service->currentData().toString();
    profile.sslMode = m_sslMode->currentData().toString();
    profile.safety = levels.at(static_cast<size_t>(m_safety->current()));
    profile.keyringEntry = m_keyringEntry;
    draft.password = line(u"password"_s)->text();
    draft.keepPassword = m_keep->isChecked();
    return draft;
}

void ConnectionForm::showHints()
{
    m_forms[u"sslmode"_s]->setHint(sslModeHint(m_sslMode->currentData().toString()));
    const bool production = levels.at(static_cast<size_t>(m_safety->current())) == SafetyLevel::Production;
    m_forms[u"safety"_s]->setHint(production ? tr("With a band across the window.") : QString());
    line(u"password"_s)
        ->setPlaceholderText(m_keyringEntry.isEmpty() || !m_keep->isChecked() ? QString() : tr("in the keyring"));
    m_forms[u"password"_s]->setHint(m_keep->isChecked() ? tr("Empty: ~/.pgpass, or asked for when connecting.")
                                                        : tr("For the test alone; asked for when connecting."));
}

void ConnectionForm::showErrors(const QHash<QString, QString> &errors)
{
    for (auto form = m_forms.cbegin(); form != m_forms.cend(); ++form)
        form.value()->setError(errors.value(form.key()));
}

} // namespace scrip
