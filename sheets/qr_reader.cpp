// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/qr_reader.h"

#include <ZXing/DecodeHints.h>
#include <ZXing/ReadBarcode.h>

namespace scrip {

std::optional<QString> readQr(const QImage &picture)
{
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    if (grey.isNull())
        return std::nullopt;
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

} // namespace scrip
