// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/stores.h"
#include "ui/codes/code_change.h"
#include "ui/codes/code_selection.h"
#include "ui/table/table_page.h"

namespace scrip {

class CodeActions;
class CodeDetail;
class CodeFilterBar;
class CodesModel;
class CodesTable;
class ReasonDialog;

/// All codes, masked, however many: filtered by state, event, batch and beginning; revealed, disabled and sent to the
/// printer by selection. Borrows stores and ports, which outlive it.
class CodesPage : public TablePage
{
    Q_OBJECT
public:
    CodesPage(const Stores &stores, const TablePorts &ports, QWidget *parent);

    void focusFilter() override;
    /// "code=…", the id of one, is a place as well: its row in the table of its batch.
    void goTo(const QUrlQuery &place) override;
    [[nodiscard]] QUrlQuery location() const override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    [[nodiscard]] CodesTable *table() const { return m_table; }
    [[nodiscard]] CodesModel *model() const { return m_model; }
    [[nodiscard]] CodeFilterBar *filterBar() const { return m_filters; }
    [[nodiscard]] CodeActions *actions() const { return m_actions; }
    [[nodiscard]] CodeDetail *detail() const { return m_detail; }

protected:
    bool setPlace(const QUrlQuery &place) override;
    [[nodiscard]] QUrlQuery chosenPlace() const override;
    void ask() override;
    void readAgain() override;
    void loadLists() override;
    void showChosen() override;
    void setClock(const QTimeZone &zone, const QDateTime &now) override;
    [[nodiscard]] QString subtitleText() const override;
    void fillMenu(QMenu *menu) override;
    [[nodiscard]] ExportSource exportOfAll() const override;
    [[nodiscard]] QString reasonAgainstSeeing() const override;
    [[nodiscard]] QString reasonAgainstCopy() const override;
    [[nodiscard]] QString selectionRemark() const override;
    [[nodiscard]] QString failureText(const Failure &failure) const override;

private:
    void buildActions();
    void goToCode(const QString &id);
    void chooseWanted();
    void loadBatches();
    void loadCounts();

    void openMint();
    void openReveal();
    void openChange(CodeChange::Kind kind);
    void connectChange(ReasonDialog *dialog, CodeChange *change);
    void tellChanged(const CodeChange &change);
    void undo(CodeChange::Kind kind, const QList<SerialRange> &ranges, qint64 count);
    void openReissue();
    void openSheets();
    void openEvent();
    [[nodiscard]] CodeSelection selection() const;
    [[nodiscard]] QList<Event> mintable() const;
    void selectRows(int first, int count);
    [[nodiscard]] TourStop stopWithTwo(const QString &name, const std::function<void()> &show);

    Stores m_stores;
    CodesModel *m_model;
    CodeActions *m_actions;
    CodeFilterBar *m_filters;
    CodesTable *m_table;
    CodeDetail *m_detail;

    CodeSelection m_selected; ///< As showChosen() saw it last.
    QList<Event> m_events;
    Latest<Page<Batch>> m_batchesAsked;
    Latest<Code> m_codeAsked;
    std::optional<Code> m_wanted; ///< To be chosen once its row is there.
    QHash<CodeState, std::shared_ptr<Latest<RowCount>>> m_countsAsked;
};

} // namespace scrip
