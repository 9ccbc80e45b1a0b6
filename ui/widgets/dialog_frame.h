// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/looks.h"

#include <QDialog>
#include <QPointer>

class QAction;
class QBoxLayout;
class QPushButton;

namespace scrip {

class Dim;
class InlineMessage;
class Label;
class Prompts;

/// The frame of every dialog: dims the window, title and close cross above, content with 24 px around, a foot with
/// the reason why the main button is off on the left and the buttons on the right. Shown with open(), never exec();
/// deletes itself once closed. Enter presses the main button, or the button that has the focus; Ctrl+Enter presses
/// the main button wherever the focus is. Esc cancels unless busy.
/// Subclasses fill content() and connect to submitted().
class DialogFrame : public QDialog
{
    Q_OBJECT
public:
    /// `width` of the whole dialog in logical pixels.
    DialogFrame(const QString &title, int width, QWidget *parent);
    ~DialogFrame() override;

    void setTitle(const QString &title);
    /// A muted sentence below the title.
    void setIntroduction(const QString &text);

    /// The column for the fields; 24 px around it are kept. Spacing 8.
    [[nodiscard]] QBoxLayout *content() const { return m_content; }
    /// A panel right of the content beyond a line, `width` wide; created at first call.
    [[nodiscard]] QBoxLayout *sidePanel(int width = 280);

    /// Text and look of the main button.
    void setSubmit(const QString &text, ButtonLook look = ButtonLook::Primary);
    void setCancelText(const QString &text);
    [[nodiscard]] QPushButton *submitButton() const { return m_submit; }
    [[nodiscard]] QPushButton *cancelButton() const { return m_cancel; }

    /// Disables the main button and says why in the foot ("One field to correct: credit lasts until"); empty:
    /// enabled. `tone` Bad for errors, Neutral for what is simply not filled in yet.
    void setObstacle(const QString &reason, bool isError = true);
    [[nodiscard]] QString obstacle() const { return m_obstacle; }
    /// A muted remark in the foot while there is no obstacle.
    void setRemark(const QString &text);

    /// Marks a dialog whose main button writes into the database.
    void setWriting(bool writing = true);
    /// Writing is locked: the main button of a dialog that writes is off, says why, and what was typed stays.
    /// `remedy` stands beside it as a button. Empty: it is not locked (any more).
    void setLock(const QString &reason, QAction *remedy = nullptr);
    [[nodiscard]] bool isLocked() const { return m_writing && !m_lock.isEmpty(); }
    [[nodiscard]] QPushButton *remedyButton() const { return m_remedy; }

    /// A strip above the foot: what the server refused, what is in doubt. Cleared by clearFailure() and by
    /// setBusy(true).
    /// `refusal` names the refusal, whose page of help is then one click away.
    void showFailure(const QString &lead, const QString &text, const QString &button = {},
                     const QString &refusal = {});
    void clearFailure();
    [[nodiscard]] InlineMessage *failureStrip() const { return m_failure; }

    /// While busy everything typed is kept but cannot be changed, the main button reads `text`, Esc and closing do
    /// nothing (unless cancellable: then Cancel emits cancelRequested()).
    void setBusy(bool busy, const QString &text = {}, bool cancellable = false);
    [[nodiscard]] bool isBusy() const { return m_busy; }

    /// Asks once, through `prompts`, before what somebody typed is thrown away by Esc, Cancel or the cross.
    void keepWhatIsTyped(Prompts &prompts) { m_prompts = &prompts; }

    void open() override;
    void reject() override;
    void done(int result) override;

Q_SIGNALS:
    /// The main button, or Enter. Not while busy or obstructed.
    void submitted();
    /// Cancel while busy and cancellable.
    void cancelRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    /// What loses the focus by being hidden or switched off passes it on within the content, never to Cancel.
    bool focusNextPrevChild(bool next) override;
    /// Content first, then Cancel, then the main button; the focus goes to the first field. For dialogs that show
    /// other fields while they are open.
    void orderFocus();

private:
    void buildHead(QBoxLayout *column);
    void buildFoot(QBoxLayout *column);
    void submit();
    void place();
    [[nodiscard]] bool takesFocus(const QWidget *widget) const;
    /// To the field, else to the main button; while that is off, to the dialog, where Enter means the main button.
    void focusInstead(QWidget *field);
    void showFoot();
    void watchTyping();
    /// Somebody typed, and it is not as it was at first.
    [[nodiscard]] bool holdsTyped() const;

    Label *m_title = nullptr;
    Label *m_introduction = nullptr;
    QWidget *m_body = nullptr;
    QBoxLayout *m_content = nullptr;
    QBoxLayout *m_side = nullptr;
    InlineMessage *m_failure = nullptr;
    QWidget *m_footMark = nullptr;
    Label *m_footText = nullptr;
    QPushButton *m_submit = nullptr;
    QPushButton *m_cancel = nullptr;
    QPushButton *m_close = nullptr;
    QPointer<Dim> m_dim;
    QPointer<QWidget> m_focusBefore; ///< In the window, before open().
    QPointer<QWidget> m_focusInside; ///< In the dialog, before it became busy.
    QString m_obstacle;
    QString m_lock;
    QPushButton *m_remedy = nullptr; ///< While it is locked.
    QBoxLayout *m_foot = nullptr;
    bool m_writing = false;
    QString m_remark;
    QString m_submitText;
    bool m_obstacleIsError = true;
    bool m_busy = false;
    bool m_cancellable = false;
    Prompts *m_prompts = nullptr;                           ///< Null: what was typed is small.
    QList<std::pair<QPointer<QWidget>, QString>> m_atFirst; ///< The texts of the fields.
    bool m_typed = false;
};

} // namespace scrip
