// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/money.h"
#include "ui/widgets/bar.h"

#include <QWidget>

#include <optional>

class QVBoxLayout;

namespace scrip {

class InlineMessage;
class Label;

/// One line of an effect: a name with an amount, or with a count.
struct EffectRow
{
    QString name;
    std::optional<Money> money;
    QString count; ///< Shown instead of an amount when it is not empty.
    Tone tone = Tone::Neutral;
    bool strong = false;
    bool withSign = false;
};

/// What a write would do, or did, in numbers: a bar, two columns of figures and one sentence. The same panel shows
/// the preview and then the truth, so that both can be compared. Owned by its dialog.
class EffectPanel : public QWidget
{
    Q_OBJECT
public:
    explicit EffectPanel(QWidget *parent = nullptr);

    void setBar(const QList<BarPart> &parts, const QString &left, const QString &right);
    void setLeft(const QString &title, const QList<EffectRow> &rows);
    void setRight(const QString &title, const QList<EffectRow> &rows);
    void setVerdict(Tone tone, const QString &lead, const QString &text);
    /// While nobody knows yet, or because it cannot be told.
    void clearVerdict();
    /// "Granted $25.00…" for each row, left then right; for tests.
    [[nodiscard]] QStringList lines() const;
    [[nodiscard]] QString verdict() const;

private:
    void fill(QVBoxLayout *column, const QString &title, const QList<EffectRow> &rows, QStringList *lines);

    QWidget *m_barBox;
    Bar *m_bar;
    Label *m_barLeft;
    Label *m_barRight;
    QVBoxLayout *m_left;
    QWidget *m_rightBox; ///< Not there while nothing is told at the right.
    QVBoxLayout *m_right;
    QStringList m_leftLines;
    QStringList m_rightLines;
    InlineMessage *m_verdict;
};

} // namespace scrip
