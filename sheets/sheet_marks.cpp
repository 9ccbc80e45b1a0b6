// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets/sheet_marks.h"

#include <QCoreApplication>
#include <QFile>
#include <QHash>
#include <QStringList>

#include <qpdf/qpdf-c.h>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

Failure notASheet(const QString &path)
{
    return Failure::named(
        u"not_found"_s, QCoreApplication::translate("scrip::Sheets", "%1 is not a sheet of this program.").arg(path),
        u"file"_s);
}

/// Empty when the file is missing, no PDF, or has no keywords: the caller says so in its own words.
QString keywordsOf(const QString &path)
{
    qpdf_data pdf = qpdf_init();
    qpdf_silence_errors(pdf);
    qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
    QString keywords;
    if (qpdf_read(pdf, QFile::encodeName(path).constData(), nullptr) < QPDF_ERRORS) {
        const qpdf_oh info = qpdf_oh_get_key(pdf, qpdf_get_trailer(pdf), "/Info");
        const qpdf_oh value = qpdf_oh_get_key(pdf, info, "/Keywords");
        if (qpdf_oh_is_string(pdf, value) != QPDF_FALSE)
            keywords = QString::fromUtf8(qpdf_oh_get_utf8_value(pdf, value));
    } else {
        qpdf_get_error(pdf); // taken: the clean-up would say on standard error that nobody looked at it
    }
    qpdf_cleanup(&pdf);
    return keywords;
}

} // namespace

QString SheetMarks::toKeywords() const
{
    return u"scrip-sheet:"_s + sheetHash + u" template:"_s + templateId + u" start-at:"_s + QString::number(startAt) +
           u" labels:"_s + QString::number(labels) + u" first:"_s + QString::number(first) + u" last:"_s +
           QString::number(last);
}

SheetMarks SheetMarks::fromKeywords(const QString &keywords)
{
    QHash<QString, QString> words;
    for (const QString &word : keywords.split(u' ', Qt::SkipEmptyParts))
        words.insert(word.section(u':', 0, 0), word.section(u':', 1));
    SheetMarks marks;
    marks.sheetHash = words.value(u"scrip-sheet"_s);
    marks.templateId = words.value(u"template"_s);
    marks.startAt = words.value(u"start-at"_s).toInt();
    marks.labels = words.value(u"labels"_s).toLongLong();
    marks.first = words.value(u"first"_s).toLongLong();
    marks.last = words.value(u"last"_s).toLongLong();
    return marks;
}

Result<SheetMarks> readSheetMarks(const QString &path)
{
    const SheetMarks marks = SheetMarks::fromKeywords(keywordsOf(path));
    if (marks.sheetHash.size() != 64)
        return notASheet(path);
    return marks;
}

} // namespace scrip
