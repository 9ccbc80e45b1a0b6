// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"

#include <QTimeZone>
#include <QWidget>

namespace scrip {

class AttemptsModel;
class Bar;
class DetailTable;
class FactRows;
class Label;
class Pill;
class SinceDelegate;
struct TablePorts;

/// One claim beside the table: who, what, its grant in numbers, and who tried to claim there before. Owned by the
/// page.
class ClaimDetail : public QWidget
{
    Q_OBJECT
public:
    ClaimDetail(const Stores &stores, const TablePorts &ports, QWidget *parent = nullptr);

    /// The zone in which times are told, and the database's time, for the years of dates.
    void setClock(const QTimeZone &zone, const QDateTime &now);
    /// Why this login sees neither grants nor attempts; empty: it does.
    void setReasonAgainstLooking(const QString &reason);
    /// Shows the claim and asks for its grant and attempts; nothing is asked again for the claim that is shown.
    void showClaim(const Claim &claim);
    void clear();
    /// Asks once more.
    void reload();
    [[nodiscard]] const AttemptsModel *attempts() const { return m_attempts; }
    [[nodiscard]] DetailTable *attemptsTable() const { return m_attemptsTable; }
    [[nodiscard]] QString grantText() const;

private:
    void buildFacts();
    void buildGrant();
    void buildAttempts(const TablePorts &ports);
    [[nodiscard]] AttemptQuery attemptsAsked() const;
    void showFacts(const Claim &claim);
    void askGrant();
    void showGrant(const Grant &grant);
    void showNoGrant(const QString &reason);

    Stores m_stores;
    QTimeZone m_zone = QTimeZone::utc();
    QDateTime m_now;
    Claim m_claim;
    QString m_reason;
    Latest<GrantHistory> m_grantAsked;
    AttemptsModel *m_attempts;
    SinceDelegate *m_when = nullptr;
    QWidget *m_content;
    Label *m_hint;
    Label *m_user = nullptr;
    Pill *m_state = nullptr;
    FactRows *m_facts = nullptr;
    Label *m_organization = nullptr;
    Label *m_event = nullptr;
    Label *m_code = nullptr;
    Label *m_at = nullptr;
    Label *m_by = nullptr;
    Label *m_account = nullptr;
    Label *m_released = nullptr;
    QWidget *m_grant = nullptr;
    Label *m_noGrant = nullptr;
    Pill *m_grantState = nullptr;
    Bar *m_bar = nullptr;
    Label *m_amount = nullptr;
    Label *m_available = nullptr;
    Label *m_consumed = nullptr;
    Label *m_forfeited = nullptr;
    Label *m_expires = nullptr;
    QWidget *m_attemptsArea = nullptr;
    DetailTable *m_attemptsTable = nullptr;
};

} // namespace scrip
