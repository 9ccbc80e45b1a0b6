// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/table/export_source.h"

#include <QPointer>

class QAction;

namespace scrip {

class ExportDialog;
struct TablePorts;

/// "Export…" of one list on a page that is no TablePage: the action, and the dialog that it opens. Owned by the page;
/// borrows its ports.
class ListExport : public QObject
{
    Q_OBJECT
public:
    /// `source`: what is to be written, asked for when somebody wants it.
    ListExport(QAction *action, const std::function<ExportSource()> &source, const TablePorts &ports, QWidget *page);

    [[nodiscard]] QAction *action() const { return m_action; }
    /// The dialog that is open, or null.
    [[nodiscard]] ExportDialog *dialog() const;

private:
    QAction *m_action;
    QPointer<ExportDialog> m_dialog;
};

} // namespace scrip
