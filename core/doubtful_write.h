// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

namespace scrip {

/// A write whose answer never came and that cannot be sent again, because a part of it may be written down nowhere:
/// only whoever knows that part can make the same call under its key. A value.
struct DoubtfulWrite
{
    QString action;  ///< As in the audit: "create_claim".
    QString subject; ///< Whom it was for, an e-mail or an id; empty where it does not say.
    QString key;
    QDateTime at; ///< When it was sent, by the clock of this machine.
};

} // namespace scrip
