// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event_times.h"
#include "ui/widgets/form_field.h"

#include <optional>

namespace scrip {

class DateField;

/// One of the times of an event: a date field whose text is read in the zone of the event, with a line below that
/// says which moment that is. A time that was not touched keeps its seconds. Owned by its form.
class MomentField : public FormField
{
    Q_OBJECT
public:
    /// `field` is its name in the contract. With `brief` the line below is short enough for a narrow column.
    MomentField(const QString &label, const QString &field, BareDate meaning, bool brief, QWidget *parent = nullptr);

    [[nodiscard]] DateField *edit() const { return m_edit; }
    [[nodiscard]] bool isEmpty() const;
    /// The moment in UTC; an invalid time when nothing is typed.
    [[nodiscard]] Result<QDateTime> moment(const QTimeZone &zone) const;
    void setMoment(const QDateTime &moment, const QTimeZone &zone);
    /// Says which moment is meant, or `empty` while nothing is typed.
    void showMeaning(const QTimeZone &zone, const QString &empty);

Q_SIGNALS:
    void momentChanged();

private:
    DateField *m_edit;
    QString m_field;
    BareDate m_meaning;
    bool m_brief;
    QDateTime m_given; ///< What setMoment() was told, and how that was written.
    QString m_givenText;
    QByteArray m_givenZone;
};

} // namespace scrip
