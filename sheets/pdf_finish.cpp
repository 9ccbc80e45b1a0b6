// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_finish.h"

#include <qpdf/QPDF.hh>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct Close
{
    void operator()(std::FILE *file) const { std::fclose(file); }
};
using Stream = std::unique_ptr<std::FILE, Close>;

/// A stream of its own on the same open file.
Stream streamOf(const QFile &file)
{
    const int copy = ::dup(file.handle());
    Stream stream(copy < 0 ? nullptr : ::fdopen(copy, "rb"));
    if (!stream && copy >= 0)
        ::close(copy);
    if (stream)
        std::rewind(stream.get());
    return stream;
}

/// One object of the revision: its number and its whole text.
struct Changed
{
    int number = 0;
    QByteArray text;
};

struct Revision
{
    Changed catalogue;
    Changed information;
    qint64 size = 0; ///< Objects in the file, as its trailer counts them.
};

Changed changed(QPDFObjectHandle object)
{
    return {object.getObjectID(), QByteArray::fromStdString(object.unparseResolved())};
}

/// Reads the two objects and changes them; throws what libqpdf throws.
Revision revise(std::FILE *file, const QString &keywords)
{
    QPDF pdf;
    pdf.setSuppressWarnings(true);
    pdf.processFile("sheet", file, false);
    QPDFObjectHandle root = pdf.getRoot();
    root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /PrintScaling /None >>"));
    QPDFObjectHandle info = pdf.getTrailer().getKey("/Info");
    info.replaceKey("/Keywords", QPDFObjectHandle::newUnicodeString(keywords.toStdString()));
    return {changed(root), changed(info), pdf.getTrailer().getKey("/Size").getIntValue()};
}

/// Where the cross-reference table begins, as the file's last lines say; below 0 when they do not.
qint64 tableOffset(QFile &file)
{
    constexpr qint64 tail = 64;
    if (!file.seek(qMax<qint64>(0, file.size() - tail)))
        return -1;
    const QByteArray end = file.read(tail);
    const qsizetype word = end.lastIndexOf("startxref");
    bool ok = false;
    const qint64 offset = end.mid(word + 9).trimmed().split('\n').value(0).trimmed().toLongLong(&ok);
    return word >= 0 && ok ? offset : -1;
}

QByteArray textOf(const Revision &revision, qint64 start, qint64 previousTable)
{
    QByteArray text = "\n";
    QByteArray table = "xref\n";
    const bool inOrder = revision.catalogue.number < revision.information.number;
    const Changed &first = inOrder ? revision.catalogue : revision.information;
    const Changed &second = inOrder ? revision.information : revision.catalogue;
    for (const Changed &object : {first, second}) {
        const QByteArray number = QByteArray::number(object.number);
        table += number + " 1\n" + QByteArray::number(start + text.size()).rightJustified(10, '0') + " 00000 n \n";
        text += number + " 0 obj\n" + object.text + "\nendobj\n";
    }
    const qint64 tableStart = start + text.size();
    return text + table + "trailer\n<< /Size " + QByteArray::number(revision.size) + " /Root " +
           QByteArray::number(revision.catalogue.number) + " 0 R /Info " +
           QByteArray::number(revision.information.number) + " 0 R /Prev " + QByteArray::number(previousTable) +
           " >>\nstartxref\n" + QByteArray::number(tableStart) + "\n%%EOF\n";
}

} // namespace

QString finishPdf(QFile &file, const QString &keywords)
{
    if (!file.flush())
        return file.errorString();
    const Stream in = streamOf(file);
    if (!in)
        return qt_error_string(errno);
    try {
        const Revision revision = revise(in.get(), keywords);
        const qint64 previousTable = tableOffset(file);
        if (previousTable < 0)
            return u"the painted file has no cross-reference table"_s;
        const QByteArray text = textOf(revision, file.size(), previousTable);
        const bool written = file.seek(file.size()) && file.write(text) == text.size() && file.flush();
        return written ? QString() : file.errorString();
    } catch (const std::exception &error) {
        return QString::fromLocal8Bit(error.what());
    }
}

} // namespace scrip
