// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/template_row.h"

#include <QCoreApplication>

#include <cmath>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

/// Reads the cells of one row and remembers the first that does not make sense.
class Cells
{
public:
    Cells(const QHash<QString, qsizetype> &columns, const QString &line)
        : m_columns(columns)
        , m_cells(line.split(u'\t'))
    {
    }

    QString text(const QString &column)
    {
        const qsizetype at = m_columns.value(column, -1);
        if (at < 0 || at >= m_cells.size())
            blame(column);
        return m_cells.value(at).trimmed();
    }

    QString required(const QString &column)
    {
        QString value = text(column);
        if (value.isEmpty())
            blame(column);
        return value;
    }

    double millimetres(const QString &column)
    {
        bool ok = false;
        const double value = text(column).toDouble(&ok);
        if (!ok || !std::isfinite(value))
            blame(column);
        return value;
    }

    int count(const QString &column)
    {
        bool ok = false;
        const int value = text(column).toInt(&ok);
        if (!ok)
            blame(column);
        return value;
    }

    template <typename E> E choice(const QString &column, std::initializer_list<E> values, QString (*name)(E))
    {
        const QString wanted = text(column);
        for (const E value : values) {
            if (name(value) == wanted)
                return value;
        }
        blame(column);
        return *values.begin();
    }

    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    void blame(const QString &column)
    {
        if (m_fault.isEmpty())
            m_fault = column;
    }

    const QHash<QString, qsizetype> &m_columns;
    QStringList m_cells;
    QString m_fault;
};

LabelTemplate stockFrom(Cells &cells)
{
    LabelTemplate t;
    t.id = cells.required(u"id"_s);
    t.vendor = cells.required(u"vendor"_s);
    t.parts = cells.required(u"part"_s).split(u'/', Qt::SkipEmptyParts);
    t.kind = cells.choice(u"kind"_s,
                          {LabelKind::Label, LabelKind::Card, LabelKind::Badge, LabelKind::Tent, LabelKind::Plain},
                          kindName);
    t.paper = cells.required(u"paper"_s);
    t.page = {cells.millimetres(u"page_w_mm"_s), cells.millimetres(u"page_h_mm"_s)};
    t.columns = cells.count(u"cols"_s);
    t.rows = cells.count(u"rows"_s);
    t.label = {cells.millimetres(u"label_w_mm"_s), cells.millimetres(u"label_h_mm"_s)};
    t.first = {cells.millimetres(u"first_x_mm"_s), cells.millimetres(u"first_y_mm"_s)};
    t.pitch = {cells.millimetres(u"pitch_x_mm"_s), cells.millimetres(u"pitch_y_mm"_s)};
    t.cornerRadius = cells.millimetres(u"corner_radius_mm"_s);
    t.shape = cells.choice(u"shape"_s, {LabelShape::Rect, LabelShape::Round}, shapeName);
    t.grade = cells.choice(u"confidence"_s, {StockGrade::A, StockGrade::B, StockGrade::C}, gradeName);
    t.note = cells.text(u"note"_s);
    return t;
}

} // namespace

TemplateColumns::TemplateColumns(const QString &heading)
{
    const QStringList names = heading.split(u'\t');
    for (qsizetype i = 0; i < names.size(); ++i)
        m_columns.insert(names.at(i).trimmed(), i);
}

Result<LabelTemplate> TemplateColumns::read(const QString &line) const
{
    Cells cells(m_columns, line);
    LabelTemplate stock = stockFrom(cells);
    if (!cells.fault().isEmpty())
        return Failure::named(u"template_invalid"_s,
                              QCoreApplication::translate("scrip::Sheets", "Label stock %1: %2 cannot be read.")
                                  .arg(stock.id, cells.fault()),
                              cells.fault());
    if (const auto checked = checkTemplate(stock); !checked)
        return checked.failure();
    return stock;
}

} // namespace scrip
