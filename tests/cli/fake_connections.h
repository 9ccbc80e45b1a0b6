// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection_book.h"
#include "core/ports/connection_tester.h"

namespace scrip {

/// Saved connections in memory, and what a test of one finds.
class FakeConnections : public ConnectionBook, public ConnectionTester
{
public:
    FakeConnections();

    QList<ConnectionProfile> profiles;
    QStringList known; ///< Services.
    std::optional<Failure> unreadable;
    std::optional<Failure> noAddress;
    ConnectionTest answer;
    QStringList tested;

    /// Makes the answer one that fails at that stage.
    void failAt(const QString &stage, const Failure &failure);

    Result<QList<ConnectionProfile>> saved() const override;
    QStringList services() const override { return known; }
    Result<ConnectionAddress> address(const ConnectionProfile &profile) const override;
    Result<Done> save(const ConnectionProfile &profile, const QString &replacing) override;
    Result<Done> remove(const QString &name) override;
    Answer<ConnectionTest> test(const QString &target) override;
    Answer<ConnectionTest> test(const ConnectionProfile &profile, const QString &password) override;
};

} // namespace scrip
