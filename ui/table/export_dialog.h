// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exports/export_file.h"
#include "ui/table/export_source.h"
#include "ui/widgets/dialog_frame.h"

class QLineEdit;

namespace scrip {

class ExportRun;
class FormField;
class Jobs;
class Prompts;
class Segments;

/// Asks in which format and where a list is to be written, says what the file will hold, and starts the run, which
/// goes on in the jobs. An older file is replaced when the person says so. Borrows jobs and prompts, which outlive
/// it.
class ExportDialog : public DialogFrame
{
    Q_OBJECT
public:
    ExportDialog(const ExportSource &source, Jobs &jobs, Prompts &prompts, QWidget *page);

    [[nodiscard]] Segments *formats() const { return m_formats; }
    [[nodiscard]] QLineEdit *file() const { return m_file; }
    [[nodiscard]] QPushButton *chooseButton() const { return m_choose; }
    /// Null when nothing in the list is about persons.
    [[nodiscard]] InlineMessage *warning() const { return m_warning; }
    [[nodiscard]] QString fileError() const;
    [[nodiscard]] QString formatError() const;

Q_SIGNALS:
    /// Under way; the jobs own it.
    void started(scrip::ExportRun *run);

private:
    void buildFields();
    void buildWarning();
    [[nodiscard]] ExportFormat format() const;
    [[nodiscard]] QString path() const;
    [[nodiscard]] QString faultOfFormat() const;
    [[nodiscard]] QString faultOfFile() const;
    void judge();
    void followFormat();
    void choose();
    void takeChosen(const QString &chosen);
    void submit();
    void start(bool overwrite);

    ExportSource m_source;
    Jobs &m_jobs;
    Prompts &m_prompts;
    QWidget *m_page; ///< The parent.
    Segments *m_formats = nullptr;
    FormField *m_formatField = nullptr;
    QLineEdit *m_file = nullptr;
    FormField *m_fileField = nullptr;
    QPushButton *m_choose = nullptr;
    InlineMessage *m_warning = nullptr;
    QString m_agreed; ///< A path about which the person was asked already.
};

} // namespace scrip
