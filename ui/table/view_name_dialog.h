// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/saved_views.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace scrip {

class FormField;

/// Asks for the name of a view. Says while typing when the name cannot be used, and when it would replace a view.
/// Owned by the page.
class ViewNameDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `renamed`: the view that gets another name; empty: a view is saved, and may take the place of another.
    ViewNameDialog(const SavedViews &views, const QString &suggested, const QString &renamed, QWidget *page);

    [[nodiscard]] QLineEdit *nameField() const { return m_name; }

Q_SIGNALS:
    void named(const QString &name);

private:
    void judge();

    SavedViews m_views; ///< As they were when the dialog was opened.
    QString m_renamed;
    QLineEdit *m_name;
    FormField *m_form;
};

} // namespace scrip
