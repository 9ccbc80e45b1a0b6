// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/text_plan.h"

#include <QCoreApplication>
#include <QFontMetricsF>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr double mmPerPoint = 25.4 / 72;
constexpr double codeAdvance = 0.6; // of JetBrains Mono, in ems

QString say(const char *text)
{
    return QCoreApplication::translate("scrip::Sheets", text);
}

QString shownAmount(const Money &amount)
{
    const QString text = amount.toText();
    return amount.currency().code() == u"USD" ? QString(u'$' + text) : text;
}

double baselineIn(const FaceLine &line)
{
    // Capitals of both families are about 0.73 em high: centred in the line.
    return line.top + (line.height + 0.73 * line.points * mmPerPoint) / 2;
}

} // namespace

double textWidth(LabelFont font, double points, const QString &text)
{
    return QFontMetricsF(labelFont(font, points)).horizontalAdvance(text) / unitsPerMm;
}

QRectF TextArea::line(double top, double height) const
{
    QRectF line(rect.left(), top, rect.width(), height);
    if (radius <= 0)
        return line;
    const double off = std::max(std::abs(top - centre.y()), std::abs(top + height - centre.y()));
    const double half = off < radius ? std::sqrt(radius * radius - off * off) : 0;
    return {centre.x() - half, top, 2 * half, height};
}

TextPlan::TextPlan(const SheetJob &job, const LabelContent &sample, const TextArea &area, bool withQr,
                   double codeFloor)
    : m_job(job)
    , m_sample(sample)
    , m_area(area)
    , m_withQr(withQr)
    , m_codeFloor(codeFloor)
{
}

bool TextPlan::build(double scale, TextParts parts)
{
    m_lines.clear();
    m_groups.clear();
    m_y = m_area.rect.top();
    const double between = (m_area.align == LabelAlign::Centre || !m_withQr ? 0.3 : 0.55) * scale;
    if (!parts.compact && (!addAmount(scale, parts.serialOnTop) || (parts.event && !addEvent(scale))))
        return false;
    gap(between);
    if (!addCode(scale) || (parts.compact && !addCompactAmount()))
        return false;
    gap(between);
    if (!addDates(scale, parts))
        return false;
    if (parts.instruction && !addInstruction(scale))
        return false;
    const bool serialBelow = parts.serial && !parts.serialOnTop;
    const bool reprint = m_job.reprint > 0 && !parts.reprintBeside;
    if ((serialBelow || reprint) && !addFooter(scale, serialBelow, reprint))
        return false;
    if (m_job.reprint > 0 && parts.reprintBeside && !addReprintBeside())
        return false;
    return m_y <= m_area.rect.bottom() + 0.01;
}

QRectF TextPlan::room(const Style &style) const
{
    return m_area.line(m_y, style.points * mmPerPoint * style.pitch);
}

bool TextPlan::fits(const Style &style, const QString &text) const
{
    return textWidth(style.font, style.points, text) <= room(style).width();
}

FaceLine &TextPlan::place(const Style &style, const QString &text, LabelAlign align)
{
    const QRectF box = room(style);
    FaceLine line;
    line.role = style.role;
    line.text = text;
    line.font = style.font;
    line.points = style.points;
    line.muted = style.muted;
    line.align = align;
    line.x = align == LabelAlign::Left ? box.left() : align == LabelAlign::Right ? box.right() : box.center().x();
    line.top = box.top();
    line.height = box.height();
    line.width = box.width();
    line.baseline = baselineIn(line);
    m_lines << line;
    return m_lines.last();
}

void TextPlan::step(const Style &style)
{
    m_y += style.points * mmPerPoint * style.pitch;
}

void TextPlan::gap(double millimetres)
{
    m_y += millimetres;
    m_groups << m_lines.size();
}

bool TextPlan::addAmount(double scale, bool withSerial)
{
    const QString amount = shownAmount(m_job.amount);
    const QString currency = m_job.amount.currency().code();
    // A round or crowded label may say a long amount smaller, but always whole.
    for (int half = int(2 * std::clamp(11 * scale, 8.0, 40.0)); half >= 12; --half) {
        const double points = half / 2.0;
        const Style style{LabelText::Amount, LabelFont::Bold, points, 1.06, false};
        const Style small{LabelText::Currency, LabelFont::Medium, std::max(5.5, points * 0.55), 1.06, true};
        const double wide = textWidth(style.font, points, amount);
        const double space = points * mmPerPoint * 0.22;
        const double whole = wide + space + textWidth(small.font, small.points, currency);
        if (whole > room(style).width())
            continue;
        FaceLine &line = place(style, amount, LabelAlign::Left);
        if (m_area.align == LabelAlign::Centre)
            line.x = room(style).center().x() - whole / 2;
        line.width = wide;
        FaceLine unit = line;
        unit.role = small.role;
        unit.text = currency;
        unit.font = small.font;
        unit.points = small.points;
        unit.muted = true;
        unit.x = line.x + wide + space;
        unit.width = whole - wide - space;
        m_lines << unit;
        const double left = unit.x + unit.width + 1.5;
        if (withSerial) {
            if (!addSerial(scale, LabelAlign::Right, m_area.rect.right() - left))
                return false;
            m_lines.last().baseline = unit.baseline;
        }
        step(style);
        return true;
    }
    return false;
}

/// In as many words as there is room for; the line is not stepped over.
bool TextPlan::addSerial(double scale, LabelAlign align, double width)
{
    const Style small{LabelText::Serial, LabelFont::Text, std::clamp(5.6 * std::sqrt(scale), 5.0, 9.0), 1.2, true};
    LabelContent longest = m_sample;
    longest.serial = m_sample.batchCount;
    for (int form = 0; form < serialForms; ++form) {
        if (textWidth(small.font, small.points, serialText(longest, form)) > width)
            continue;
        FaceLine &line = place(small, serialText(m_sample, form), align);
        line.serialForm = form;
        return true;
    }
    return false;
}

bool TextPlan::addEvent(double scale)
{
    if (m_job.eventName.isEmpty())
        return true;
    const Style style{LabelText::Event, LabelFont::Text, std::clamp(6.6 * scale, 5.5, 16.0), 1.24, false};
    QString text = say(QT_TRANSLATE_NOOP("scrip::Sheets", "credit for %1")).arg(m_job.eventName);
    if (!fits(style, text)) {
        const QFontMetricsF metrics(labelFont(style.font, style.points));
        text = metrics.elidedText(m_job.eventName, Qt::ElideRight, room(style).width() * unitsPerMm);
    }
    if (!fits(style, text))
        return false;
    place(style, text, m_area.align);
    step(style);
    return true;
}

bool TextPlan::addCode(double scale)
{
    const QString code = m_job.shownCode(m_sample);
    const double floor = m_codeFloor;
    const auto perLine = [&](double points) {
        const Style style{LabelText::Code, LabelFont::Code, points, 1.06, false};
        return int(std::floor(room(style).width() / (points * mmPerPoint * codeAdvance) + 1e-6));
    };
    const double wanted = std::clamp(9 * scale, floor, 22.0);
    double points = wanted;
    QList<int> lengths = codeLines(code, perLine(points));
    // A little smaller is worth it when it saves a line.
    const int steps = int(std::floor((wanted - std::max(floor, wanted * 0.84)) * 10 + 1e-6));
    for (int step = 1; step <= steps; ++step) {
        const double smaller = wanted - step / 10.0;
        const QList<int> better = codeLines(code, perLine(smaller));
        if (!better.isEmpty() && (lengths.isEmpty() || better.size() < lengths.size())) {
            lengths = better;
            points = smaller;
        }
    }
    const Style style{LabelText::Code, LabelFont::Code, points, 1.06, false};
    int from = 0;
    for (const int length : lengths) {
        if (!fits(style, QString(length, u'0')))
            return false;
        FaceLine &line = place(style, code.mid(from, length), m_area.align);
        line.from = from;
        line.length = length;
        from += length;
        step(style);
    }
    return !lengths.isEmpty();
}

/// Stock with room for three lines only: the first line of the code is short, the amount stands behind it.
bool TextPlan::addCompactAmount()
{
    const bool dollars = m_job.amount.currency().code() == u"USD";
    const QString amount = shownAmount(m_job.amount);
    const QString text = dollars ? amount : QString(amount + u' ' + m_job.amount.currency().code());
    const auto first = std::find_if(m_lines.begin(), m_lines.end(),
                                    [](const FaceLine &line) { return line.role == LabelText::Code; });
    FaceLine line = *first;
    line.role = LabelText::Amount;
    line.text = text;
    line.font = LabelFont::Bold;
    line.align = LabelAlign::Right;
    line.x = m_area.rect.right();
    line.width = textWidth(line.font, line.points, text);
    line.baseline = baselineIn(line);
    const double taken = textWidth(LabelFont::Code, first->points, first->text);
    if (taken + line.width + 0.4 > m_area.rect.width())
        return false;
    m_lines << line;
    return true;
}

/// Until when to claim, where the event says so, and how long the credit lasts. The first of them is never dropped.
QList<TextPlan::Clock> TextPlan::clocks(TextParts parts) const
{
    QList<Clock> clocks;
    if (!m_job.claimUntil.isEmpty())
        clocks << Clock{LabelText::ClaimBy,
                        say(parts.compact ? QT_TRANSLATE_NOOP("scrip::Sheets", "by %1")
                                          : QT_TRANSLATE_NOOP("scrip::Sheets", "Claim by %1")),
                        m_job.claimUntil};
    if (!m_job.creditUntil.isEmpty() && (parts.creditEnds || clocks.isEmpty()))
        clocks << Clock{LabelText::CreditEnds,
                        say(parts.compact ? QT_TRANSLATE_NOOP("scrip::Sheets", "ends %1")
                                          : QT_TRANSLATE_NOOP("scrip::Sheets", "Credit ends %1")),
                        m_job.creditUntil};
    return clocks;
}

/// Both clocks in one size.
bool TextPlan::addDates(double scale, TextParts parts)
{
    const QList<Clock> clocks = this->clocks(parts);
    const double least = parts.compact ? 5.0 : 5.5;
    const Style style{LabelText::ClaimBy, LabelFont::SemiBold, std::clamp(6.6 * scale, least, 14.0), 1.22, false};
    QStringList texts;
    for (const Clock &clock : clocks)
        texts << clock.text();
    const double points = commonSize(style, texts);
    LabelFont font = style.font;
    for (const Clock &clock : clocks) {
        // Cut where the date begins: a date in two halves is misread.
        if (!addDate(clock.role, clock.text(), clock.words.indexOf(u"%1"_s) - 1, points, font))
            return false;
        font = LabelFont::Text;
    }
    return true;
}

/// The size at which the texts fit one line each; a text that would have to be too small for that is left out of
/// account.
double TextPlan::commonSize(const Style &style, const QStringList &texts) const
{
    const double least = std::max(std::min(5.5, style.points), style.points * 0.76);
    double common = style.points;
    for (const QString &text : texts) {
        Style tried = style;
        while (!fits(tried, text) && tried.points > least)
            tried.points -= 0.1;
        if (fits(tried, text))
            common = std::min(common, tried.points);
    }
    return common;
}

/// In one line, else in two: cut before the date, or at the last blank that helps.
bool TextPlan::addDate(LabelText role, const QString &text, qsizetype cut, double points, LabelFont font)
{
    const Style style{role, font, points, 1.22, false};
    if (fits(style, text)) {
        place(style, text, m_area.align);
        step(style);
        return true;
    }
    if (cut <= 0 || !fits(style, text.mid(cut + 1)))
        cut = text.lastIndexOf(u' ');
    while (cut > 0 && !fits(style, text.left(cut)))
        cut = text.lastIndexOf(u' ', cut - 1);
    if (cut <= 0)
        return false;
    place(style, text.left(cut), m_area.align);
    step(style);
    const QString rest = text.mid(cut + 1);
    if (!fits(style, rest))
        return false;
    place(style, rest, m_area.align);
    step(style);
    return true;
}

bool TextPlan::addInstruction(double scale)
{
    const QString host = m_job.claimHost();
    if (host.isEmpty())
        return true;
    const Style style{LabelText::Instruction, LabelFont::Text, std::clamp(6 * scale, 5.5, 11.0), 1.24, true};
    const QString whole = (m_withQr ? say(QT_TRANSLATE_NOOP("scrip::Sheets", "Scan or type at %1"))
                                    : say(QT_TRANSLATE_NOOP("scrip::Sheets", "Type at %1")))
                              .arg(host);
    const QString text = fits(style, whole) ? whole : host;
    if (!fits(style, text))
        return false;
    place(style, text, m_area.align);
    step(style);
    return true;
}

bool TextPlan::addFooter(double scale, bool serial, bool reprint)
{
    gap(0.3 * scale);
    const Style small{LabelText::Serial, LabelFont::Text, std::clamp(5.6 * std::sqrt(scale), 5.0, 9.0), 1.2, true};
    const bool centred = m_area.align == LabelAlign::Centre;
    if (reprint) {
        const Style mark{LabelText::Reprint, LabelFont::Bold, small.points, 1.2, false};
        const QString text = say(QT_TRANSLATE_NOOP("scrip::Sheets", "REPRINT %1")).arg(m_job.reprint);
        if (!fits(mark, text))
            return false;
        place(mark, text, centred ? LabelAlign::Centre : LabelAlign::Left);
        step(mark);
    }
    if (!serial)
        return true;
    if (!addSerial(scale, centred ? LabelAlign::Centre : LabelAlign::Right, room(small).width()))
        return false;
    step(small);
    return true;
}

double TextPlan::inkRight(const FaceLine &line) const
{
    const double width = textWidth(line.font, line.points, line.text);
    return line.align == LabelAlign::Left    ? line.x + width
           : line.align == LabelAlign::Right ? line.x
                                             : line.x + width / 2;
}

/// Behind the lowest line with room for it; in two letters when there is none for the word.
bool TextPlan::addReprintBeside()
{
    const QString number = QString::number(m_job.reprint);
    for (const QString &text :
         {say(QT_TRANSLATE_NOOP("scrip::Sheets", "REPRINT %1")).arg(number), QString(u'R' + number)}) {
        const double width = textWidth(LabelFont::Bold, 5, text);
        for (qsizetype i = m_lines.size() - 1; i >= 0; --i) {
            FaceLine line = m_lines.at(i);
            double taken = m_area.rect.left();
            for (const FaceLine &other : m_lines) {
                if (other.top < line.top + line.height - 0.01 && line.top < other.top + other.height - 0.01)
                    taken = std::max(taken, inkRight(other));
            }
            const double right = m_area.line(line.top, line.height).right();
            if (taken + 0.8 + width > right)
                continue;
            line.role = LabelText::Reprint;
            line.text = text;
            line.font = LabelFont::Bold;
            line.points = 5;
            line.muted = false;
            line.align = LabelAlign::Right;
            line.x = right;
            line.width = width;
            m_lines.insert(i + 1, line); // it moves with its neighbour when the lines are spread
            for (qsizetype &group : m_groups)
                group += group > i ? 1 : 0;
            return true;
        }
    }
    return false;
}

void TextPlan::spread(double top, double height, double least)
{
    const double gaps = double(m_groups.size());
    const double wanted = std::max(height - this->height(), least * gaps);
    const double each = std::clamp(std::min(wanted, m_area.rect.height() - this->height()) / gaps, 0.0, 4.0);
    const double whole = this->height() + each * gaps;
    const double highest = m_area.rect.top();
    const double lowest = std::max(highest, m_area.rect.bottom() - whole);
    double shift = std::clamp(top + (height - whole) / 2, highest, lowest) - highest;
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        shift += each * double(m_groups.count(i));
        m_lines[i].top += shift;
        m_lines[i].baseline += shift;
    }
}

} // namespace scrip
