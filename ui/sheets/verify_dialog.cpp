// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/verify_dialog.h"

#include "core/text_rules.h"
#include "sheets/template_catalogue.h"
#include "ui/sheets/sheet_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table_view.h"

#include <QFileInfo>
#include <QHeaderView>
#include <QPushButton>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int dialogWidth = 560;
constexpr int mostRowsShown = 8;

QString faultText(const LabelMismatch &label)
{
    switch (label.fault) {
    case LabelFault::Unreadable:
        return VerifyDialog::tr("Nothing could be read");
    case LabelFault::Swapped:
        return VerifyDialog::tr("Holds the code of serial %1").arg(label.found);
    case LabelFault::Different:
        break;
    }
    return VerifyDialog::tr("Holds something else");
}

QList<QStandardItem *> rowOf(qint64 sheet, const QString &slot, const QString &serial, const QString &text)
{
    QList<QStandardItem *> row;
    for (const QString &cell : {countText(sheet), slot, serial, text}) {
        auto *item = new QStandardItem(cell);
        item->setEditable(false);
        if (row.size() < 3)
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        row << item;
    }
    return row;
}

QString runText(const SheetReading &reading)
{
    const PrintRecord run = reading.record.value_or(PrintRecord());
    const auto stock = TemplateCatalogue::builtIn().find(run.templateId);
    return VerifyDialog::tr("%1: run %2, serials %3 to %4 on %5 of %6")
        .arg(shownText(QFileInfo(reading.file).fileName()), QString::number(run.number), countText(run.from),
             countText(run.to), sheetsText(run.pages), stock ? stockName(*stock) : run.templateId);
}

} // namespace

QString verdictText(const VerifyOutcome &outcome)
{
    if (outcome.ok())
        return VerifyDialog::tr("All %1 are right.").arg(labelsText(outcome.labels));
    const qint64 wrong = outcome.labels - outcome.decoded;
    if (wrong == 0)
        return VerifyDialog::tr("Codes stand where none should be.");
    return VerifyDialog::tr("%1 of %2 labels are not right.").arg(countText(wrong), countText(outcome.labels));
}

VerifyDialog::VerifyDialog(const SheetReading &reading, QWidget *parent)
    : DialogFrame(tr("Sheet read back"), dialogWidth, parent)
    , m_verdict(new InlineMessage)
{
    setIntroduction(runText(reading));
    const bool ok = reading.outcome.ok();
    content()->addWidget(m_verdict);
    m_verdict->show(ok ? Tone::Good : Tone::Bad, verdictText(reading.outcome),
                    ok ? tr("Each was read from pixels and holds its own code.")
                       : tr("Do not hand these sheets out."));
    if (!ok)
        buildFaults(reading.outcome);
    setSubmit(tr("Close"));
    cancelButton()->hide();
    connect(this, &DialogFrame::submitted, this, &QDialog::accept);
}

void VerifyDialog::buildFaults(const VerifyOutcome &outcome)
{
    auto *model = new QStandardItemModel(this);
    model->setHorizontalHeaderLabels({tr("Sheet"), tr("Slot"), tr("Serial"), tr("What is wrong")});
    for (int column = 0; column < 3; ++column)
        model->setHeaderData(column, Qt::Horizontal, int(Qt::AlignRight | Qt::AlignVCenter), Qt::TextAlignmentRole);
    for (const LabelMismatch &label : outcome.mismatched)
        model->appendRow(rowOf(label.page, QString::number(label.slot), countText(label.serial), faultText(label)));
    for (const UnexpectedLabel &label : outcome.unexpected)
        model->appendRow(
            rowOf(label.page, label.slot > 0 ? QString::number(label.slot) : QString(), {},
                  label.slot > 0 ? tr("A code where the label should be empty") : tr("A sheet too many")));
    m_table = new TableView;
    m_table->setAccessibleName(tr("Labels that are wrong"));
    m_table->setModel(model);
    m_table->setColumnWidths({80, 64, 80, 200});
    m_table->setFixedHeight(m_table->heightForRows(std::min(model->rowCount(), mostRowsShown)));
    content()->addWidget(m_table);
    if (outcome.labels - outcome.decoded > outcome.mismatched.size())
        content()->addWidget(
            Label::muted(tr("Only the first %1 are listed.").arg(outcome.mismatched.size()), Type::Caption));
}

} // namespace scrip
