// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sheet_noun.h"

using namespace Qt::StringLiterals;

namespace scrip::cli {

void SheetNoun::declare(CLI::App &root)
{
    CLI::App &app = noun(root, "sheet", Say::tr("Sheets of labels with QR codes."));
    Verb list = verb(app, "templates", Say::tr("List the label stocks that can be printed on."),
                     u"scrip sheet templates --all"_s, work(this, &SheetNoun::templates));
    m_options.list.declare(list);
    verb(app, "render",
         Say::tr("Write a batch as a PDF of labels, and record the print on the batch. The file holds "
                 "plain codes: only you can read it."),
         u"scrip sheet render --batch 0190f3a1 --template avery-l7160 --output sheet.pdf"_s,
         work(this, &SheetNoun::render))
        .value("--batch", u"ID"_s, Say::tr("The batch to print."), m_options.batch)
        .value("--event", u"ID"_s, Say::tr("The only batch of this event."), m_options.event)
        .required("--template", u"ID"_s, Say::tr("Label stock: an id or a part number, such as L7160."),
                  m_options.stock)
        .required("--output", u"FILE"_s, Say::tr("Where to; never overwritten unless asked."), m_options.file)
        .value("--start-at", u"N"_s, Say::tr("First label used on the first sheet (1)."), m_options.startAt)
        .value("--from", u"N"_s, Say::tr("First serial (the first)."), m_options.from)
        .value("--to", u"N"_s, Say::tr("Last serial (the last)."), m_options.to)
        .flag("--reprint", Say::tr("Labels that are on paper already may be printed again; needs --reason."),
              m_options.reprint)
        .value("--reason", u"TEXT"_s, Say::tr("Why it is printed again; recorded."), m_options.reason)
        .flag("--overwrite", Say::tr("Replace the file."), m_options.overwrite);
    verb(app, "verify", Say::tr("Read every label of a PDF back from pixels. Exit status 1 unless all are right."),
         u"scrip sheet verify sheet.pdf --batch 0190f3a1"_s, work(this, &SheetNoun::verify))
        .argument("file", Say::tr("The PDF."), m_options.file, u"FILE"_s)
        .required("--batch", u"ID"_s, Say::tr("The batch that should be on it."), m_options.batch)
        .value("--template", u"ID"_s, Say::tr("Label stock (as the print was recorded)."), m_options.stock)
        .value("--start-at", u"N"_s, Say::tr("First label used (as the print was recorded)."), m_options.startAt);
}

Result<Reply> SheetNoun::templates(Context &context)
{
    return context.sheets().templates(context, m_options);
}

Result<Reply> SheetNoun::render(Context &context)
{
    return context.sheets().render(context, m_options);
}

Result<Reply> SheetNoun::verify(Context &context)
{
    return context.sheets().verify(context, m_options);
}

} // namespace scrip::cli
