// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/palette_lookup.h"

#include "core/api_key_secret.h"
#include "core/ports/connection.h"
#include "ui/claims/claim_rights.h"
#include "ui/shell/match_place.h"

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int pause = 300;

} // namespace

PaletteLookup::PaletteLookup(LookupStore &store, const ConnectionMonitor &connection, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_connection(connection)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &PaletteLookup::ask);
}

bool PaletteLookup::isCounted() const
{
    return m_connection.session().has(u"support"_s) && !m_connection.session().has(u"admin"_s);
}

void PaletteLookup::setText(const QString &text)
{
    const QString wanted = text.trimmed();
    if (wanted == m_text)
        return;
    m_text = wanted;
    m_pause.stop();
    m_asked.forget();
    m_underWay = false;
    m_matches.clear();
    m_reason = reasonAgainstLooking(m_connection);
    if (m_reason.isEmpty() && m_text.size() > longestLookup)
        m_reason = tr("At most %1 characters can be looked for").arg(longestLookup);
    if (m_text.size() < leastLength) {
        enter(State::Short);
    } else if (!m_reason.isEmpty()) {
        enter(State::Barred);
    } else if (isCounted()) {
        enter(State::Offered);
    } else {
        m_pause.start();
        enter(State::Waiting);
    }
}

void PaletteLookup::ask()
{
    if (m_underWay || m_state == State::Short || m_state == State::Barred || m_state == State::Found)
        return;
    m_pause.stop();
    m_underWay = true;
    enter(State::Waiting);
    m_asked.ask(this, m_store.lookup(withoutApiKey(m_text)), [this](const Result<LookupResult> &answer) {
        m_underWay = false;
        if (answer)
            m_matches = byKind(answer->matches);
        else
            m_failure = answer.failure();
        enter(answer ? State::Found : State::Failed);
    });
}

HistoryEntry PaletteLookup::place(const Match &match) const
{
    return placeOf(match, m_connection.session());
}

void PaletteLookup::enter(State state)
{
    m_state = state;
    Q_EMIT changed();
}

} // namespace scrip
