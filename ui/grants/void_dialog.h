// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"

namespace scrip {

class EffectPanel;
class ReasonField;

/// Voids one grant: shows what the database reckons it would do, asks for a reason, and then shows what really
/// happened. Where somebody else was first it says so: a void never books twice. Deletes itself once closed.
class VoidDialog : public GrantDialog
{
    Q_OBJECT
public:
    VoidDialog(const GrantPorts &ports, const Grant &grant, QWidget *page);

    [[nodiscard]] EffectPanel *effect() const { return m_effect; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] bool isReckoned() const { return m_preview.has_value(); }

Q_SIGNALS:
    /// The preview is there, or will not come.
    void ready();

protected:
    void collect() override;
    void send() override;
    [[nodiscard]] Obstacle obstacleHere() const override;
    [[nodiscard]] QString busyText() const override { return tr("Voiding…"); }

private:
    void askPreview();
    void takePreview(const Result<VoidOutcome> &answer);
    void showFigures(const VoidOutcome &outcome, bool happened);
    void showBlocking(const VoidOutcome &outcome, bool happened);
    void take(const VoidOutcome &outcome);
    void showWhose(const VoidOutcome &outcome, const Result<GrantHistory> &answer);
    [[nodiscard]] bool wasVoidedBefore() const;
    void showEarlier(const VoidOutcome &outcome, const QString &who);

    Grant m_grant;
    EffectPanel *m_effect;
    ReasonField *m_reason;
    std::optional<VoidOutcome> m_preview;
    std::optional<Failure> m_noPreview;
    Latest<VoidOutcome> m_asked;
    QString m_sent; ///< The reason under way.
};

} // namespace scrip
