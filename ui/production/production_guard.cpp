// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/production/production_guard.h"

#include "core/text_rules.h"
#include "ui/events/event_words.h"
#include "ui/production/production_band.h"
#include "ui/production/unlock_dialog.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/reason_dialog.h"
#include "ui/widgets/toast.h"

#include <QApplication>
#include <QPlainTextEdit>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int secondsInMinute = 60;

/// "14:05", "1:00:00".
QString clockText(qint64 seconds)
{
    const QTime time = QTime(0, 0).addSecs(static_cast<int>(seconds));
    return time.toString(time.hour() > 0 ? u"H:mm:ss"_s : u"m:ss"_s);
}

} // namespace

ProductionGuard::ProductionGuard(MainWindow &window, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_unlock(makeAction(this, tr("&Unlock writing…"), Glyph::Unlock, Qt::CTRL | Qt::SHIFT | Qt::Key_U))
    , m_lock(makeAction(this, tr("&Lock writing now"), Glyph::Lock, Qt::CTRL | Qt::SHIFT | Qt::Key_L))
    , m_band(new ProductionBand(m_unlock, m_lock))
{
    window.addBand(m_band);
    window.addConnectionAction(m_unlock);
    window.addConnectionAction(m_lock);
    connect(m_unlock, &QAction::triggered, this, &ProductionGuard::openUnlock);
    connect(m_lock, &QAction::triggered, this, [this] { lockNow(newKey()); });
    m_second.setInterval(1000);
    connect(&m_second, &QTimer::timeout, this, &ProductionGuard::showBand);
    judge();
}

void ProductionGuard::watch(ConnectionMonitor &monitor, Administration &administration, const QString &name,
                            std::optional<SafetyLevel> safety)
{
    forget();
    m_monitor = &monitor;
    m_administration = &administration;
    m_name = shownText(name);
    m_safety = safety;
    connect(&monitor, &ConnectionMonitor::sessionChanged, this, &ProductionGuard::onSession);
    connect(&monitor, &ConnectionMonitor::stateChanged, this, &ProductionGuard::judge);
    onSession();
}

void ProductionGuard::forget()
{
    if (m_monitor)
        m_monitor->disconnect(this);
    m_locking.forget();
    m_monitor = nullptr;
    m_administration = nullptr;
    m_safety.reset();
    delete m_dialog;
    judge();
}

void ProductionGuard::onSession()
{
    m_sinceSession.start();
    judge();
}

bool ProductionGuard::isProduction() const
{
    if (!m_monitor)
        return false;
    return session().environment == u"production" || m_safety == SafetyLevel::Production;
}

QDateTime ProductionGuard::now() const
{
    return m_monitor ? session().now.addMSecs(m_sinceSession.elapsed()) : QDateTime();
}

const Session &ProductionGuard::session() const
{
    return m_example ? *m_example : m_monitor->session();
}

QString ProductionGuard::reasonAgainstUnlocking() const
{
    if (!m_monitor || m_monitor->state() != ConnectionState::Connected)
        return tr("There is no connection to the database");
    const Session &session = this->session();
    if (session.environment != u"production")
        return tr("Only a production database is locked, and this one does not call itself so");
    if (session.inRecovery)
        return tr("This database is a replica: nothing can be written");
    for (const char *role : {"admin", "staff", "support"}) {
        if (session.has(QString::fromLatin1(role)))
            return {};
    }
    return tr("Your roles do not write");
}

QString ProductionGuard::sentence() const
{
    const Session &session = this->session();
    if (m_monitor->state() != ConnectionState::Connected)
        return tr("Not connected: nothing here can change data.");
    const QString who = shownText(session.login);
    if (session.environment != u"production")
        return tr("Connected as %1. The database itself does not call itself production, so it locks nothing: be "
                  "careful.")
            .arg(who);
    if (session.inRecovery)
        return tr("Connected as %1 to a replica: nothing here can change data.").arg(who);
    if (session.locked)
        return tr("Connected as %1. Read-only: nothing here can change data.").arg(who);
    const qint64 left = std::max<qint64>(0, now().secsTo(session.unlockedUntil));
    return tr("Connected as %1. Writing is unlocked, and locks again in %2.").arg(who, clockText(left));
}

void ProductionGuard::judge()
{
    const bool production = isProduction();
    const bool enforced = production && session().environment == u"production";
    const bool locked = enforced && session().locked;
    const bool unlocked = enforced && !locked && m_monitor->state() == ConnectionState::Connected;
    const QString against = reasonAgainstUnlocking();
    setReasonAgainst(m_unlock, against);
    setReasonAgainst(m_lock, unlocked ? QString() : against.isEmpty() ? tr("Writing is locked already") : against);
    m_unlock->setVisible(production);
    m_lock->setVisible(unlocked);
    if (unlocked)
        m_second.start();
    else
        m_second.stop();
    showBand();
    m_band->setVisible(production);
    lockDialogs(locked ? tr("Production is locked") : QString());
}

void ProductionGuard::showBand()
{
    if (isProduction())
        m_band->setText(m_name, sentence());
}

void ProductionGuard::lockDialogs(const QString &reason)
{
    const QList<DialogFrame *> dialogs = m_window.dialogs();
    for (DialogFrame *dialog : dialogs)
        dialog->setLock(reason, m_unlock);
}

void ProductionGuard::openUnlock()
{
    if (!m_administration || !m_monitor || m_dialog)
        return;
    // Over the dialog that is open, which a button of its own may have asked for.
    auto *over = qobject_cast<DialogFrame *>(QApplication::activeModalWidget());
    const bool ours = over && m_window.dialogs().contains(over);
    const QDateTime shown = now().toTimeZone(zoneOrUtc(session().timeZone));
    auto *dialog = new UnlockDialog(*m_administration, m_name, shown,
                                    ours ? static_cast<QWidget *>(over) : static_cast<QWidget *>(&m_window));
    m_dialog = dialog;
    connect(dialog, &UnlockDialog::unlocked, this, [this] {
        if (m_monitor)
            m_monitor->retry(); // asks for the news, of which this is one
    });
    dialog->open();
    dialog->reasonField()->edit()->setFocus(Qt::OtherFocusReason);
}

void ProductionGuard::lockNow(const QString &key)
{
    if (!m_administration || !m_monitor)
        return;
    m_lock->setEnabled(false);
    m_locking.ask(this, m_administration->lock({key, {}, {}}),
                  [this, key](const Result<Written<QDateTime>> &answer) { onLocked(key, answer); });
}

void ProductionGuard::onLocked(const QString &key, const Result<Written<QDateTime>> &answer)
{
    m_lock->setEnabled(true);
    if (answer) {
        if (m_monitor)
            m_monitor->retry();
        return;
    }
    const Toast::Offer again{tr("Lock again"), [this, key] { lockNow(key); }};
    Toast::show(&m_window, Tone::Bad, tr("It is not known to be locked. %1").arg(failureWords(answer.failure())),
                again, answer.failure().name);
}

void ProductionGuard::pretend(bool locked)
{
    m_example = m_monitor->session();
    m_example->environment = u"production"_s;
    m_example->locked = locked;
    m_example->unlockedUntil = m_example->now.addSecs(15LL * secondsInMinute);
    m_name = u"billing-eu"_s;
    onSession();
}

QList<TourStop> ProductionGuard::tourStops()
{
    const auto end = [this] {
        delete m_dialog;
        m_example.reset();
        judge();
    };
    const TourStop band{u"production-locked"_s,
                        [this](const std::function<void()> &ready) {
                            pretend(true);
                            ready();
                        },
                        end};
    const TourStop open{u"production-unlocked"_s,
                        [this](const std::function<void()> &ready) {
                            pretend(false);
                            ready();
                        },
                        end};
    const TourStop dialog{u"unlock"_s,
                          [this](const std::function<void()> &ready) {
                              pretend(true);
                              openUnlock();
                              if (m_dialog)
                                  m_dialog->reasonField()->edit()->setPlainText(
                                      tr("Mint and print 480 cards for the Saturday desk"));
                              ready();
                          },
                          end};
    return {band, open, dialog};
}

} // namespace scrip
