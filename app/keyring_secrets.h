// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/secret_store.h"

#include <QCoreApplication>
#include <QThread>

#include <functional>
#include <memory>

namespace scrip {

/// Passwords in the keyring of the desktop (libsecret, KWallet) by QtKeychain. Its jobs run on a thread of their own:
/// a keyring that hangs, or a person who lets its dialog wait, stops nothing here. Owned by the application, and
/// the only one: QtKeychain does all jobs on the thread that asked first.
class KeyringSecrets : public SecretStore
{
    Q_DECLARE_TR_FUNCTIONS(scrip::KeyringSecrets)
public:
    KeyringSecrets();
    ~KeyringSecrets() override;
    KeyringSecrets(const KeyringSecrets &) = delete;
    KeyringSecrets &operator=(const KeyringSecrets &) = delete;

    Answer<QString> read(const QString &entry) override;
    Answer<Done> write(const QString &entry, const QString &secret) override;
    Answer<Done> remove(const QString &entry) override;

    /// How long a keyring, and whoever unlocks it, may take; two minutes by itself.
    void setPatience(int milliseconds) { m_patience = milliseconds; }

private:
    template <typename T, typename Make, typename Take> Answer<T> run(Make make, Take take);

    std::unique_ptr<QThread> m_thread; ///< Started by the first question.
    QObject *m_worker = nullptr;       ///< Lives on that thread, and goes with it.
    int m_patience = 120'000;
};

} // namespace scrip
