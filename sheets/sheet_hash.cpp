// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_hash.h"

#include "core/event_times.h"

using namespace Qt::StringLiterals;

namespace scrip {

SheetHash::SheetHash(const SheetJob &job)
    : m_tail(QString(u'\t' + job.amount.toText() + u'\t' + job.amount.currency().code() + u'\t' +
                     timeText(job.claimBy) + u'\n')
                 .toUtf8())
{
}

void SheetHash::add(std::span<const LabelContent> labels)
{
    for (const LabelContent &label : labels) {
        m_hash.addData(QByteArray::number(label.serial));
        m_hash.addData("\t");
        m_hash.addData(label.code.toUtf8());
        m_hash.addData(m_tail);
    }
}

QString SheetHash::text() const
{
    return QString::fromLatin1(m_hash.result().toHex());
}

} // namespace scrip
