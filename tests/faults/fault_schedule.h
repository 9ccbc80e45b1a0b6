// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "db/private_cluster.h"
#include "faults/client_crew.h"

#include <QList>
#include <QRandomGenerator>

namespace scrip::test {

/// One thing that goes wrong, and how much has to get done before it may.
struct Fault
{
    enum class Kind { KillBackend, KillServer, StopAtOnce, KillClient, Restart };
    static constexpr int kinds = 5;

    Kind kind = Kind::KillBackend;
    int afterAcknowledged = 0;
    int afterClaims = 0;
    quint32 victim = 0; ///< Which of many, counted around.

    [[nodiscard]] QString toText() const;
};

/// Faults as a seed makes them: the same seed, the same faults. The first ones are of every kind.
class FaultSchedule
{
public:
    explicit FaultSchedule(quint32 seed);

    [[nodiscard]] Fault next();

private:
    QRandomGenerator m_random;
    QList<Fault::Kind> m_first;
};

/// Makes it happen, and the server run again. False when that does not come about.
[[nodiscard]] bool inject(const Fault &fault, PrivateCluster &cluster, ClientCrew &crew);

} // namespace scrip::test
