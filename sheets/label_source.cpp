// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_source.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace scrip {

Result<QList<LabelContent>> ListLabelSource::next()
{
    const QList<LabelContent> part = m_labels.mid(m_at, chunk);
    m_at += part.size();
    return part;
}

Result<QList<LabelContent>> LabelFeed::take(int count)
{
    QList<LabelContent> sheet;
    sheet.reserve(count);
    while (sheet.size() < count) {
        if (m_at == m_chunk.size()) {
            auto next = m_source.next();
            if (!next)
                return next.failure();
            m_chunk = std::move(next).value();
            m_at = 0;
            if (m_chunk.isEmpty())
                return Failure::named(u"internal"_s, QCoreApplication::translate(
                                                         "scrip::Sheets", "There are fewer codes than announced."));
        }
        const qsizetype part = qMin<qsizetype>(count - sheet.size(), m_chunk.size() - m_at);
        sheet << m_chunk.mid(m_at, part);
        m_at += part;
    }
    return sheet;
}

} // namespace scrip
