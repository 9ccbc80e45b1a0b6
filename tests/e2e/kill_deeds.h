// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "e2e/console_driver.h"
#include "e2e/console_world.h"

#include <map>

namespace scrip::test {

/// A dialog on its way to one write, and what that leaves in the database.
struct Deed
{
    /// Opens the dialog and fills it in, up to the press of its main button.
    std::function<bool(ConsoleDriver &)> prepare;
    QString submit; ///< The main button.
    QString field;  ///< One that was typed into; empty: there is none.
    QString typed;
    QByteArray call;  ///< Of the statement whose answer gets lost.
    QString finished; ///< What the dialog, or the window once it is closed, says at the end.
    QString booked;   ///< SQL that counts what was written; one is right.
};

/// Every dialog that writes, by what it does. The world outlives them.
[[nodiscard]] std::map<QString, Deed> allDeeds(const ConsoleWorld &world);

/// The one that unlocks a production database, which is none for the others.
[[nodiscard]] Deed unlockingDeed();

} // namespace scrip::test
