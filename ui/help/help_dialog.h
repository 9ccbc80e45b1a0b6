// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/help/help_pages.h"
#include "ui/widgets/dialog_frame.h"

namespace scrip {

/// Shows one page of help. What was typed around it stays: it opens above a dialog as well. Deletes itself.
class HelpDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `near` is where help was asked for. From a page of the window the place where something can be done is one
    /// click away; from within a dialog it is only named, since what is typed there would be left behind.
    HelpDialog(const QString &title, const HelpPage &page, QWidget *near);

    /// The page on a refusal, opened; null when there is none.
    static HelpDialog *openRefusal(const QString &name, QWidget *near);
    /// What a page of the window is for, opened; null when there is no help on it.
    static HelpDialog *openPage(const QString &pageId, const QString &title, QWidget *near);

    [[nodiscard]] QPushButton *goButton() const { return m_go; }

private:
    void addItem(const QString &label, const QString &text);

    QPushButton *m_go = nullptr;
};

} // namespace scrip
