// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/moment_field.h"

#include "ui/events/event_words.h"
#include "ui/widgets/date_field.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Whether a bare date says this time of day by itself.
bool isBare(const QDateTime &local, BareDate meaning)
{
    const QTime time = local.time();
    if (meaning == BareDate::EndOfDay)
        return time.hour() == 23 && time.minute() == 59 && time.second() == 59;
    return local == local.date().startOfDay(local.timeZone());
}

QString clockText(const QDateTime &time)
{
    return time.time().toString(time.time().second() == 0 ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

} // namespace

MomentField::MomentField(const QString &label, const QString &field, BareDate meaning, bool brief, QWidget *parent)
    : FormField(label, new DateField, {}, parent, brief ? 1 : 2)
    , m_edit(static_cast<DateField *>(this->field()))
    , m_field(field)
    , m_meaning(meaning)
    , m_brief(brief)
{
    connect(m_edit, &DateField::momentChanged, this, &MomentField::momentChanged);
}

bool MomentField::isEmpty() const
{
    return m_edit->isEmpty();
}

Result<QDateTime> MomentField::moment(const QTimeZone &zone) const
{
    if (isEmpty())
        return QDateTime();
    if (m_given.isValid() && m_edit->text() == m_givenText && zone.id() == m_givenZone)
        return m_given;
    return parseTime(m_edit->isoText(), zone, m_meaning, m_field);
}

void MomentField::setMoment(const QDateTime &moment, const QTimeZone &zone)
{
    m_given = moment.isValid() ? moment.toUTC() : QDateTime();
    m_givenZone = zone.id();
    if (!moment.isValid()) {
        m_edit->clearMoment();
    } else {
        const QDateTime local = moment.toTimeZone(zone);
        const QTime time = local.time();
        m_edit->setMoment(local.date(), isBare(local, m_meaning) ? std::nullopt : std::optional(time));
    }
    m_givenText = m_edit->text();
}

void MomentField::showMeaning(const QTimeZone &zone, const QString &empty)
{
    const Result<QDateTime> meant = moment(zone);
    if (isEmpty() || !meant) {
        setHint(isEmpty() ? empty : QString());
        return;
    }
    const QDateTime local = meant->toTimeZone(zone);
    const QString date =
        local.date() == meant->date() ? QString() : QString(QLocale().toString(meant->date(), u"d MMM"_s) % u' ');
    const QString here = m_brief ? clockText(local) : QString(clockText(local) % u' ' % cityOf(zone));
    setHint(zone.id() == "UTC" ? QString(clockText(local) % u" UTC"_s)
                               : QString(here % u", "_s % date % clockText(*meant) % u" UTC"_s));
}

} // namespace scrip
