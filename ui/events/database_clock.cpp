// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/database_clock.h"

namespace scrip {

void DatabaseClock::set(const QDateTime &now)
{
    m_base = now.toUTC();
    m_since.start();
}

QDateTime DatabaseClock::now() const
{
    return m_base.isValid() ? m_base.addMSecs(m_since.elapsed()) : QDateTime::currentDateTimeUtc();
}

} // namespace scrip
