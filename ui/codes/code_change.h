// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"

#include <QObject>

namespace scrip {

/// Disables or enables codes, range after range, each under a key of its own that stays the same when it is tried
/// again. Owned by the dialog or page that began it.
class CodeChange : public QObject
{
    Q_OBJECT
public:
    enum class Kind { Disable, Enable };

    CodeChange(CodeStore &store, Kind kind, const QList<SerialRange> &ranges, QObject *parent);

    /// Goes on from the first range that is not done.
    void run(const QString &reason);
    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const QList<SerialRange> &ranges() const { return m_ranges; }
    /// What was done so far.
    [[nodiscard]] const Changed &done() const { return m_done; }

Q_SIGNALS:
    void finished();
    void failed(const scrip::Failure &failure);

private:
    void next();

    CodeStore &m_store;
    Kind m_kind;
    QList<SerialRange> m_ranges;
    QStringList m_keys;
    QString m_reason;
    qsizetype m_at = 0;
    Changed m_done;
};

} // namespace scrip
