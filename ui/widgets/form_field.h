// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace scrip {

class Label;

/// A label above, a field, and a line below that is always reserved: it holds the hint and turns into the error, so
/// that an error moves nothing, unless it needs more lines than were reserved: it is always told in full. Takes
/// ownership of the field; the screen reader gets label and hint or error.
class FormField : public QWidget
{
    Q_OBJECT
public:
    /// `hintLines` 2 reserves room for a long error.
    FormField(const QString &label, QWidget *field, const QString &hint = {}, QWidget *parent = nullptr,
              int hintLines = 1);

    [[nodiscard]] QWidget *field() const { return m_field; }
    [[nodiscard]] QString labelText() const;
    void setHint(const QString &hint);
    /// An empty error clears it. The error is shown at once; the field keeps what was typed.
    void setError(const QString &error);
    [[nodiscard]] QString error() const { return m_error; }
    [[nodiscard]] bool hasError() const { return !m_error.isEmpty(); }
    /// A muted word right of the label: "required, kept in the audit".
    void setLabelNote(const QString &note);

private:
    void showLine();

    QWidget *m_field;
    Label *m_label;
    Label *m_note;
    QWidget *m_icon;
    Label *m_line;
    QString m_hint;
    QString m_error;
};

} // namespace scrip
