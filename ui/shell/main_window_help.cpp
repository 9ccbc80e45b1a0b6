// SPDX-License-Identifier: GPL-3.0-or-later
// Palette and help of the window: they belong to no page.
#include "ui/help/help_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_lookup.h"

namespace scrip {

using namespace Qt::StringLiterals;

void MainWindow::setLookup(LookupStore *store, const ConnectionMonitor *connection)
{
    // One that is open asks the store before.
    delete m_palette;
    m_lookup = store;
    m_lookupConnection = connection;
}

void MainWindow::openPalette()
{
    auto *palette = new CommandPalette(paletteActions(), this);
    if (m_lookup && m_lookupConnection)
        palette->setLookup(new PaletteLookup(*m_lookup, *m_lookupConnection));
    connect(palette, &CommandPalette::placeChosen, this, &MainWindow::openPage);
    m_palette = palette;
    palette->open();
}

void MainWindow::showHelp()
{
    if (WindowPage *page = currentPage())
        HelpDialog::openPage(m_currentId, tr("Help: %1").arg(page->title()), page);
}

} // namespace scrip
