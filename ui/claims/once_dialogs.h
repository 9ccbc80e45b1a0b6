// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/claim_store.h"
#include "core/ports/code_store.h"
#include "ui/widgets/dialog_write.h"
#include "ui/widgets/reason_dialog.h"

namespace scrip {

class SecretBox;

/// Asks for a reason, writes, and then shows once what the write made. Deletes itself.
class OnceDialog : public ReasonDialog
{
    Q_OBJECT
public:
    OnceDialog(const QString &title, const QString &effect, QWidget *page);

    [[nodiscard]] SecretBox *secret() const { return m_secret; }
    [[nodiscard]] DialogWriteBase *write() const { return m_write; }
    /// True from the moment on from which there is nothing left to do but to read and close.
    [[nodiscard]] bool isDone() const { return m_done; }

protected:
    /// Sends `write` when the main button is pressed; afterwards the button closes.
    void setWrite(DialogWriteBase *write);
    void showOnce(const QString &name, const QString &plain, const QString &note);
    /// In place of what cannot be shown (any more).
    void showInstead(const QString &sentence);

private:
    void finish();

    SecretBox *m_secret;
    DialogWriteBase *m_write = nullptr;
    bool m_done = false;
};

/// Puts a new code in the place of one; the new one is shown once.
class ReissueDialog : public OnceDialog
{
    Q_OBJECT
public:
    /// `code` by its id; `masked` is how it is called on screen.
    ReissueDialog(CodeStore &store, const CodeId &code, const QString &masked, QWidget *page);

Q_SIGNALS:
    void reissued(const scrip::ReissueOutcome &outcome);
};

/// Revokes the API key that a claim made, and shows another one once.
class RotateKeyDialog : public OnceDialog
{
    Q_OBJECT
public:
    /// `prefix` is how the old key begins, if that is known.
    RotateKeyDialog(ClaimStore &store, const ClaimId &claim, const QString &prefix, const QString &whose,
                    QWidget *page);

Q_SIGNALS:
    void rotated(const scrip::RotatedKey &outcome);

private:
    ApiKeySecret m_key;
};

} // namespace scrip
