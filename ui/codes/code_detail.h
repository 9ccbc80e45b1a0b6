// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/code_store.h"

#include <QTimeZone>
#include <QWidget>

class QFormLayout;

namespace scrip {

class AuditModel;
class DetailTable;
class Label;
class Pill;
class SinceDelegate;
struct TablePorts;

/// One code beside the table: what is known of it, masked, and its history. Owned by the page.
class CodeDetail : public QWidget
{
    Q_OBJECT
public:
    CodeDetail(CodeStore &store, const TablePorts &ports, QWidget *parent = nullptr);

    /// The zone in which times are told, and the database's time, for the years of dates.
    void setClock(const QTimeZone &zone, const QDateTime &now);
    /// Shows the code and asks for its history; nothing is asked again for the code that is shown.
    void showCode(const Code &code);
    void clear();
    /// Asks for the history once more.
    void reload();
    [[nodiscard]] const AuditModel *history() const { return m_history; }
    [[nodiscard]] DetailTable *table() const { return m_table; }

private:
    void buildHistory(const TablePorts &ports);
    Label *addFact(QFormLayout *form, const QString &name);
    void showFacts(const Code &code);

    CodeStore &m_store;
    QTimeZone m_zone = QTimeZone::utc();
    QDateTime m_now;
    SinceDelegate *m_when = nullptr;
    DetailTable *m_table = nullptr;
    CodeId m_shown;
    AuditModel *m_history;
    Label *m_code;
    Pill *m_state;
    Label *m_event = nullptr;
    Label *m_serial = nullptr;
    Label *m_uses = nullptr;
    Label *m_printed = nullptr;
    Label *m_claimed = nullptr;
    Label *m_since = nullptr;
    QWidget *m_content;
    Label *m_hint;
};

} // namespace scrip
