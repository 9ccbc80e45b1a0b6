// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/grant_store.h"

#include <QHash>
#include <QTimeZone>
#include <QWidget>

class QBoxLayout;

namespace scrip {

class Bar;
class DetailTable;
class EntriesModel;
class InlineMessage;
class Label;
class MoneyFigure;
class Pill;
class SinceDelegate;
struct TablePorts;

/// One grant with all of its figures and its bookings, below the table or beside it. Owned by the page; borrows the
/// store.
class GrantDetail : public QWidget
{
    Q_OBJECT
public:
    GrantDetail(GrantStore &store, const TablePorts &ports, QWidget *parent = nullptr);

    /// The zone in which times are told, and the database's time.
    void setClock(const QTimeZone &zone, const QDateTime &now);
    /// Shows what the list knows at once, and asks for the bookings when it is another grant.
    void showGrant(const Grant &grant);
    void clear();
    /// Asks for the grant and its bookings once more.
    void reload();
    [[nodiscard]] const EntriesModel *entries() const { return m_entries; }
    [[nodiscard]] DetailTable *table() const { return m_table; }
    /// The text of a figure or a fact by its name in the contract; for tests.
    [[nodiscard]] QString textOf(const QString &field) const;

Q_SIGNALS:
    /// The bookings are there, or will not come: of no grant at once.
    void ready();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *buildFacts();
    QWidget *buildEntries(const TablePorts &ports);
    void buildHead(QBoxLayout *column);
    void buildFigures(QBoxLayout *column);
    void buildFields(QBoxLayout *column);
    void showFacts(const Grant &grant);
    void showTerms(const Grant &grant);
    void setFact(const QString &name, const QString &text);
    void take(const Result<GrantHistory> &answer);
    [[nodiscard]] QString when(const QDateTime &time, const QString &none) const;

    GrantStore &m_store;
    QTimeZone m_zone = QTimeZone::utc();
    QDateTime m_now;
    GrantId m_shown;
    EntriesModel *m_entries;
    Latest<GrantHistory> m_asked;

    QBoxLayout *m_split = nullptr;
    QWidget *m_content = nullptr;
    QWidget *m_facts = nullptr;
    Label *m_hint = nullptr;
    Label *m_title = nullptr;
    Label *m_source = nullptr;
    Pill *m_status = nullptr;
    Bar *m_bar = nullptr;
    InlineMessage *m_failure = nullptr;
    SinceDelegate *m_when = nullptr;
    DetailTable *m_table = nullptr;
    QHash<QString, MoneyFigure *> m_figures;
    QHash<QString, Label *> m_names;
    QHash<QString, Label *> m_texts;
};

} // namespace scrip
