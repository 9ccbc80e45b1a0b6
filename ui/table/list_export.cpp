// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/list_export.h"

#include "ui/table/export_dialog.h"
#include "ui/table/table_page.h"

#include <QAction>

namespace scrip {

ListExport::ListExport(QAction *action, const std::function<ExportSource()> &source, const TablePorts &ports,
                       QWidget *page)
    : QObject(page)
    , m_action(action)
{
    connect(action, &QAction::triggered, this, [this, source, ports, page] {
        if (const ExportDialog *open = dialog(); open && open->isVisible())
            return;
        auto *made = new ExportDialog(source(), ports.jobs, ports.prompts, page);
        m_dialog = made;
        made->open();
    });
}

ExportDialog *ListExport::dialog() const
{
    return m_dialog.data();
}

} // namespace scrip
