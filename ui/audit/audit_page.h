// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/audit/audit_filter_bar.h"
#include "ui/table/table_page.h"

namespace scrip {

class AuditChange;
class AuditLogModel;
class SinceDelegate;
class TableView;

/// Who did what, newest first: filtered by time, login and object; below the table (beside it where there is room)
/// what one row changed; and verifying the chain of seals. Borrows its ports, which outlive it.
class AuditPage : public TablePage
{
    Q_OBJECT
public:
    AuditPage(Administration &administration, const TablePorts &ports, QWidget *parent = nullptr);

    void focusFilter() override;
    /// "row=…" chooses that one; "verify=1" opens the verification, and leaves the rest as it is.
    void goTo(const QUrlQuery &place) override;
    /// "span=…", "actor=…", "object=…".
    [[nodiscard]] QUrlQuery location() const override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] AuditLogModel *model() const { return m_model; }
    [[nodiscard]] AuditFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] AuditChange *change() const { return m_change; }
    [[nodiscard]] QAction *verifyAction() const { return m_verify; }
    [[nodiscard]] QAction *objectAction() const { return m_onlyObject; }

protected:
    bool setPlace(const QUrlQuery &place) override;
    [[nodiscard]] QUrlQuery chosenPlace() const override;
    void ask() override;
    void showChosen() override;
    void setClock(const QTimeZone &zone, const QDateTime &now) override;
    void onArrived() override;
    [[nodiscard]] QString subtitleText() const override;
    void fillMenu(QMenu *menu) override;
    [[nodiscard]] ExportSource exportOfAll() const override;
    [[nodiscard]] QString reasonAgainstSeeing() const override;

private:
    void buildActions();
    void buildTable();
    void filterByChosen(bool object);
    void openVerify();
    void chooseWanted();
    [[nodiscard]] const AuditEntry *chosen() const;

    Administration &m_administration;
    AuditLogModel *m_model;
    AuditFilterBar *m_filters;
    TableView *m_table;
    AuditChange *m_change;
    QAction *m_verify = nullptr;
    QAction *m_onlyObject = nullptr;
    QAction *m_onlyActor = nullptr;
    SinceDelegate *m_since = nullptr;
    QString m_wanted; ///< To be chosen once it is in the list.
};

} // namespace scrip
