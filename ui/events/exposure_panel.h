// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money.h"

#include <QWidget>

#include <optional>

class QBoxLayout;

namespace scrip {

class GlyphMark;
class Label;

/// What an event may cost at worst, and what all events may then.
struct ExposureFigures
{
    std::optional<Money> worst;         ///< Nothing while amount or cap cannot be read.
    QString explanation;                ///< "2 000 claims at $25.00, if every one is used up"
    std::optional<Money> now;           ///< Of all events, as the database last said; nothing until it did.
    Money before;                       ///< What this event adds to `now` already.
    std::optional<Money> ruled;         ///< What that rule looks at: by the cap, without one by the codes there are.
    std::optional<Money> ruledBefore;   ///< Of the event as it is; nothing for a new one, which is a raise.
    bool awaiting = false;              ///< It waits for approval already.
    std::optional<Money> approvalAbove; ///< Threshold of the two-person rule; nothing: unknown or off.
};

/// The side panel of the event dialog: worst case, exposure now + this = after, and the rules that follow. Owned by
/// the dialog.
class ExposurePanel : public QWidget
{
    Q_OBJECT
public:
    /// `after` names the row of the sum: "After Create".
    explicit ExposurePanel(const QString &after, QWidget *parent = nullptr);

    void setFigures(const ExposureFigures &figures);
    /// What can no longer change once somebody claimed.
    void setFreezeNote(const QString &note);
    [[nodiscard]] QString worstText() const;
    [[nodiscard]] QString afterText() const;
    /// What it says about the second person; empty while that is not known.
    [[nodiscard]] QString ruleText() const;

private:
    Label *addRow(QBoxLayout *column, const QString &name, bool strong);
    void showRule(const ExposureFigures &figures);

    Label *m_worst;
    Label *m_explanation;
    Label *m_now;
    Label *m_this;
    Label *m_after;
    GlyphMark *m_ruleMark;
    Label *m_rule;
    Label *m_freeze;
};

} // namespace scrip
