// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialog_frame.h"

class QCheckBox;
class QLineEdit;

namespace scrip {

/// Asks for the password of a connection that the server did not let in. Deletes itself; the password goes with the
/// signal and is kept nowhere else.
class PasswordDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `target` is where it leads, `reason` what the server said. `keepable`: whether the keyring may have it from
    /// now on.
    PasswordDialog(const QString &target, const QString &reason, bool keepable, QWidget *parent);

    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QCheckBox *keep() const { return m_keep; }

Q_SIGNALS:
    void entered(const QString &password, bool keep);

private:
    void judge();

    QLineEdit *m_field;
    QCheckBox *m_keep;
};

} // namespace scrip
