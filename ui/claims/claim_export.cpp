// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/claims/claim_export.h"

#include "core/claim_json.h"
#include "core/csv_text.h"
#include "ui/mint/code_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/toast.h"

#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int pageRows = 1000;

struct Column
{
    const char *field;
    bool number;
};

/// The fields of the contract, those of the command line's export and what the list shows besides.
constexpr Column columns[] = {{"id", false},
                              {"event_id", false},
                              {"event_name", false},
                              {"code_id", false},
                              {"code", false},
                              {"user_id", false},
                              {"email", false},
                              {"account", false},
                              {"origin", false},
                              {"organization_id", false},
                              {"organization_name", false},
                              {"grant_id", false},
                              {"amount", true},
                              {"currency", false},
                              {"grant_status", false},
                              {"claimed_at", false},
                              {"released_at", false},
                              {"released_by", false},
                              {"slot_returned", false},
                              {"code_freed", false}};

QByteArray headLine()
{
    QList<CsvCell> cells;
    for (const Column &column : columns)
        cells.append({QString::fromLatin1(column.field), false});
    return csvLine(cells);
}

} // namespace

ClaimExport::ClaimExport(ClaimStore &store, const ClaimQuery &filter, const QString &path, Jobs &jobs, QWidget *page)
    : QObject(&jobs)
    , m_store(store)
    , m_query(filter)
    , m_jobs(jobs)
    , m_page(page)
    , m_file(path)
{
    m_query.after.clear();
    m_query.limit = pageRows;
}

void ClaimExport::start()
{
    Job job;
    job.title = tr("Export claims to %1").arg(QFileInfo(m_file.fileName()).fileName());
    job.unit = tr("claims");
    job.cancel = [this] { m_cancelled = true; };
    m_job = m_jobs.add(job);
    if (!m_file.open(QIODevice::WriteOnly)) {
        end(Job::State::Failed, tr("The file could not be written: %1").arg(m_file.errorString()));
        return;
    }
    m_file.write(headLine());
    askNext();
}

void ClaimExport::askNext()
{
    onDone<Page<Claim>>(this, m_store.page(m_query), [this](const Result<Page<Claim>> &answer) { take(answer); });
}

void ClaimExport::take(const Result<Page<Claim>> &answer)
{
    if (m_cancelled) {
        end(Job::State::Cancelled, tr("Cancelled; no file was written."));
        return;
    }
    if (!answer) {
        end(Job::State::Failed, QString(codeFailureWords(answer.failure()) % u' ' % tr("No file was written.")));
        return;
    }
    write(answer->items);
    m_query.after = answer->next;
    if (!answer->next.isEmpty()) {
        askNext();
        return;
    }
    if (m_file.commit())
        end(Job::State::Done, tr("%1 claims in %2").arg(countText(m_rows), m_file.fileName()));
    else
        end(Job::State::Failed, tr("The file could not be written: %1").arg(m_file.errorString()));
}

void ClaimExport::write(const QList<Claim> &claims)
{
    for (const Claim &claim : claims) {
        const QJsonObject json = toJson(claim);
        QList<CsvCell> cells;
        for (const Column &column : columns)
            cells.append(csvCell(json[QLatin1StringView(column.field)], column.number));
        m_file.write(csvLine(cells));
    }
    m_rows += claims.size();
    m_jobs.setProgress(m_job, m_rows, 0);
}

void ClaimExport::end(Job::State state, const QString &detail)
{
    const QString folder = QFileInfo(m_file.fileName()).absolutePath();
    const auto show = [folder] { QDesktopServices::openUrl(QUrl::fromLocalFile(folder)); };
    const bool done = state == Job::State::Done;
    if (!done)
        m_file.cancelWriting();
    m_jobs.finish(m_job, state, detail, done ? tr("Show folder") : QString(), done ? show : std::function<void()>());
    if (m_page && state != Job::State::Cancelled) {
        const Toast::Offer offer{tr("Show folder"), show};
        Toast::show(m_page, done ? Tone::Good : Tone::Bad, detail, done ? offer : Toast::Offer());
    }
    deleteLater();
}

} // namespace scrip
