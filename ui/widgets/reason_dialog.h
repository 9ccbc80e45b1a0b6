// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/dialog_frame.h"

class QPlainTextEdit;

namespace scrip {

class FormField;

/// A text area for a reason, 56 high. Trimmed text must not be empty.
class ReasonField : public QWidget
{
    Q_OBJECT
public:
    explicit ReasonField(QWidget *parent = nullptr);
    [[nodiscard]] QString reason() const;
    [[nodiscard]] bool isGiven() const { return !reason().isEmpty(); }
    [[nodiscard]] QPlainTextEdit *edit() const { return m_edit; }
    [[nodiscard]] FormField *form() const { return m_form; }

Q_SIGNALS:
    void reasonChanged();

private:
    QPlainTextEdit *m_edit;
    FormField *m_form;
};

/// Confirms one write: states its effect in numbers, asks for a reason, and for bulk work to type the count. The
/// owner connects submitted() to its write, and closes it with accept() once the answer is there.
class ReasonDialog : public DialogFrame
{
    Q_OBJECT
public:
    ReasonDialog(const QString &title, const QString &effect, QWidget *parent);

    /// The main button stays off until this number was typed.
    void askCount(qint64 count);
    /// The reason may be left out (pause and the like never; reveal of one's own print may).
    void setReasonRequired(bool required);
    [[nodiscard]] QString reason() const;
    [[nodiscard]] ReasonField *reasonField() const { return m_reason; }

private:
    void judge();

    ReasonField *m_reason;
    FormField *m_countForm = nullptr;
    class CountField *m_count = nullptr;
    qint64 m_wanted = 0;
    bool m_reasonRequired = true;
};

} // namespace scrip
