// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/template_catalogue.h"

#include "sheets/template_row.h"

#include <QCoreApplication>
#include <QFile>
#include <QSet>

#include <algorithm>

// Outside of any namespace, as the macro wants it: a static library's resources are not found by themselves.
static void initLabelResources()
{
    Q_INIT_RESOURCE(labels);
}

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

TemplateCatalogue loadBuiltIn()
{
    initLabelResources();
    QFile file(u":/scrip/labels/label-templates.tsv"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The table of label stocks is missing from this build.");
    auto loaded = TemplateCatalogue::fromTable(file.readAll());
    if (!loaded)
        qFatal("The table of label stocks is broken: %s", qUtf8Printable(loaded.failure().message));
    return std::move(loaded).value();
}

QString describe(const LabelTemplate &stock)
{
    const QStringList words{stock.id,
                            stock.vendor,
                            stock.parts.join(u' '),
                            stock.paper,
                            kindName(stock.kind),
                            shapeName(stock.shape),
                            QString::number(stock.label.width()),
                            QString::number(stock.label.height())};
    return words.join(u' ').toLower();
}

} // namespace

const TemplateCatalogue &TemplateCatalogue::builtIn()
{
    static const TemplateCatalogue catalogue = loadBuiltIn();
    return catalogue;
}

Result<TemplateCatalogue> TemplateCatalogue::fromTable(const QByteArray &table)
{
    const QStringList lines = QString::fromUtf8(table).split(u'\n', Qt::SkipEmptyParts);
    if (lines.size() < 2)
        return Failure::named(u"template_invalid"_s,
                              QCoreApplication::translate("scrip::Sheets", "The table of label stocks is empty."));
    const TemplateColumns columns(lines.first());
    TemplateCatalogue catalogue;
    QSet<QString> ids;
    for (const QString &line : lines.sliced(1)) {
        auto stock = columns.read(line);
        if (!stock)
            return stock.failure();
        if (ids.contains(stock->id))
            return Failure::named(
                u"template_invalid"_s,
                QCoreApplication::translate("scrip::Sheets", "Label stock %1 is listed twice.").arg(stock->id),
                u"id"_s);
        ids.insert(stock->id);
        catalogue.m_stocks << std::move(stock).value();
    }
    return catalogue;
}

Result<LabelTemplate> TemplateCatalogue::find(const QString &name) const
{
    const auto found = std::find_if(m_stocks.begin(), m_stocks.end(),
                                    [&](const LabelTemplate &stock) { return stock.answersTo(name); });
    if (found != m_stocks.end())
        return *found;
    return Failure::named(
        u"template_invalid"_s,
        QCoreApplication::translate("scrip::Sheets", "There is no label stock named %1.").arg(name.left(64)),
        u"template"_s,
        QCoreApplication::translate("scrip::Sheets", "scrip sheet templates lists those that are known."));
}

QList<LabelTemplate> TemplateCatalogue::search(const QString &words) const
{
    const QStringList wanted = words.toLower().split(u' ', Qt::SkipEmptyParts);
    QList<LabelTemplate> found;
    for (const LabelTemplate &stock : m_stocks) {
        const QString text = describe(stock);
        if (std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return text.contains(word); }))
            found << stock;
    }
    return found;
}

} // namespace scrip
