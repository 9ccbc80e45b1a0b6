// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/date_field.h"

#include "ui/theme/glyphs.h"
#include "ui/theme/looks.h"

#include <QAction>
#include <QCalendarWidget>
#include <QFrame>
#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>
#include <QTextCharFormat>
#include <QToolButton>
#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Splits a trailing "18:00" off; the date part is what remains. An impossible time answers false.
bool takeTime(QString &text, std::optional<QTime> &time)
{
    static const QRegularExpression trailing(u"[ T,]+(\\d{1,2}):(\\d{2})$"_s);
    const QRegularExpressionMatch match = trailing.match(text);
    if (!match.hasMatch())
        return true;
    const QTime parsed(match.captured(1).toInt(), match.captured(2).toInt());
    if (!parsed.isValid())
        return false;
    time = parsed;
    text = text.left(match.capturedStart()).trimmed();
    return true;
}

QDate dateFrom(const QString &text)
{
    const QLocale locale;
    const QLocale english(QLocale::English);
    for (const auto &format : {u"yyyy-MM-dd"_s, u"d MMM yyyy"_s, u"d MMMM yyyy"_s, u"d.M.yyyy"_s, u"d/M/yyyy"_s}) {
        for (const QLocale &one : {locale, english}) {
            const QDate date = one.toDate(text, format);
            if (date.isValid())
                return date;
        }
    }
    return {};
}

} // namespace

DateField::DateField(QWidget *parent)
    : QLineEdit(parent)
    , m_suggested(QDate::currentDate())
{
    QAction *open = addAction(icon(Glyph::Calendar), QLineEdit::TrailingPosition);
    open->setToolTip(tr("Choose in a calendar"));
    connect(open, &QAction::triggered, this, &DateField::openCalendar);
    setPlaceholderText(tr("2026-12-05 or 2026-12-05 18:00"));
    connect(this, &QLineEdit::textChanged, this, &DateField::momentChanged);
}

std::optional<DateField::Moment> DateField::parse(const QString &text)
{
    QString rest = text.simplified();
    Moment moment;
    if (rest.isEmpty() || !takeTime(rest, moment.time))
        return std::nullopt;
    moment.date = dateFrom(rest);
    if (!moment.date.isValid() || moment.date.year() < 1970)
        return std::nullopt;
    return moment;
}

std::optional<QDate> DateField::date() const
{
    const auto moment = parse(text());
    return moment ? std::optional(moment->date) : std::nullopt;
}

std::optional<QTime> DateField::time() const
{
    const auto moment = parse(text());
    return moment ? moment->time : std::nullopt;
}

QString DateField::isoText() const
{
    const auto moment = parse(text());
    if (!moment)
        return text().trimmed();
    const QString day = moment->date.toString(Qt::ISODate);
    return moment->time ? QString(day % u'T' % moment->time->toString(u"HH:mm"_s)) : day;
}

void DateField::setMoment(const QDate &date, std::optional<QTime> time)
{
    const QString day = QLocale().toString(date, u"d MMM yyyy"_s);
    setText(time ? QString(day % u' ' % time->toString(u"HH:mm"_s)) : day);
}

void DateField::buildCalendar()
{
    m_popup = new QFrame(this, Qt::Popup);
    m_popup->setFrameShape(QFrame::StyledPanel);
    setPageGround(m_popup);
    auto *column = new QVBoxLayout(m_popup);
    column->setContentsMargins(6, 6, 6, 6);
    m_calendar = new QCalendarWidget(m_popup);
    m_calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    m_calendar->setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
    m_calendar->setAccessibleName(tr("Calendar"));
    // The weekend in red would say "wrong" here.
    for (const auto day : {Qt::Saturday, Qt::Sunday})
        m_calendar->setWeekdayTextFormat(day, QTextCharFormat());
    const auto arrow = [this](const QString &name, Glyph glyph) {
        if (auto *button = m_calendar->findChild<QToolButton *>(name))
            button->setIcon(icon(glyph));
    };
    arrow(u"qt_calendar_prevmonth"_s, Glyph::ChevronLeft);
    arrow(u"qt_calendar_nextmonth"_s, Glyph::ChevronRight);
    if (auto *bar = m_calendar->findChild<QWidget *>(u"qt_calendar_navigationbar"_s))
        setPageGround(bar);
    column->addWidget(m_calendar);
    connect(m_calendar, &QCalendarWidget::activated, this, &DateField::take);
    connect(m_calendar, &QCalendarWidget::clicked, this, &DateField::take);
}

void DateField::openCalendar()
{
    if (!m_popup)
        buildCalendar();
    m_calendar->setSelectedDate(date().value_or(m_suggested));
    m_popup->adjustSize();
    m_popup->move(mapToGlobal(QPoint(0, height() + 4)));
    m_popup->show();
    m_calendar->setFocus();
}

void DateField::take(const QDate &date)
{
    setMoment(date, time());
    m_popup->hide();
    setFocus(Qt::OtherFocusReason);
}

void DateField::keyPressEvent(QKeyEvent *event)
{
    const bool open = event->key() == Qt::Key_Down && event->modifiers().testFlag(Qt::AltModifier);
    if (open || event->key() == Qt::Key_F4) {
        openCalendar();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

} // namespace scrip
