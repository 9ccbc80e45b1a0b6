// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/label_template.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr double tolerance = 0.6; // what published tables disagree by, and stock is cut to
constexpr double rounding = 0.002;

QString plainName(const QString &name)
{
    QString plain;
    for (const QChar c : name) {
        if (c.isLetterOrNumber())
            plain += c.toLower();
    }
    return plain;
}

Failure invalid(const LabelTemplate &stock, const QString &field, const QString &why)
{
    return Failure::named(u"template_invalid"_s,
                          QCoreApplication::translate("scrip::Sheets", "Label stock %1: %2").arg(stock.id, why),
                          field);
}

struct Axis
{
    int count;
    double page, size, first, pitch;
    QLatin1StringView countField, pageField, sizeField, firstField, pitchField;
};

std::optional<Failure> checkNumbers(const LabelTemplate &stock, const Axis &axis)
{
    const auto say = [](const char *text) { return QCoreApplication::translate("scrip::Sheets", text); };
    if (axis.count < 1 || axis.count > 200)
        return invalid(stock, axis.countField, say(QT_TRANSLATE_NOOP("scrip::Sheets", "there must be 1 to 200.")));
    if (!(axis.page > 0 && axis.page < 2000))
        return invalid(stock, axis.pageField, say(QT_TRANSLATE_NOOP("scrip::Sheets", "the paper has no such size.")));
    if (!(axis.size > 0 && axis.size < 2000))
        return invalid(stock, axis.sizeField, say(QT_TRANSLATE_NOOP("scrip::Sheets", "a label has no such size.")));
    if (!(axis.first >= 0 && axis.first < 2000))
        return invalid(stock, axis.firstField,
                       say(QT_TRANSLATE_NOOP("scrip::Sheets", "the first label lies outside the paper.")));
    if (!std::isfinite(axis.pitch) || axis.pitch < axis.size - rounding)
        return invalid(stock, axis.pitchField, say(QT_TRANSLATE_NOOP("scrip::Sheets", "the labels overlap.")));
    return std::nullopt;
}

std::optional<Failure> checkClosing(const LabelTemplate &stock, const Axis &axis)
{
    const double end = axis.first + (axis.count - 1) * axis.pitch + axis.size;
    if (end > axis.page + rounding)
        return invalid(stock, axis.pitchField,
                       QCoreApplication::translate("scrip::Sheets", "the labels end at %1 mm, the paper at %2 mm.")
                           .arg(end, 0, 'f', 1)
                           .arg(axis.page, 0, 'f', 1));
    if (std::abs(axis.page - end - axis.first) > tolerance)
        return invalid(stock, axis.firstField,
                       QCoreApplication::translate("scrip::Sheets", "the margins differ: %1 mm and %2 mm.")
                           .arg(axis.first, 0, 'f', 1)
                           .arg(axis.page - end, 0, 'f', 1));
    return std::nullopt;
}

std::array<Axis, 2> axesOf(const LabelTemplate &t)
{
    return {Axis{t.columns, t.page.width(), t.label.width(), t.first.x(), t.pitch.x(), "cols"_L1, "page_w_mm"_L1,
                 "label_w_mm"_L1, "first_x_mm"_L1, "pitch_x_mm"_L1},
            Axis{t.rows, t.page.height(), t.label.height(), t.first.y(), t.pitch.y(), "rows"_L1, "page_h_mm"_L1,
                 "label_h_mm"_L1, "first_y_mm"_L1, "pitch_y_mm"_L1}};
}

} // namespace

QRectF LabelTemplate::slot(int index) const
{
    const int row = index / columns;
    const int column = index % columns;
    return {QPointF(first.x() + column * pitch.x(), first.y() + row * pitch.y()), label};
}

QString LabelTemplate::title() const
{
    return parts.isEmpty() ? id : QString(vendor + u' ' + parts.first());
}

bool LabelTemplate::isPlain() const
{
    return vendor == u"Plain";
}

bool LabelTemplate::answersTo(const QString &name) const
{
    const QString wanted = plainName(name);
    if (wanted.isEmpty())
        return false;
    const auto matches = [&](const QString &part) {
        return wanted == plainName(part) || wanted == plainName(vendor + part);
    };
    // The id without its vendor too: people say L4731 where the part is sold as L4731REV.
    return wanted == plainName(id) || wanted == plainName(id.section(u'-', 1)) ||
           std::any_of(parts.begin(), parts.end(), matches);
}

Result<Done> checkTemplate(const LabelTemplate &stock)
{
    for (const Axis &axis : axesOf(stock)) {
        if (const auto failure = checkNumbers(stock, axis))
            return *failure;
        if (const auto failure = checkClosing(stock, axis))
            return *failure;
    }
    const double shorter = std::min(stock.label.width(), stock.label.height());
    if (!(stock.cornerRadius >= 0 && stock.cornerRadius <= shorter / 2 + rounding))
        return invalid(stock, u"corner_radius_mm"_s,
                       QCoreApplication::translate("scrip::Sheets", "the corners are rounder than the label."));
    if (stock.shape == LabelShape::Round && std::abs(stock.label.width() - stock.label.height()) > rounding)
        return invalid(stock, u"shape"_s,
                       QCoreApplication::translate("scrip::Sheets", "a round label is as wide as it is high."));
    return Done{};
}

QString kindName(LabelKind kind)
{
    switch (kind) {
    case LabelKind::Label:
        return u"label"_s;
    case LabelKind::Card:
        return u"card"_s;
    case LabelKind::Badge:
        return u"badge"_s;
    case LabelKind::Tent:
        return u"tent"_s;
    case LabelKind::Plain:
        break;
    }
    return u"plain"_s;
}

QString shapeName(LabelShape shape)
{
    return shape == LabelShape::Round ? u"round"_s : u"rect"_s;
}

QString gradeName(StockGrade grade)
{
    return grade == StockGrade::A ? u"A"_s : grade == StockGrade::B ? u"B"_s : u"C"_s;
}

} // namespace scrip
