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

TextPlan::TextPlan(const SheetJob &job, const LabelContent &sample, const TextArea &area, bool withQr)
    : m_job(job)
    , m_sample(sample)
    , m_area(area)
    , m_withQr(withQr)
{
}

bool TextPlan::build(double scale, TextParts parts)
{
    m_lines.clear();
    m_groups.clear();
    m_y = m_area.rect.top();
    const double between = 0.55 * scale;
    if (!addAmount(scale) || (parts.event && !addEvent(scale)))
        return false;
    gap(between);
    if (!addCode(scale))
        return false;
    gap(between);
    if (!addDate(LabelText::ClaimBy, say(QT_TRANSLATE_NOOP("scrip::Sheets", "Claim by %1")).arg(m_job.claimUntil), scale,
                 LabelFont::SemiBold))
        return false;
    if (parts.creditEnds && !m_job.creditUntil.isEmpty()
        && !addDate(LabelText::CreditEnds,
                    say(QT_TRANSLATE_NOOP("scrip::Sheets", "Credit ends %1")).arg(m_job.creditUntil), scale,
                    LabelFont::Text))
        return false;
    if (parts.instruction && !addInstruction(scale))
        return false;
    if ((parts.serial || m_job.reprint > 0) && !addFooter(scale, parts.serial))
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

bool TextPlan::addAmount(double scale)
{
    const QString amount = shownAmount(m_job.amount);
    const QString currency = m_job.amount.currency().code();
    // A round or crowded label may say a long amount smaller, but always whole.
    for (double points = std::clamp(11 * scale, 8.0, 40.0); points >= 6; points -= 0.5) {
        const Style style{LabelText::Amount, LabelFont::Bold, points, 1.12, false};
        const Style small{LabelText::Currency, LabelFont::Medium, std::max(5.5, points * 0.55), 1.12, true};
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
        step(style);
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
    const double floor = m_withQr ? 8.0 : 6.5;
    const auto perLine = [&](double points) {
        const Style style{LabelText::Code, LabelFont::Code, points, 1.06, false};
        return int(std::floor(room(style).width() / (points * mmPerPoint * codeAdvance) + 1e-6));
    };
    double points = std::clamp(9 * scale, floor, 22.0);
    QList<int> lengths = codeLines(code, perLine(points));
    // A little smaller is worth it when it saves a line.
    for (double smaller = points - 0.1; smaller >= std::max(floor, points * 0.84) - 1e-6; smaller -= 0.1) {
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

bool TextPlan::addDate(LabelText role, const QString &text, double scale, LabelFont font)
{
    Style style{role, font, std::clamp(6.6 * scale, 5.5, 14.0), 1.24, false};
    const double wanted = style.points;
    while (!fits(style, text) && style.points > std::max(5.5, wanted * 0.8))
        style.points -= 0.1;
    if (fits(style, text)) {
        place(style, text, m_area.align);
        step(style);
        return true;
    }
    style.points = wanted;
    for (qsizetype cut = text.lastIndexOf(u' '); cut > 0; cut = text.lastIndexOf(u' ', cut - 1)) {
        if (!fits(style, text.left(cut)))
            continue;
        place(style, text.left(cut), m_area.align);
        step(style);
        const QString rest = text.mid(cut + 1);
        if (!fits(style, rest))
            return false;
        place(style, rest, m_area.align);
        step(style);
        return true;
    }
    return false;
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

bool TextPlan::addFooter(double scale, bool serial)
{
    gap(0.3 * scale);
    const Style small{LabelText::Serial, LabelFont::Text, std::clamp(5.6 * std::sqrt(scale), 5.0, 9.0), 1.2, true};
    const bool centred = m_area.align == LabelAlign::Centre;
    if (m_job.reprint > 0) {
        const Style mark{LabelText::Reprint, LabelFont::Bold, small.points, 1.2, false};
        const QString text = say(QT_TRANSLATE_NOOP("scrip::Sheets", "REPRINT %1")).arg(m_job.reprint);
        if (!fits(mark, text))
            return false;
        place(mark, text, centred ? LabelAlign::Centre : LabelAlign::Left);
        step(mark);
    }
    if (!serial)
        return true;
    LabelContent longest = m_sample;
    longest.serial = m_sample.batchCount;
    for (int form = 0; form < serialForms; ++form) {
        if (!fits(small, serialText(longest, form)))
            continue;
        FaceLine &line = place(small, serialText(m_sample, form), centred ? LabelAlign::Centre : LabelAlign::Right);
        line.serialForm = form;
        step(small);
        return true;
    }
    return false;
}

void TextPlan::spread(double top, double height)
{
    const double spare = std::max(0.0, height - this->height());
    const double each = m_groups.isEmpty() ? 0 : std::min(spare / double(m_groups.size()), 4.0);
    const double used = each * double(m_groups.size());
    const double start = top + (height - this->height() - used) / 2;
    const double limited = std::clamp(start, m_area.rect.top(),
                                      std::max(m_area.rect.top(), m_area.rect.bottom() - this->height() - used));
    double shift = limited - m_area.rect.top();
    for (qsizetype i = 0; i < m_lines.size(); ++i) {
        shift += each * double(m_groups.count(i));
        m_lines[i].top += shift;
        m_lines[i].baseline += shift;
    }
}

} // namespace scrip
