// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/prompts.h"

#include "ui/widgets/dialog_frame.h"

#include <QFileDialog>
#include <QPointer>
#include <QPrintDialog>
#include <QPushButton>

namespace scrip {

namespace {

void openFileDialog(QFileDialog *dialog, const std::function<void(QString)> &answer)
{
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, dialog->parentWidget(), [dialog, answer](int result) {
        answer(result == QDialog::Accepted ? dialog->selectedFiles().value(0) : QString());
    });
    dialog->open();
}

} // namespace

void ScreenPrompts::ask(QWidget *parent, const Question &question, std::function<void(bool)> answer)
{
    auto *dialog = new DialogFrame(question.title, 480, parent);
    dialog->setIntroduction(question.text);
    dialog->setSubmit(question.accept, question.look);
    QObject::connect(dialog, &DialogFrame::submitted, dialog, &QDialog::accept);
    QObject::connect(dialog, &QDialog::finished, parent,
                     [answer](int result) { answer(result == QDialog::Accepted); });
    dialog->open();
}

void ScreenPrompts::tell(QWidget *parent, const QString &title, const QString &text)
{
    auto *dialog = new DialogFrame(title, 480, parent);
    dialog->setIntroduction(text);
    dialog->setSubmit(DialogFrame::tr("Close"));
    dialog->cancelButton()->hide();
    QObject::connect(dialog, &DialogFrame::submitted, dialog, &QDialog::accept);
    dialog->open();
}

void ScreenPrompts::askSavePath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer)
{
    auto *dialog = new QFileDialog(parent, request.title);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(request.filter);
    dialog->selectFile(request.suggestedName);
    openFileDialog(dialog, answer);
}

void ScreenPrompts::askOpenPath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer)
{
    auto *dialog = new QFileDialog(parent, request.title);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilter(request.filter);
    openFileDialog(dialog, answer);
}

void ScreenPrompts::askPrinter(QWidget *parent, QPrinter *printer, std::function<void(bool)> answer)
{
    auto *dialog = new QPrintDialog(printer, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QDialog::finished, parent,
                     [answer](int result) { answer(result == QDialog::Accepted); });
    dialog->open();
}

void ScriptedPrompts::ask(QWidget *, const Question &question, std::function<void(bool)> answer)
{
    asked.append(question.title);
    answer(yes);
}

void ScriptedPrompts::tell(QWidget *, const QString &title, const QString &)
{
    asked.append(title);
}

void ScriptedPrompts::askSavePath(QWidget *, const SaveRequest &request, std::function<void(QString)> answer)
{
    asked.append(request.title);
    answer(path);
}

void ScriptedPrompts::askOpenPath(QWidget *, const SaveRequest &request, std::function<void(QString)> answer)
{
    asked.append(request.title);
    answer(path);
}

void ScriptedPrompts::askPrinter(QWidget *, QPrinter *, std::function<void(bool)> answer)
{
    asked.append(QStringLiteral("print"));
    answer(yes);
}

} // namespace scrip
