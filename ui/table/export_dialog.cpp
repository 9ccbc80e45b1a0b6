// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/export_dialog.h"

#include "ui/table/export_run.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/prompts.h"
#include "ui/widgets/segments.h"

#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QLocale>
#include <QSettings>
#include <QStandardPaths>

#include <algorithm>
#include <array>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int dialogWidth = 560;
constexpr int labelHeight = 22; ///< Above a field.
constexpr std::array formatOrder{ExportFormat::Csv, ExportFormat::Workbook, ExportFormat::JsonLines};

QString folderKey()
{
    return u"export/folder"_s;
}

/// Where the last file went, as long as that is there.
QString usualFolder()
{
    const QString last = QSettings().value(folderKey()).toString();
    if (!last.isEmpty() && QFileInfo(last).isDir())
        return last;
    const QString downloads = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    return QFileInfo(downloads).isDir() ? downloads : QDir::homePath();
}

bool hasColumn(const ExportSource &source, const QString &ending)
{
    return std::any_of(source.columns.cbegin(), source.columns.cend(),
                       [&ending](const ExportColumn &column) { return column.path.endsWith(ending); });
}

/// What the file will hold, in one sentence.
QString contentText(const ExportSource &source)
{
    if (!source.count)
        return source.filtered ? ExportDialog::tr("All %1 that the filters leave.").arg(source.rows)
                               : ExportDialog::tr("All %1.").arg(source.rows);
    const QString count = countText(source.count->count, !source.count->exact);
    return source.filtered ? ExportDialog::tr("%1 %2: all that the filters leave.").arg(count, source.rows)
                           : ExportDialog::tr("%1 %2: all there are.").arg(count, source.rows);
}

QString hintOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Workbook:
        return ExportDialog::tr("For spreadsheets. Money is exact, as text; nothing is taken for a formula.");
    case ExportFormat::JsonLines:
        return ExportDialog::tr("For programs. One whole object a line, with every field.");
    case ExportFormat::Csv:
        break;
    }
    return ExportDialog::tr("Text that a spreadsheet would take for a formula gets an apostrophe in front.");
}

QString filterOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::Workbook:
        return ExportDialog::tr("Workbook (*.xlsx)");
    case ExportFormat::JsonLines:
        return ExportDialog::tr("JSON lines (*.jsonl)");
    case ExportFormat::Csv:
        break;
    }
    return ExportDialog::tr("CSV (*.csv)");
}

QString withEnding(const QString &name, ExportFormat format)
{
    return name + u'.' + exportFormatName(format);
}

} // namespace

ExportDialog::ExportDialog(const ExportSource &source, Jobs &jobs, Prompts &prompts, QWidget *page)
    : DialogFrame(tr("Export %1").arg(source.rows), dialogWidth, page)
    , m_source(source)
    , m_jobs(jobs)
    , m_prompts(prompts)
    , m_page(page)
{
    QString introduction = contentText(source);
    if (hasColumn(source, u"code"_s))
        introduction += u' ' + tr("Codes are masked, as in the table.");
    setIntroduction(introduction);
    buildFields();
    buildWarning();
    setSubmit(tr("Export"));
    connect(this, &DialogFrame::submitted, this, &ExportDialog::submit);
    judge();
}

void ExportDialog::buildFields()
{
    m_formats = new Segments({tr("CSV"), tr("Workbook"), tr("JSON lines")});
    m_formatField = new FormField(tr("Format"), m_formats, hintOf(format()));
    content()->addWidget(m_formatField);
    connect(m_formats, &Segments::currentChanged, this, &ExportDialog::followFormat);

    m_file = new QLineEdit(QDir(usualFolder()).filePath(withEnding(m_source.name, format())));
    m_fileField = new FormField(tr("File"), m_file, tr("Readable by you only; there as a whole or not at all."));
    m_choose = makeButton(tr("Choose…"), ButtonLook::Secondary);
    auto *beside = new QVBoxLayout;
    beside->addSpacing(labelHeight);
    beside->addWidget(m_choose);
    beside->addStretch();
    auto *row = new QHBoxLayout;
    row->setSpacing(space::one);
    row->addWidget(m_fileField, 1);
    row->addLayout(beside);
    content()->addLayout(row);
    connect(m_file, &QLineEdit::textChanged, this, &ExportDialog::judge);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::choose);
}

void ExportDialog::buildWarning()
{
    if (!m_source.personal && !hasColumn(m_source, u"email"_s))
        return;
    m_warning = new InlineMessage(this);
    m_warning->show(Tone::Warn, tr("Personal data."),
                    tr("The file will hold e-mail addresses. Delete it when you are done with it."));
    content()->addWidget(m_warning);
}

ExportFormat ExportDialog::format() const
{
    return formatOrder.at(size_t(std::max(0, m_formats->current())));
}

QString ExportDialog::path() const
{
    return m_file->text().trimmed();
}

QString ExportDialog::fileError() const
{
    return m_fileField->error();
}

QString ExportDialog::formatError() const
{
    return m_formatField->error();
}

QString ExportDialog::faultOfFormat() const
{
    const qint64 most = mostRows(format());
    if (most == 0 || !m_source.count || !m_source.count->exact || m_source.count->count <= most)
        return {};
    return tr("A workbook holds %1 rows: choose CSV or JSON lines, or filter.").arg(countText(most));
}

QString ExportDialog::faultOfFile() const
{
    const QFileInfo file(path());
    const QFileInfo folder(file.absolutePath());
    if (file.isRelative())
        return tr("Give the whole path, from / on.");
    if (path().endsWith(u'/') || file.isDir())
        return tr("This is a folder: add the name of the file.");
    if (!folder.isDir())
        return tr("There is no folder %1.").arg(folder.filePath());
    return folder.isWritable() ? QString() : tr("You may not write in %1.").arg(folder.filePath());
}

void ExportDialog::judge()
{
    const QString format = faultOfFormat();
    const QString file = path().isEmpty() ? QString() : faultOfFile();
    m_formatField->setError(format);
    m_fileField->setError(file);
    if (!format.isEmpty())
        setObstacle(tr("One field to correct: format"));
    else if (!file.isEmpty())
        setObstacle(tr("One field to correct: file"));
    else
        setObstacle(path().isEmpty() ? tr("Name the file") : QString(), false);
}

void ExportDialog::followFormat()
{
    m_formatField->setHint(hintOf(format()));
    for (const ExportFormat other : formatOrder) {
        const QString ending = u'.' + exportFormatName(other);
        if (path().endsWith(ending, Qt::CaseInsensitive)) {
            m_file->setText(withEnding(path().chopped(ending.size()), format()));
            break;
        }
    }
    judge();
}

void ExportDialog::choose()
{
    const QString name = path().isEmpty() ? withEnding(m_source.name, format()) : path();
    m_prompts.askSavePath(this, {tr("Export %1").arg(m_source.rows), name, filterOf(format())},
                          [this](const QString &chosen) { takeChosen(chosen); });
}

void ExportDialog::takeChosen(const QString &chosen)
{
    if (chosen.isEmpty())
        return;
    // A name that is completed here is not the one the person was asked about.
    const bool complete = !QFileInfo(chosen).suffix().isEmpty();
    m_agreed = complete ? chosen : QString();
    m_file->setText(complete ? chosen : withEnding(chosen, format()));
    m_file->setFocus(Qt::OtherFocusReason);
}

void ExportDialog::submit()
{
    const QFileInfo file(path());
    if (!file.exists() && !file.isSymLink()) {
        start(false);
        return;
    }
    if (path() == m_agreed) {
        start(true);
        return;
    }
    const QLocale locale;
    const Question question{
        tr("Replace %1?").arg(file.fileName()),
        tr("There is such a file of %1, changed %2. The export takes its place once it is complete.")
            .arg(locale.formattedDataSize(file.size()), locale.toString(file.lastModified(), QLocale::ShortFormat)),
        tr("Replace file"), ButtonLook::Danger};
    m_prompts.ask(this, question, [this](bool yes) {
        if (yes)
            start(true);
    });
}

void ExportDialog::start(bool overwrite)
{
    QSettings().setValue(folderKey(), QFileInfo(path()).absolutePath());
    auto *run = new ExportRun(m_source, ExportTarget{format(), path(), overwrite}, m_jobs, m_page);
    run->start();
    Q_EMIT started(run);
    accept();
}

} // namespace scrip
