// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/person.h"
#include "core/ports/claim_store.h"
#include "ui/customers/claim_dialog.h"
#include "ui/widgets/panel.h"

#include <functional>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace scrip {

class FormField;
class InlineMessage;
class Label;

/// Why a person cannot claim a code: every condition that fails, in plain words, with what helps. Changes nothing.
/// Owned by the page.
class WhyNotPanel : public Panel
{
    Q_OBJECT
public:
    explicit WhyNotPanel(ClaimStore &store, QWidget *parent = nullptr);

    void setEvents(const QList<Event> &events);
    /// Whom it is about; takes the last answer away.
    void setPerson(const Person &person);
    void setEvent(const EventId &event);
    /// Why nothing can be checked or done now; empty: it can.
    void setReason(const QString &reason);
    /// What the link beside a condition says that mends it, by the name of its refusal; empty: there is none.
    void setRemedies(const std::function<QString(const QString &refusal)> &remedies) { m_remedies = remedies; }
    /// What is chosen and typed.
    [[nodiscard]] ClaimDraft draft() const;

    [[nodiscard]] QComboBox *eventChoice() const { return m_event; }
    [[nodiscard]] QLineEdit *codeField() const { return m_code; }
    [[nodiscard]] QPushButton *checkButton() const { return m_check; }
    [[nodiscard]] QPushButton *claimButton() const { return m_claim; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }
    [[nodiscard]] InlineMessage *verdict() const { return m_verdict; }
    /// The answer as it is copied: the verdict and what stands in the way, a line each.
    [[nodiscard]] QString answer() const;

public Q_SLOTS:
    /// Checks what is typed.
    void ask();

Q_SIGNALS:
    /// An answer is on screen, or why there is none.
    void answered();
    /// Nothing stands in the way, and the person shall have it.
    void claimRequested(const scrip::ClaimDraft &draft);
    /// The link that mends a condition.
    void remedyRequested(const QString &refusal);
    void closeRequested();

private:
    void buildFields();
    void buildAnswer();
    void take(const Result<ClaimCheck> &answer);
    void showReasons(const QList<ClaimCheck::Reason> &reasons);
    void clearAnswer();
    void judge();
    void judgeAnswer();
    QWidget *reasonRow(const QString &name, const QString &text);

    ClaimStore &m_store;
    Person m_person;
    QString m_reason;
    QList<QPushButton *> m_mends; ///< Of the answer on screen.
    std::function<QString(const QString &)> m_remedies;
    Latest<ClaimCheck> m_asked;
    QStringList m_lines;
    QComboBox *m_event = nullptr;
    QLineEdit *m_code = nullptr;
    FormField *m_codeRow = nullptr;
    QComboBox *m_organization = nullptr;
    QPushButton *m_check = nullptr;
    InlineMessage *m_verdict = nullptr;
    QBoxLayout *m_reasons = nullptr;
    QWidget *m_reasonsArea = nullptr;
    QPushButton *m_claim = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace scrip
