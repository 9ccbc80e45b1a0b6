// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/prints_model.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("scrip::PrintColumns", text);
}

std::unique_ptr<PrintColumns> columnsIn(const QTimeZone &zone)
{
    auto columns = std::make_unique<PrintColumns>();
    columns->setZone(zone);
    return columns;
}

/// The list of runs is short enough for one answer: it becomes the only page.
Answer<Page<PrintRecord>> asPage(QObject *context, const Answer<QList<PrintRecord>> &runs)
{
    auto promise = std::make_shared<QPromise<Result<Page<PrintRecord>>>>();
    promise->start();
    onDone(context, runs, [promise](const Result<QList<PrintRecord>> &answer) {
        promise->addResult(answer.then([](const QList<PrintRecord> &items) {
            return Page<PrintRecord>{items, QString()};
        }));
        promise->finish();
    });
    return promise->future();
}

} // namespace

QString PrintColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::PrintColumns", "#"),      QT_TRANSLATE_NOOP("scrip::PrintColumns", "When, %1"),
        QT_TRANSLATE_NOOP("scrip::PrintColumns", "Who"),    QT_TRANSLATE_NOOP("scrip::PrintColumns", "Stock"),
        QT_TRANSLATE_NOOP("scrip::PrintColumns", "Labels"), QT_TRANSLATE_NOOP("scrip::PrintColumns", "Serials"),
        QT_TRANSLATE_NOOP("scrip::PrintColumns", "To"),     QT_TRANSLATE_NOOP("scrip::PrintColumns", "Reason"),
    };
    const QString title = words(titles[column]);
    return column == At ? title.arg(offsetText(m_zone)) : title;
}

QString PrintColumns::text(const PrintRecord &run, int column) const
{
    switch (column) {
    case Number:
        return QString::number(run.number);
    case At:
        return plainTime(run.at.toTimeZone(m_zone));
    case By:
        return run.by;
    case Stock:
        return run.templateId;
    case Labels:
        return QString::number(run.labels);
    case Serials:
        return QString(QString::number(run.from) % QChar(0x2013) % QString::number(run.to));
    case Destination:
        return run.destination;
    case Reason:
        return run.reprint && run.reason.isEmpty() ? words(QT_TRANSLATE_NOOP("scrip::PrintColumns", "Reprint"))
                                                   : run.reason;
    default:
        return {};
    }
}

QVariant PrintColumns::raw(const PrintRecord &run, int column) const
{
    switch (column) {
    case Number:
        return run.number;
    case At:
        return run.at.toTimeZone(m_zone);
    case Labels:
        return run.labels;
    default:
        return text(run, column);
    }
}

PrintsModel::PrintsModel(BatchStore &store, const QTimeZone &zone, QObject *parent)
    : ListModel(columnsIn(zone), parent)
    , m_store(store)
{
}

void PrintsModel::setBatch(const BatchId &batch)
{
    m_batch = batch;
    clearRows();
    reload();
}

Answer<Page<PrintRecord>> PrintsModel::ask(const QString &)
{
    return asPage(this, m_store.prints(m_batch));
}

} // namespace scrip
