// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"
#include "ui/widgets/dialog_frame.h"

namespace scrip {

class DialogWriteBase;
class ReasonField;
class Segments;

/// Lets this login write on a production database for 5, 15 or 60 minutes, with a reason that goes into the audit.
/// Deletes itself.
class UnlockDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `name` of the connection; `now` is the database's clock as it stands in the zone that people read.
    UnlockDialog(Administration &administration, const QString &name, const QDateTime &now, QWidget *parent);

    [[nodiscard]] Segments *spans() const { return m_spans; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] Label *end() const { return m_end; }
    [[nodiscard]] DialogWriteBase *write() const { return m_write; }

Q_SIGNALS:
    void unlocked(const QDateTime &until);

private:
    [[nodiscard]] int minutes() const;
    void judge();

    QDateTime m_now;
    Segments *m_spans = nullptr;
    Label *m_end = nullptr;
    ReasonField *m_reason = nullptr;
    DialogWriteBase *m_write = nullptr;
};

} // namespace scrip
