// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_finish.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFWriter.hh>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace scrip {

namespace {

struct Close
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using Stream = std::unique_ptr<std::FILE, Close>;

/// A stream of its own on the same open file.
Stream streamOf(const QFile &file, const char *mode)
{
    const int copy = ::dup(file.handle());
    Stream stream(copy < 0 ? nullptr : ::fdopen(copy, mode));
    if (!stream && copy >= 0)
        ::close(copy);
    if (stream)
        std::rewind(stream.get());
    return stream;
}

void addMarks(QPDF &pdf, const QString &keywords)
{
    pdf.getRoot().replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /PrintScaling /None >>"));
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    if (!info.isDictionary()) {
        info = pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        pdf.getTrailer().replaceKey("/Info", info);
    }
    info.replaceKey("/Keywords", QPDFObjectHandle::newUnicodeString(keywords.toStdString()));
}

} // namespace

QString finishPdf(const QFile &painted, QFile &finished, const QString &keywords)
{
    const Stream in = streamOf(painted, "rb");
    const Stream out = streamOf(finished, "wb");
    if (!in || !out)
        return qt_error_string(errno);
    errno = 0;
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processFile("sheet", in.get(), false);
        addMarks(pdf, keywords);
        QPDFWriter writer(pdf);
        writer.setOutputFile("sheet", out.get(), false);
        writer.setStreamDataMode(qpdf_s_preserve);
        writer.write();
    } catch (const std::exception &error) {
        return errno != 0 ? qt_error_string(errno) : QString::fromLocal8Bit(error.what());
    }
    if (std::fflush(out.get()) != 0)
        return qt_error_string(errno);
    return {};
}

} // namespace scrip
