// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"
#include "ui/widgets/dialog_frame.h"

#include <QTimer>

class QPlainTextEdit;
class QPushButton;

namespace scrip {

class Bar;
class Label;

/// Shows codes in plain: says first that this is kept in the audit, then shows them for a while and hides them again.
/// What was copied leaves the clipboard with them. The codes live nowhere else. Deletes itself.
class RevealDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `count` codes will be asked for; `whose` says of what ("batch 1 of Devcon Singapore").
    RevealDialog(CodeStore &store, const RevealRequest &request, qint64 count, const QString &whose, QWidget *parent);
    ~RevealDialog() override;

    /// How long the codes stay on screen; a minute by itself. Before they are shown.
    void setVisibleSeconds(int seconds) { m_seconds = seconds; }
    [[nodiscard]] QPlainTextEdit *codes() const { return m_codes; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] bool isShowing() const { return m_showing; }

private:
    void buildCodes();
    void ask();
    void take(const Result<Page<RevealedCode>> &answer);
    void tick();
    void hideCodes();
    void copyCodes();

    CodeStore &m_store;
    RevealRequest m_request;
    qint64 m_count;
    int m_seconds = 60;
    int m_left = 0;
    bool m_showing = false;
    QString m_copied;
    QTimer m_second;
    QWidget *m_area = nullptr;
    QPlainTextEdit *m_codes = nullptr;
    QPushButton *m_copy = nullptr;
    Label *m_notice = nullptr;
    Label *m_timeLeft = nullptr;
    Bar *m_bar = nullptr;
};

} // namespace scrip
