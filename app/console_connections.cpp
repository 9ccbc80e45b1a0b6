// SPDX-License-Identifier: GPL-3.0-or-later
// From one database to another, and the passwords on the way.
#include "app/connection_text.h"
#include "app/console.h"

#include "ui/connections/connection_words.h"
#include "ui/connections/password_dialog.h"
#include "ui/widgets/toast.h"

#include <QUuid>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace scrip {

void Console::connectTo(const QString &target)
{
    if (isHeldUp(&inFront()))
        return;
    if (m_jobs.running() == 0) {
        switchTo(target);
        return;
    }
    const Question question{
        tr("Connect elsewhere while work is running?"),
        tr("%n job(s) run on this database. What is saved already stays; the rest can be finished "
           "later.",
           nullptr, m_jobs.running()),
        tr("Stop and connect"), ButtonLook::Danger};
    m_prompts->ask(&inFront(), question, [this, target](bool yes) {
        if (!yes)
            return;
        for (int row = 0; row < m_jobs.rowCount(); ++row)
            m_jobs.cancel(m_jobs.at(row).id);
        // They work on this database until they say that they have stopped.
        m_wanted = target;
        if (m_jobs.running() == 0)
            switchTo(*std::exchange(m_wanted, std::nullopt));
    });
}

/// Through the event loop: whoever asked may be a button of a page that goes.
void Console::switchTo(const QString &target)
{
    QMetaObject::invokeMethod(
        this,
        [this, target] {
            closeDatabase();
            m_options.target = target;
            openTarget();
        },
        Qt::QueuedConnection);
}

/// The pages of all windows go before the stores they borrow; with them goes everything that waits for an answer of
/// this database.
void Console::closeDatabase()
{
    m_sandboxStart.forget();
    m_passwordRead.forget();
    delete m_passwordDialog;
    m_upkeep.reset();
    m_closed.clear();
    for (const auto &one : m_windows)
        one->leave();
    setDoubts({});
    m_jobs.clearEnded(); // what they offer to show is of this database
    m_database.reset();
}

std::optional<ConnectionProfile> Console::savedProfile(const QString &target) const
{
    const auto profiles = m_connections.saved();
    if (!profiles || target.isEmpty())
        return std::nullopt;
    const auto found = std::find_if(profiles->begin(), profiles->end(), [&target](const ConnectionProfile &profile) {
        return profile.name == target.trimmed();
    });
    return found == profiles->end() ? std::nullopt : std::optional(*found);
}

void Console::openSaved(const QString &target)
{
    const std::optional<ConnectionProfile> profile = savedProfile(target);
    if (!profile || profile->keyringEntry.isEmpty()) {
        openDatabase(target);
        return;
    }
    ConnectionStatus waiting;
    waiting.kind = ConnectionStatus::Kind::Ordinary;
    waiting.name = profile->name;
    setStatus(waiting);
    m_passwordRead.ask(this, m_secrets.read(profile->keyringEntry), [this, target](const Result<QString> &secret) {
        // Without it the server may still let one in; if not, one is asked.
        openDatabase(target, secret ? *secret : QString());
    });
}

void Console::askPassword(const QString &target)
{
    if (m_passwordDialog)
        return;
    auto *dialog = new PasswordDialog(m_database->target(), m_database->lastFailure().message,
                                      savedProfile(target).has_value(), &inFront());
    m_passwordDialog = dialog;
    connect(dialog, &PasswordDialog::entered, this, [this, target](const QString &password, bool keep) {
        if (keep)
            keepPassword(target, password);
        QMetaObject::invokeMethod(
            this,
            [this, target, password] {
                closeDatabase();
                openDatabase(target, password);
            },
            Qt::QueuedConnection);
    });
    dialog->open();
}

TourStop Console::tourOfPassword()
{
    const auto opened = std::make_shared<QPointer<QWidget>>();
    return {u"password"_s,
            [this, opened](const std::function<void()> &ready) {
                auto *dialog = new PasswordDialog(
                    u"mara.lindqvist@db.example.com:5432/billing"_s,
                    tr("The server does not let mara.lindqvist in: password authentication failed."), true,
                    &window());
                *opened = dialog;
                dialog->open();
                ready();
            },
            [opened] { delete *opened; }};
}

void Console::keepPassword(const QString &target, const QString &password)
{
    std::optional<ConnectionProfile> profile = savedProfile(target);
    if (!profile)
        return;
    if (profile->keyringEntry.isEmpty())
        profile->keyringEntry = QUuid::createUuid().toString(QUuid::WithoutBraces);
    onDone<Done>(this, m_secrets.write(profile->keyringEntry, password),
                 [this, kept = *profile](const Result<Done> &done) {
                     const Result<Done> saved = done ? m_connections.save(kept) : done;
                     if (!saved)
                         Toast::show(&inFront(), Tone::Warn,
                                     tr("The password is not kept, so it will be asked for again. %1")
                                         .arg(plainWords(saved.failure())));
                 });
}

/// As the person knows it: by the name they gave, and with the care they asked for.
void Console::showStatus()
{
    ConnectionStatus status = statusOf(*m_database);
    if (m_profile) {
        status.name = m_profile->name;
        if (m_profile->safety == SafetyLevel::Production)
            status.kind = ConnectionStatus::Kind::Production;
    }
    setStatus(status);
}

} // namespace scrip
