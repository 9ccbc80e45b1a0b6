// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/prints_model.h"
#include "ui/widgets/panel.h"

#include <QTimeZone>

namespace scrip {

class InlineMessage;
class Label;
class TableCommands;
class TableView;

/// The runs of the batch on paper. Choosing one (Enter, double click) shows its labels again. Owned by the page;
/// borrows the store.
class PrintsPanel : public Panel
{
    Q_OBJECT
public:
    explicit PrintsPanel(BatchStore &store, QWidget *parent = nullptr);

    /// Of an event in that zone. The same batch is asked for once more.
    void setBatch(const BatchId &batch, const QString &zone);
    void clear();
    /// Known runs; until they are loaded none.
    [[nodiscard]] const QList<PrintRecord> &runs() const;
    [[nodiscard]] bool isLoaded() const { return m_model && m_model->isLoaded(); }
    [[nodiscard]] TableView *table() const { return m_table; }

Q_SIGNALS:
    void changed();
    void runChosen(const scrip::PrintRecord &run);

private:
    void makeModel(const QTimeZone &zone);
    void showState();
    void openMenu(const QModelIndex &index, const QPoint &at);

    BatchStore &m_store;
    PrintsModel *m_model = nullptr; ///< One for each zone: its cells are told in it.
    QTimeZone m_zone;
    TableView *m_table;
    TableCommands *m_commands;
    Label *m_none;
    InlineMessage *m_failure;
};

} // namespace scrip
