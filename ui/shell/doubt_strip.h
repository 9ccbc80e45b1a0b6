// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/doubtful_write.h"
#include "ui/widgets/inline_message.h"

namespace scrip {

/// Tells of writes of an earlier run that are in doubt and can be resolved by nobody but the person who made them.
/// Stays until they say that they have looked.
class DoubtStrip : public InlineMessage
{
    Q_OBJECT
public:
    explicit DoubtStrip(QWidget *parent = nullptr);

    /// Shows them, oldest first; hidden for none.
    void setDoubts(const QList<DoubtfulWrite> &writes);

Q_SIGNALS:
    /// Keys of the writes that were shown: nobody has to be told of them again.
    void looked(const QStringList &keys);

private:
    QStringList m_keys;
};

} // namespace scrip
