// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/connections/connection_form.h"
#include "ui/connections/staged_test.h"
#include "ui/widgets/dialog_frame.h"

#include <QSet>

namespace scrip {

class StageList;

/// Adds or edits a saved connection, and tries it out while it is open. The password goes into the keyring before the
/// rest is saved, so that nothing is lost when no keyring answers. Deletes itself.
class ConnectionDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `replacing`: the name of the one to edit; empty: a new one.
    ConnectionDialog(const ConnectionPorts &ports, const ConnectionProfile &profile, const QString &replacing,
                     QWidget *page);

    [[nodiscard]] ConnectionForm *form() const { return m_form; }
    [[nodiscard]] StageList *stages() const { return m_stages; }
    [[nodiscard]] QPushButton *testButton() const { return m_test; }

Q_SIGNALS:
    void saved(const scrip::ConnectionProfile &profile);
    void tested();

private:
    void buildSide();
    void judge();
    void onEdited(const QString &field);
    void startTest();
    void submit();
    /// With the password where it belongs.
    void save(ConnectionDraft draft);
    void refuse(const Failure &failure);

    ConnectionPorts m_ports;
    QString m_replacing;
    QString m_oldEntry; ///< In the keyring, of the one that is edited.
    QSet<QString> m_touched;
    ConnectionForm *m_form;
    StageList *m_stages = nullptr;
    QPushButton *m_test = nullptr;
    Label *m_verdict = nullptr;
    StagedTest *m_trial;
};

} // namespace scrip
