// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <QImage>

#include <memory>

namespace Poppler {
class Document;
}

namespace scrip {

/// The pages of a PDF as pictures and text. Owned by whoever verifies it; used by one thread.
class SheetPages
{
public:
    /// Refuses with not_found what cannot be opened as a PDF.
    static Result<std::shared_ptr<SheetPages>> open(const QString &path);

    ~SheetPages();
    Q_DISABLE_COPY_MOVE(SheetPages)

    [[nodiscard]] int count() const;
    /// The page in greys; a null image when it cannot be rendered.
    [[nodiscard]] QImage picture(int page, int dpi) const;
    /// The text inside a rectangle in millimetres, without blanks.
    [[nodiscard]] QString text(int page, const QRectF &area) const;

private:
    explicit SheetPages(std::unique_ptr<Poppler::Document> document);

    std::unique_ptr<Poppler::Document> m_document;
};

} // namespace scrip
