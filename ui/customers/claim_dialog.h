// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/person.h"
#include "core/ports/claim_store.h"
#include "ui/widgets/dialog_frame.h"
#include "ui/widgets/dialog_write.h"

class QComboBox;
class QLineEdit;

namespace scrip {

class FactRows;
class FormField;
class Label;
class SecretBox;

/// What a claim on behalf begins with; all of it can be changed.
struct ClaimDraft
{
    EventId event;
    QString code; ///< In plain, in any spelling.
    OrganizationId organization;
};

/// Claims a code for a person. A key that has to be made is shown once, when the claim is there. Deletes itself.
class ClaimDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `events` are those to choose from.
    ClaimDialog(ClaimStore &store, const Person &person, const QList<Event> &events, const ClaimDraft &draft,
                QWidget *page);

    [[nodiscard]] QComboBox *eventChoice() const { return m_event; }
    [[nodiscard]] QLineEdit *codeField() const { return m_code; }
    [[nodiscard]] QComboBox *organizationChoice() const { return m_organization; }
    [[nodiscard]] SecretBox *secret() const { return m_secret; }
    [[nodiscard]] DialogWriteBase *write() const { return m_write; }
    [[nodiscard]] bool isDone() const { return m_done; }

Q_SIGNALS:
    void claimed(const scrip::ClaimOutcome &outcome);

private:
    void buildFields(const ClaimDraft &draft);
    void fillOrganizations(const OrganizationId &chosen);
    [[nodiscard]] ClaimRequest request() const;
    void take(const ClaimOutcome &outcome);
    void showKey(const ClaimOutcome &outcome);
    void judge();

    Person m_person;
    QList<Event> m_events;
    ApiKeySecret m_key;
    DialogWriteBase *m_write = nullptr;
    QWidget *m_fields = nullptr;
    QComboBox *m_event = nullptr;
    QLineEdit *m_code = nullptr;
    FormField *m_codeRow = nullptr;
    QComboBox *m_organization = nullptr;
    FactRows *m_facts = nullptr;
    Label *m_credit = nullptr;
    Label *m_for = nullptr;
    Label *m_made = nullptr;
    SecretBox *m_secret = nullptr;
    bool m_done = false;
};

/// The organizations of a person as a choice, before them the rule that chooses; the data are ids as text.
void fillOrganizationChoice(QComboBox *choice, const Person &person);
/// Events by name; the data are ids as text.
void fillEventChoice(QComboBox *choice, const QList<Event> &events);
/// Chooses the entry of an id, if it is there.
void chooseById(QComboBox *choice, const QString &id);

} // namespace scrip
