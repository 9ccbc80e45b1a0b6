// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/codes/code_change.h"

namespace scrip {

CodeChange::CodeChange(CodeStore &store, Kind kind, const QList<SerialRange> &ranges, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_kind(kind)
    , m_ranges(ranges)
{
    for (qsizetype i = 0; i < ranges.size(); ++i)
        m_keys.append(newKey());
}

void CodeChange::run(const QString &reason)
{
    m_reason = reason;
    next();
}

void CodeChange::next()
{
    if (m_at >= m_ranges.size()) {
        Q_EMIT finished();
        return;
    }
    const WriteContext context{m_keys.at(m_at), {}, m_reason};
    const SerialRange &range = m_ranges.at(m_at);
    onDone(this, m_kind == Kind::Disable ? m_store.disableRange(range, context) : m_store.enableRange(range, context),
           [this](const Result<Changed> &answer) {
               if (!answer) {
                   Q_EMIT failed(answer.failure());
                   return;
               }
               m_done.changed += answer->changed;
               m_done.skipped += answer->skipped;
               ++m_at;
               next();
           });
}

} // namespace scrip
