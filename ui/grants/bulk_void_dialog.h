// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/grants/grant_dialog.h"

#include <atomic>

namespace scrip {

class Bar;
class CountField;
class EffectPanel;
class FormField;
class Label;
class ReasonField;

/// Voids all grants that a filter leaves: what that would do, summed by the database, a reason, and their count typed
/// once more. While it runs it tells how far it is; breaking off keeps what is done, and the same press goes on.
/// Deletes itself once closed.
class BulkVoidDialog : public GrantDialog
{
    Q_OBJECT
public:
    /// `words` says which grants, for people.
    BulkVoidDialog(const GrantPorts &ports, const VoidFilter &filter, const QString &words, QWidget *page);
    ~BulkVoidDialog() override;

    /// How many grants the table shows under the same filter: the dialog says then why it voids fewer.
    void setShown(qint64 count);
    /// Why fewer than are shown; empty: they are as many, or it is not known.
    [[nodiscard]] QString leftOutText() const;

    [[nodiscard]] EffectPanel *effect() const { return m_effect; }
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }
    [[nodiscard]] CountField *countField() const { return m_count; }
    [[nodiscard]] bool isReckoned() const { return m_preview.has_value(); }
    /// What was done so far, in words.
    [[nodiscard]] QString progressText() const;

Q_SIGNALS:
    /// The preview is there, or will not come.
    void ready();

protected:
    void collect() override;
    void send() override;
    [[nodiscard]] Obstacle obstacleHere() const override;
    bool showAtField(const Failure &failure) override;
    [[nodiscard]] QString busyText() const override { return tr("Voiding…"); }
    [[nodiscard]] bool isBreakable() const override { return true; }

private:
    /// Written by the thread that voids, read by the one that paints.
    struct Counter
    {
        std::atomic<qint64> done{0};
        std::atomic<qint64> total{0};
    };

    void buildFields();
    void askPreview();
    void takePreview(const Result<BulkVoidPreview> &answer);
    void showPreview();
    void showLeftOut();
    void take(const BulkVoidOutcome &outcome);
    void showOutcome(const BulkVoidOutcome &outcome);
    void poll();

    VoidFilter m_filter;
    EffectPanel *m_effect;
    ReasonField *m_reason = nullptr;
    CountField *m_count = nullptr;
    FormField *m_countForm = nullptr;
    Label *m_leftOut;
    std::optional<qint64> m_shown;
    Bar *m_bar = nullptr;
    Label *m_progress = nullptr;
    std::optional<BulkVoidPreview> m_preview;
    std::optional<Failure> m_noPreview;
    Latest<BulkVoidPreview> m_asked;
    BulkVoid m_sent;
    QString m_sentReason;
    bool m_begun = false; ///< Part of it is done: what is sent is fixed.
    std::shared_ptr<Counter> m_counter;
    JobControlPtr m_control;
    QTimer m_poll;
};

} // namespace scrip
