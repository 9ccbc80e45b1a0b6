// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/lookup_store.h"
#include "ui/shell/history.h"

#include <QObject>
#include <QTimer>

namespace scrip {

class ConnectionMonitor;

/// Finds, while somebody types in the palette, whatever the database knows by that text. Owned by the palette;
/// borrows the store and the connection.
///
/// The database counts every look-up of a login that is support and not admin, hit or miss, against a cap an hour,
/// and misses besides as those of somebody who guesses codes (count_lookup() and guessing() in the SQL). Such a login
/// is asked for nothing until it says so. For the others a pause in typing is enough.
class PaletteLookup : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Short,   ///< Too little is typed to look for.
        Barred,  ///< Not possible here and now: reason().
        Offered, ///< It would count: ask() does it.
        Waiting, ///< Somebody types, or the answer is under way.
        Found,   ///< matches(), which may be none.
        Failed,  ///< failure().
    };

    PaletteLookup(LookupStore &store, const ConnectionMonitor &connection, QObject *parent = nullptr);

    /// What is typed now. Takes away what was found for another text, and what is under way for it.
    void setText(const QString &text);
    /// Looks at once, if there is something to look for that is not being looked for.
    void ask();
    /// How long nobody has to type before it looks by itself; 300 ms unless set.
    void setPause(int milliseconds) { m_pause.setInterval(milliseconds); }

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] const QList<Match> &matches() const { return m_matches; }
    [[nodiscard]] QString reason() const { return m_reason; }
    [[nodiscard]] const Failure &failure() const { return m_failure; }
    /// Where something that was found is shown to this login.
    [[nodiscard]] HistoryEntry place(const Match &match) const;

    /// Shorter texts are part of nearly everything.
    static constexpr int leastLength = 3;

Q_SIGNALS:
    /// The state, and with it all the rest.
    void changed();

private:
    void enter(State state);
    [[nodiscard]] bool isCounted() const;

    LookupStore &m_store;
    const ConnectionMonitor &m_connection;
    QTimer m_pause;
    Latest<LookupResult> m_asked;
    State m_state = State::Short;
    QString m_text;
    QString m_reason;
    Failure m_failure;
    QList<Match> m_matches;
    bool m_underWay = false;
};

} // namespace scrip
