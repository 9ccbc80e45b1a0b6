// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/pdf_finish.h"

#include <qpdf/qpdf-c.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

struct Cleanup
{
    void operator()(qpdf_data pdf) const { qpdf_cleanup(&pdf); }
};
using Pdf = std::unique_ptr<std::remove_pointer_t<qpdf_data>, Cleanup>;

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

Changed changed(qpdf_data pdf, qpdf_oh object)
{
    return {qpdf_oh_get_object_id(pdf, object), QByteArray(qpdf_oh_unparse_resolved(pdf, object))};
}

/// Reads the two objects and changes them. The file has no name of its own, so it is read through the process'
/// handle.
Revision revise(qpdf_data pdf, const QFile &file, const QString &keywords)
{
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    const QByteArray name = "/proc/self/fd/" + QByteArray::number(file.handle());
    if (qpdf_read(pdf, name.constData(), nullptr) >= QPDF_ERRORS)
        return {};
    const qpdf_oh root = qpdf_get_root(pdf);
    qpdf_oh_replace_key(pdf, root, "/ViewerPreferences", qpdf_oh_parse(pdf, "<< /PrintScaling /None >>"));
    const qpdf_oh trailer = qpdf_get_trailer(pdf);
    const qpdf_oh info = qpdf_oh_get_key(pdf, trailer, "/Info");
    qpdf_oh_replace_key(pdf, info, "/Keywords", qpdf_oh_new_unicode_string(pdf, keywords.toUtf8().constData()));
    const qint64 size = qpdf_oh_get_int_value(pdf, qpdf_oh_get_key(pdf, trailer, "/Size"));
    return {changed(pdf, root), changed(pdf, info), size};
}

/// What went wrong inside the library, or an empty text.
QString reasonOf(qpdf_data pdf)
{
    if (qpdf_has_error(pdf) == QPDF_FALSE)
        return {};
    return QString::fromUtf8(qpdf_get_error_full_text(pdf, qpdf_get_error(pdf)));
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
    const Pdf pdf(qpdf_init());
    const Revision revision = revise(pdf.get(), file, keywords);
    if (QString reason = reasonOf(pdf.get()); !reason.isEmpty())
        return reason;
    const qint64 previousTable = tableOffset(file);
    if (previousTable < 0 || revision.size <= 0)
        return u"the painted file has no cross-reference table"_s;
    const QByteArray text = textOf(revision, file.size(), previousTable);
    const bool written = file.seek(file.size()) && file.write(text) == text.size() && file.flush();
    return written ? QString() : file.errorString();
}

} // namespace scrip
