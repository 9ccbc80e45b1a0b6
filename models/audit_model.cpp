// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_model.h"

#include "core/text_rules.h"

#include <QCoreApplication>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

struct Known
{
    const char *action;
    const char *text;
};

constexpr Known known[] = {
    {"create_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Created")},
    {"edit_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Edited")},
    {"pause_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Paused")},
    {"resume_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Resumed")},
    {"archive_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Archived")},
    {"unarchive_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Brought back")},
    {"duplicate_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Duplicated")},
    {"approve_event", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Approved")},
    {"open_batch", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Batch opened")},
    {"mint_chunk", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Codes minted")},
    {"cancel_batch", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Minting cancelled")},
    {"record_print", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Printed")},
    {"reveal_codes", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Codes revealed")},
    {"disable_code", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Disabled")},
    {"enable_code", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Enabled")},
    {"disable_codes", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Codes disabled")},
    {"enable_codes", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Codes enabled")},
    {"create_grant", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Granted")},
    {"void_grant", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Voided")},
    {"claw_back", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Clawed back")},
    {"set_payment", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Payment noted")},
    {"consume_grant", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Consumed elsewhere")},
    {"settle", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Settled")},
    {"maintain", QT_TRANSLATE_NOOP("scrip::AuditColumns", "Maintained")},
};

std::unique_ptr<AuditColumns> columnsIn(const QTimeZone &zone)
{
    auto columns = std::make_unique<AuditColumns>();
    columns->setZone(zone);
    return columns;
}

} // namespace

QString actionText(const QString &action)
{
    for (const Known &one : known) {
        if (action == QLatin1StringView(one.action))
            return QCoreApplication::translate("scrip::AuditColumns", one.text);
    }
    QString shown = action;
    shown.replace(u'_', u' ');
    if (!shown.isEmpty())
        shown[0] = shown.at(0).toUpper();
    return shown;
}

QString AuditColumns::title(int column) const
{
    static constexpr const char *titles[] = {
        QT_TRANSLATE_NOOP("scrip::AuditColumns", "When"),
        QT_TRANSLATE_NOOP("scrip::AuditColumns", "Who"),
        QT_TRANSLATE_NOOP("scrip::AuditColumns", "What"),
        QT_TRANSLATE_NOOP("scrip::AuditColumns", "Reason"),
    };
    return QCoreApplication::translate("scrip::AuditColumns", titles[column]);
}

QString AuditColumns::text(const AuditEntry &entry, int column) const
{
    switch (column) {
    case At:
        return plainTime(entry.at.toTimeZone(m_zone));
    case Who:
        return entry.as.isEmpty() ? shownText(entry.login)
                                  : QCoreApplication::translate("scrip::AuditColumns", "%1 as %2")
                                        .arg(shownText(entry.login), shownText(entry.as));
    case Action:
        return actionText(entry.action);
    case Reason:
        return shownText(entry.reason);
    default:
        return {};
    }
}

QVariant AuditColumns::raw(const AuditEntry &entry, int column) const
{
    return column == At ? QVariant(entry.at.toTimeZone(m_zone)) : QVariant(text(entry, column));
}

AuditModel::AuditModel(const QTimeZone &zone, QObject *parent)
    : AuditModel(columnsIn(zone).release(), parent)
{
}

AuditModel::AuditModel(AuditColumns *cells, QObject *parent)
    : ListModel(std::unique_ptr<AuditColumns>(cells), parent)
    , m_cells(cells)
{
}

void AuditModel::setZone(const QTimeZone &zone)
{
    m_cells->setZone(zone);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, AuditColumns::At), index(rowCount() - 1, AuditColumns::At));
}

void AuditModel::setSource(const Source &source)
{
    m_source = source;
    clearRows();
    reload();
}

void AuditModel::reload()
{
    if (m_source)
        ListModel::reload();
}

Answer<Page<AuditEntry>> AuditModel::ask(const QString &after)
{
    return m_source(after);
}

} // namespace scrip
