// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_pages.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <poppler-qt6.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

void silence()
{
    // Poppler reports what it dislikes on stderr, where the command line promises nothing but its own errors.
    static const bool once = [] {
        Poppler::setDebugErrorFunction([](const QString &, const QVariant &) {}, QVariant());
        return true;
    }();
    Q_UNUSED(once)
}

} // namespace

SheetPages::SheetPages(std::unique_ptr<Poppler::Document> document)
    : m_document(std::move(document))
{
}
SheetPages::~SheetPages() = default;

Result<std::shared_ptr<SheetPages>> SheetPages::open(const QString &path)
{
    silence();
    std::unique_ptr<Poppler::Document> document;
    if (QFileInfo(path).isFile())
        document = Poppler::Document::load(path);
    if (!document || document->isLocked())
        return Failure::named(
            u"not_found"_s, QCoreApplication::translate("scrip::Sheets", "%1 is no PDF that can be read.").arg(path),
            u"file"_s);
    document->setRenderHint(Poppler::Document::Antialiasing);
    document->setRenderHint(Poppler::Document::TextAntialiasing);
    return std::shared_ptr<SheetPages>(new SheetPages(std::move(document)));
}

int SheetPages::count() const
{
    return m_document->numPages();
}

QImage SheetPages::picture(int page, int dpi) const
{
    const std::unique_ptr<Poppler::Page> shown = m_document->page(page);
    if (!shown)
        return {};
    return shown->renderToImage(dpi, dpi).convertToFormat(QImage::Format_Grayscale8);
}

QString SheetPages::text(int page, const QRectF &area) const
{
    const std::unique_ptr<Poppler::Page> shown = m_document->page(page);
    if (!shown)
        return {};
    constexpr double points = 72 / 25.4;
    const QString found = shown->text(QRectF(area.topLeft() * points, area.size() * points));
    QString dense;
    for (const QChar c : found) {
        if (!c.isSpace())
            dense += c;
    }
    return dense;
}

} // namespace scrip
