// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QVBoxLayout;

namespace scrip {

class HelpLink;
class Label;

/// What a page shows instead of an empty table: a line drawing, one sentence, one button. Owned by its page.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    enum class Drawing { Sheet, Codes, Search, Offline };

    explicit EmptyState(Drawing drawing, const QString &sentence, QWidget *parent = nullptr);
    void setSentence(const QString &sentence);
    /// The one next step; the button follows the action and takes the focus when the state appears.
    void setAction(QAction *action);
    /// The name of the refusal that is told, for the way to its page of help below the button; empty: none is.
    void setHelp(const QString &refusal);
    /// Null before setHelp().
    [[nodiscard]] HelpLink *helpLink() const { return m_help; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    Label *m_sentence;
    HelpLink *m_help = nullptr;
    QVBoxLayout *m_column;
    QWidget *m_button = nullptr;
};

} // namespace scrip
