// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/administration.h"
#include "ui/mint/mint_run.h"
#include "ui/widgets/dialog_frame.h"

#include <QHash>

class QComboBox;
class QGridLayout;
class QLineEdit;

namespace scrip {

class CountField;
class DialogWriteBase;
class FormField;
class GlyphMark;
class Label;

/// Asks what to mint and starts it: count, prefix, groups, uses and a note, with the exposure of the event now and
/// after. Stays open, with everything typed, until the database took the request; from then on the batch is a job.
/// Shown with open(); deletes itself. `page` is the page that opened it: toasts and the shade appear on its window.
class MintDialog : public DialogFrame
{
    Q_OBJECT
public:
    /// `events` to choose from (one: it is shown, not chosen); the first one is preselected.
    MintDialog(const MintPorts &ports, const Session &session, const QList<Event> &events, QWidget *page);

    [[nodiscard]] MintRequest request() const;
    [[nodiscard]] const Event &event() const { return m_events.at(m_event); }

    /// The fields, by the name of what they hold; null for a name there is no field for.
    [[nodiscard]] CountField *countField() const;
    [[nodiscard]] FormField *formOf(const QString &field) const;

private:
    void buildEvent();
    void buildFields(const Session &session);
    void buildSide();
    void addField(const QString &name, FormField *form, QGridLayout *grid, int row, int column);
    void judge();
    void showErrors(const QList<Failure> &failures);
    void showEffect(const MintRequest &request, bool understood);
    void submit();
    void refuse(const Failure &failure);

    MintPorts m_ports;
    QList<Event> m_events;
    qsizetype m_event = 0;
    QString m_defaultPrefix;
    QPointer<QWidget> m_page;
    MintRun *m_run;
    DialogWriteBase *m_write;

    QHash<QString, FormField *> m_forms;
    CountField *m_count = nullptr;
    QLineEdit *m_prefix = nullptr;
    QComboBox *m_groups = nullptr;
    CountField *m_maxUses = nullptr;
    QLineEdit *m_note = nullptr;
    Label *m_now = nullptr;
    Label *m_added = nullptr;
    Label *m_after = nullptr;
    Label *m_sample = nullptr;
    Label *m_remark = nullptr;
    GlyphMark *m_remarkMark = nullptr;
};

} // namespace scrip
