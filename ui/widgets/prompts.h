// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/looks.h"

#include <QObject>

#include <functional>

class QPrinter;

namespace scrip {

/// A question with one main answer.
struct Question
{
    QString title;
    QString text;   ///< States the effect in numbers.
    QString accept; ///< "Archive event".
    ButtonLook look = ButtonLook::Primary;
};

/// What to save, and where one would expect it.
struct SaveRequest
{
    QString title;
    QString suggestedName;
    QString filter; ///< "PDF (*.pdf)"
};

/// Whatever stops to ask a person outside a dialog of our own. A port, so that tests answer instead. None of the
/// calls waits: the answer comes through the function, on the GUI thread, and not at all once `parent` is gone.
class Prompts
{
public:
    virtual ~Prompts() = default;
    Prompts() = default;
    Prompts(const Prompts &) = delete;
    Prompts &operator=(const Prompts &) = delete;

    virtual void ask(QWidget *parent, const Question &question, std::function<void(bool yes)> answer) = 0;
    virtual void tell(QWidget *parent, const QString &title, const QString &text) = 0;
    /// An empty path when cancelled. The file may exist: the person was asked.
    virtual void askSavePath(QWidget *parent, const SaveRequest &request,
                             std::function<void(QString path)> answer) = 0;
    virtual void askOpenPath(QWidget *parent, const SaveRequest &request,
                             std::function<void(QString path)> answer) = 0;
    /// The system's print dialog for `printer`, which outlives the call.
    virtual void askPrinter(QWidget *parent, QPrinter *printer, std::function<void(bool print)> answer) = 0;
};

/// Asks through dialogs on the screen.
class ScreenPrompts : public Prompts
{
public:
    void ask(QWidget *parent, const Question &question, std::function<void(bool)> answer) override;
    void tell(QWidget *parent, const QString &title, const QString &text) override;
    void askSavePath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer) override;
    void askOpenPath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer) override;
    void askPrinter(QWidget *parent, QPrinter *printer, std::function<void(bool)> answer) override;
};

/// Answers what it was told to and remembers what was asked; for tests and tours.
class ScriptedPrompts : public Prompts
{
public:
    bool yes = true;
    QString path;
    QStringList asked; ///< Titles, in order.

    void ask(QWidget *parent, const Question &question, std::function<void(bool)> answer) override;
    void tell(QWidget *parent, const QString &title, const QString &text) override;
    void askSavePath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer) override;
    void askOpenPath(QWidget *parent, const SaveRequest &request, std::function<void(QString)> answer) override;
    void askPrinter(QWidget *parent, QPrinter *printer, std::function<void(bool)> answer) override;
};

} // namespace scrip
