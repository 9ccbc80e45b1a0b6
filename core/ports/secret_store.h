// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/async.h"

namespace scrip {

/// Where passwords are kept for a person: the keyring of the desktop. Asking may bring up a dialog of the keyring, so
/// an answer may take as long as a person does; no call waits for it. Answers on any thread; outlives its answers. No
/// secret is written anywhere else, and no message holds one.
class SecretStore
{
public:
    virtual ~SecretStore() = default;

    /// Refuses with not_found, and with connection_failed where no keyring answers.
    virtual Answer<QString> read(const QString &entry) = 0;
    virtual Answer<Done> write(const QString &entry, const QString &secret) = 0;
    /// An entry that is not there is gone already.
    virtual Answer<Done> remove(const QString &entry) = 0;
};

} // namespace scrip
