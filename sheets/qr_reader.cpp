// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_reader.h"

#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

namespace scrip {

namespace {

std::optional<QString> readOnce(const QImage &grey)
{
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode);
    hints.setTryHarder(true);
    hints.setTryDownscale(false);
    const ZXing::Result read = ZXing::ReadBarcode(view, hints);
    if (!read.isValid())
        return std::nullopt;
    const ZXing::ByteArray &bytes = read.bytes();
    return QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
}

} // namespace

std::optional<QString> readQr(const QImage &picture)
{
    constexpr int large = 300; // pixels: modules wider than the reader's blocks of eight read worse, not better
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return std::nullopt;
    auto read = readOnce(grey);
    if (!read && qMin(grey.width(), grey.height()) > large)
        read = readOnce(grey.scaled(grey.size() / 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                            .convertToFormat(QImage::Format_Grayscale8));
    return read;
}

} // namespace scrip
