// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"

class QLineEdit;

namespace scrip {

class EffectPanel;
class FormField;
class MoneyField;
class ReasonField;

/// Takes credit back even where it was spent. Behind a door of its own: besides a reason, the amount that the
/// preview shows has to be typed once more. Deletes itself once closed.
class ClawBackDialog : public GrantDialog
{
    Q_OBJECT
public:
    ClawBackDialog(const GrantPorts &ports, const Grant &grant, QWidget *page);

    [[nodiscard]] EffectPanel *effect() const { return m_effect; }
    [[nodiscard]] MoneyField *amountField() const { return m_amount; }
    [[nodiscard]] FormField *amountForm() const { return m_amountForm; }
    [[nodiscard]] QLineEdit *confirmField() const { return m_confirm; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] bool isReckoned() const { return m_preview.has_value(); }

Q_SIGNALS:
    /// The preview is there, or will not come.
    void ready();

protected:
    void collect() override;
    void send() override;
    [[nodiscard]] Obstacle obstacleHere() const override;
    bool showAtField(const Failure &failure) override;
    [[nodiscard]] QString busyText() const override { return tr("Clawing back…"); }

private:
    void buildFields();
    void onAmount();
    void askPreview();
    void takePreview(const Result<ClawBackOutcome> &answer);
    void showFigures(bool happened);
    void take(const ClawBackOutcome &outcome);
    [[nodiscard]] QString amountText() const;
    [[nodiscard]] bool isConfirmed() const;

    Grant m_grant;
    EffectPanel *m_effect;
    MoneyField *m_amount = nullptr;
    FormField *m_amountForm = nullptr;
    QLineEdit *m_confirm = nullptr;
    FormField *m_confirmForm = nullptr;
    ReasonField *m_reason = nullptr;
    QTimer m_pause;
    std::optional<ClawBackOutcome> m_preview;
    std::optional<Failure> m_noPreview;
    Latest<ClawBackOutcome> m_asked;
    QString m_sentAmount;
    QString m_sentReason;
};

} // namespace scrip
