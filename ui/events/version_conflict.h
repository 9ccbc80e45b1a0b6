// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"

#include <QWidget>

class QGridLayout;

namespace scrip {

class Segments;

/// Two versions of one event side by side, field by field: what stands in the form and what somebody else saved
/// meanwhile. Each field that differs is settled by a choice; nothing typed is lost until then. Owned by the dialog.
class VersionConflict : public QWidget
{
    Q_OBJECT
public:
    /// `base` is what the person started from, `yours` what stands in the form, `theirs` what the database holds now.
    VersionConflict(const EventDraft &base, const EventDraft &yours, const Event &theirs, QWidget *parent = nullptr);

    /// Theirs, with the fields chosen as yours put onto it.
    [[nodiscard]] EventDraft merged() const;
    void chooseAll(bool yours);
    void focusFirstChoice();
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] Segments *choiceOf(EventField field) const;

Q_SIGNALS:
    void choiceChanged();

private:
    struct Row
    {
        EventField field;
        Segments *choice;
    };
    void addHead(QGridLayout *grid);
    void addRow(QGridLayout *grid, EventField field, const EventDraft &base);

    EventDraft m_yours;
    EventDraft m_theirs;
    QList<Row> m_rows;
};

/// `onto` with the given fields of `from`.
[[nodiscard]] EventDraft withFields(const EventDraft &onto, const EventDraft &from, EventFields fields);

} // namespace scrip
