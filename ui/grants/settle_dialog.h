// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"

class QCheckBox;

namespace scrip {

class Bar;
class EffectPanel;
class Label;
class SettleRun;

/// What is due and what settling it protects: reckoned by the database organization by organization, then booked the
/// same way, as DialogWriteBase does it. Can be stopped between two; nothing is booked twice. Deletes itself once
/// closed.
class SettleDialog : public DialogFrame
{
    Q_OBJECT
public:
    SettleDialog(const GrantPorts &ports, QWidget *page);

    [[nodiscard]] EffectPanel *effect() const { return m_effect; }
    [[nodiscard]] QCheckBox *beforeAdoptionBox() const { return m_before; }
    [[nodiscard]] bool isReckoned() const { return m_state == State::Reckoned; }
    [[nodiscard]] bool isFinished() const { return m_state == State::Done; }
    /// Milliseconds before a lost answer is asked for again.
    void setPatience(int milliseconds) { m_write->setResolveAfter(milliseconds); }

Q_SIGNALS:
    void written();
    /// The sums are there, or will not come.
    void ready();

private:
    enum class State { Reckoning, Reckoned, Settling, Stopped, Done };

    void build();
    void reckon();
    void send();
    void showProgress();
    void showSums();
    void onFinished();
    void onFailed(const Failure &failure);
    void onSettled();
    void refuse(const Failure &failure);
    void judge();

    GrantPorts m_ports;
    DialogWriteBase *m_write;
    SettleRun *m_run;
    EffectPanel *m_effect = nullptr;
    QCheckBox *m_before = nullptr;
    Bar *m_bar = nullptr;
    Label *m_progress = nullptr;
    State m_state = State::Reckoning;
    bool m_failed = false;
};

} // namespace scrip
