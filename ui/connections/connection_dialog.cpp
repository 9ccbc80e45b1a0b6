// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connections/connection_dialog.h"

#include "core/text_rules.h"
#include "ui/connections/connection_words.h"
#include "ui/connections/stage_list.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/prompts.h"

#include <QBoxLayout>
#include <QLineEdit>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int dialogWidth = 912;
constexpr int sideWidth = 312;

} // namespace

ConnectionDialog::ConnectionDialog(const ConnectionPorts &ports, const ConnectionProfile &profile,
                                   const QString &replacing, QWidget *page)
    : DialogFrame(replacing.isEmpty() ? tr("Add connection") : tr("Edit connection"), dialogWidth, page)
    , m_ports(ports)
    , m_replacing(replacing)
    , m_oldEntry(replacing.isEmpty() ? QString() : profile.keyringEntry)
    , m_form(new ConnectionForm(ports.book.services()))
    , m_trial(new StagedTest(ports, this))
{
    content()->addWidget(m_form);
    buildSide();
    m_form->setDraft({profile, {}, true});
    setSubmit(replacing.isEmpty() ? tr("Add") : tr("Save changes"));
    connect(m_form, &ConnectionForm::edited, this, &ConnectionDialog::onEdited);
    connect(m_form->browse(), &QPushButton::clicked, this, [this] {
        m_ports.prompts.askOpenPath(this, {tr("Certificate of the signer"), {}, tr("Certificates (*.crt *.pem)")},
                                    [form = m_form](const QString &path) {
                                        if (!path.isEmpty())
                                            form->setCaFile(path);
                                    });
    });
    connect(this, &DialogFrame::submitted, this, &ConnectionDialog::submit);
    keepWhatIsTyped(ports.prompts);
    judge();
}

void ConnectionDialog::buildSide()
{
    QBoxLayout *side = sidePanel(sideWidth);
    side->addWidget(new Label(tr("Try it out"), Type::Section));
    m_verdict = Label::muted(tr("Nothing is saved or changed by a test."));
    m_verdict->setWordWrap(true);
    side->addWidget(m_verdict);
    m_stages = new StageList;
    side->addWidget(m_stages);
    m_test = makeButton(Glyph::Connection, tr("Test"), ButtonLook::Secondary);
    side->addWidget(m_test, 0, Qt::AlignLeft);
    side->addStretch(1);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::startTest);
    connect(m_trial, &StagedTest::finished, this, [this](const ConnectionTest &test) {
        m_stages->showTest(test);
        m_verdict->setText(test.failure ? tr("It does not work yet.")
                                        : tr("It works: %1").arg(shownText(test.target)));
        m_verdict->setTone(test.failure ? Tone::Bad : Tone::Good);
        Q_EMIT tested();
    });
    connect(m_trial, &StagedTest::refused, this, [this](const Failure &failure) {
        m_stages->clear();
        m_verdict->setText(plainWords(failure));
        m_verdict->setTone(Tone::Bad);
        Q_EMIT tested();
    });
}

void ConnectionDialog::onEdited(const QString &field)
{
    m_touched.insert(field);
    // What was seen is no longer what is written.
    m_trial->forget();
    m_stages->clear();
    m_verdict->setText(tr("Nothing is saved or changed by a test."));
    m_verdict->setMuted();
    clearFailure();
    judge();
}

void ConnectionDialog::judge()
{
    const ConnectionProfile profile = m_form->draft().profile;
    const QList<Failure> failures = validate(profile);
    QHash<QString, QString> errors;
    QStringList wrong;
    for (const Failure &failure : failures) {
        // A name that nobody has come to is not wrong yet.
        if (failure.field == u"name"_s && profile.name.isEmpty() && !m_touched.contains(failure.field))
            continue;
        if (!errors.contains(failure.field))
            wrong << profileFieldText(failure.field);
        errors.insert(failure.field, failure.message);
    }
    m_form->showErrors(errors);
    m_test->setEnabled(wrong.isEmpty());
    if (!wrong.isEmpty())
        setObstacle(tr("To correct: %1").arg(wrong.join(u", "_s)));
    else
        setObstacle(failures.isEmpty() ? QString() : tr("A name is needed"), false);
}

void ConnectionDialog::startTest()
{
    // The button stays on while the test runs: switched off it would lose the focus.
    if (m_trial->isRunning())
        return;
    const ConnectionDraft draft = m_form->draft();
    m_stages->showRunning();
    m_verdict->setText(tr("Trying…"));
    m_verdict->setMuted();
    ConnectionProfile profile = draft.profile;
    if (!draft.keepPassword)
        profile.keyringEntry.clear();
    m_trial->start(profile, draft.password);
}

void ConnectionDialog::submit()
{
    ConnectionDraft draft = m_form->draft();
    if (draft.password.isEmpty() || !draft.keepPassword) {
        save(draft);
        return;
    }
    setBusy(true, tr("Asking the keyring…"));
    if (draft.profile.keyringEntry.isEmpty())
        draft.profile.keyringEntry = QUuid::createUuid().toString(QUuid::WithoutBraces);
    onDone<Done>(
        this, m_ports.secrets.write(draft.profile.keyringEntry, draft.password),
        [this, draft](const Result<Done> &kept) {
            setBusy(false);
            if (kept)
                save(draft);
            else
                showFailure(
                    tr("Not saved: the password could not be kept."),
                    tr("%1 Without the tick it is asked for when connecting.").arg(plainWords(kept.failure())));
        });
}

void ConnectionDialog::save(ConnectionDraft draft)
{
    if (!draft.keepPassword)
        draft.profile.keyringEntry.clear();
    if (const Result<Done> written = m_ports.book.save(draft.profile, m_replacing); !written) {
        refuse(written.failure());
        return;
    }
    // Its answer changes nothing here: what stays behind is an entry that nothing names any more.
    if (!m_oldEntry.isEmpty() && m_oldEntry != draft.profile.keyringEntry)
        m_ports.secrets.remove(m_oldEntry);
    m_form->line(u"password"_s)->clear();
    Q_EMIT saved(draft.profile);
    accept();
}

void ConnectionDialog::refuse(const Failure &failure)
{
    if (FormField *form = m_form->form(failure.field))
        form->setError(failure.message);
    showFailure(tr("Not saved."), plainWords(failure), {}, failure.name);
}

} // namespace scrip
