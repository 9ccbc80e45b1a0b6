// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/tokens.h"

#include <QWidget>

class QBoxLayout;
class QPushButton;

namespace scrip {

class HelpLink;
class Label;

/// A strip on the tint of its tone: mark, bold lead, sentence, at most one button ("Try again"), and for a refusal
/// the way to its page of help. Hidden while it has nothing to say. Used as verdict in dialogs, as failure on pages
/// and as banner of the shell.
class InlineMessage : public QWidget
{
    Q_OBJECT
public:
    explicit InlineMessage(QWidget *parent = nullptr);

    /// Shows the strip. `lead` may be empty.
    void show(Tone tone, const QString &lead, const QString &text);
    using QWidget::show;
    /// Empty removes the button.
    void setButton(const QString &text);
    /// The name of the refusal that is told; call after show(), which takes the last one away.
    void setHelp(const QString &refusal);
    [[nodiscard]] HelpLink *helpLink() const { return m_help; }
    void clear();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void buttonClicked();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    /// The lead stands before the sentence, or above one that would be squeezed beside it.
    void arrange();

    Tone m_tone = Tone::Info;
    QWidget *m_mark;
    QBoxLayout *m_words;
    Label *m_lead;
    Label *m_text;
    QPushButton *m_button;
    HelpLink *m_help;
};

} // namespace scrip
