// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyring_secrets.h"

#include <QTimer>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int endMs = 2000;

/// Under which the keyring lists them.
const QString serviceName = u"scrip"_s;

class Say
{
    Q_DECLARE_TR_FUNCTIONS(scrip::KeyringSecrets)
};

Failure noKeyring()
{
    return Failure::named(u"connection_failed"_s, Say::tr("No keyring answers on this computer."), u"password"_s,
                          Say::tr("Start one, such as GNOME Keyring or KWallet, or use ~/.pgpass."));
}

/// The keyring's own words are in any language and say little, so only what can be done is told.
Failure failureOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::EntryNotFound:
        return Failure::named(u"not_found"_s, Say::tr("The keyring has no such password."), u"password"_s);
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Failure::named(u"not_permitted"_s, Say::tr("The keyring was not unlocked."), u"password"_s);
    default:
        return noKeyring();
    }
}

Result<Done> doneOr(QKeychain::Error error)
{
    return error == QKeychain::NoError ? Result<Done>(Done{}) : Result<Done>(failureOf(error));
}

/// A promise that is kept once: by the job, or by the clock.
template <typename T> class OnceKept
{
public:
    OnceKept() { m_promise.start(); }
    [[nodiscard]] Answer<T> answer() const { return m_promise.future(); }
    void keep(Result<T> result)
    {
        if (std::exchange(m_kept, true))
            return;
        m_promise.addResult(std::move(result));
        m_promise.finish();
    }

private:
    QPromise<Result<T>> m_promise;
    bool m_kept = false; ///< Looked at on the worker's thread alone.
};

} // namespace

KeyringSecrets::KeyringSecrets() = default;

KeyringSecrets::~KeyringSecrets()
{
    if (!m_thread)
        return;
    m_thread->quit();
    // One that hangs in the keyring's library is left behind: it must not keep the program from ending.
    if (!m_thread->wait(endMs))
        (void)m_thread.release();
}

template <typename T, typename Make, typename Take> Answer<T> KeyringSecrets::run(Make make, Take take)
{
    if (!m_thread) {
        m_thread = std::make_unique<QThread>();
        m_worker = new QObject;
        m_worker->moveToThread(m_thread.get());
        QObject::connect(m_thread.get(), &QThread::finished, m_worker, &QObject::deleteLater);
        m_thread->start();
    }
    const auto kept = std::make_shared<OnceKept<T>>();
    QMetaObject::invokeMethod(m_worker, [worker = m_worker, kept, make, take, patience = m_patience] {
        auto *job = make();
        job->setParent(worker);
        job->setAutoDelete(true);
        job->setInsecureFallback(false);
        QObject::connect(job, &QKeychain::Job::finished, worker, [kept, take, job] { kept->keep(take(job)); });
        QTimer::singleShot(patience, worker, [kept] { kept->keep(noKeyring()); });
        job->start();
    });
    return kept->answer();
}

Answer<QString> KeyringSecrets::read(const QString &entry)
{
    return run<QString>(
        [entry] {
            auto *job = new QKeychain::ReadPasswordJob(serviceName);
            job->setKey(entry);
            return job;
        },
        [](QKeychain::ReadPasswordJob *job) {
            return job->error() == QKeychain::NoError ? Result<QString>(job->textData())
                                                      : Result<QString>(failureOf(job->error()));
        });
}

Answer<Done> KeyringSecrets::write(const QString &entry, const QString &secret)
{
    return run<Done>(
        [entry, secret] {
            auto *job = new QKeychain::WritePasswordJob(serviceName);
            job->setKey(entry);
            job->setTextData(secret);
            return job;
        },
        [](QKeychain::WritePasswordJob *job) { return doneOr(job->error()); });
}

Answer<Done> KeyringSecrets::remove(const QString &entry)
{
    return run<Done>(
        [entry] {
            auto *job = new QKeychain::DeletePasswordJob(serviceName);
            job->setKey(entry);
            return job;
        },
        [](QKeychain::DeletePasswordJob *job) {
            // What is not there is gone already.
            const bool missing = job->error() == QKeychain::EntryNotFound;
            return missing ? Result<Done>(Done{}) : doneOr(job->error());
        });
}

} // namespace scrip
