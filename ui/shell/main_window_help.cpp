// SPDX-License-Identifier: GPL-3.0-or-later
// Palette and help of the window, and the pictures of both: they belong to no page.
#include "ui/help/help_dialog.h"
#include "ui/shell/command_palette.h"
#include "ui/shell/main_window.h"
#include "ui/shell/palette_lookup.h"

#include <QLineEdit>

#include <memory>

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

QList<TourStop> MainWindow::tourStops()
{
    const auto help = std::make_shared<QPointer<HelpDialog>>();
    return {{u"palette"_s,
             [this](const std::function<void()> &ready) {
                 openPalette();
                 CommandPalette *palette = m_palette;
                 PaletteLookup *lookup = palette ? palette->lookup() : nullptr;
                 if (!lookup) {
                     ready();
                     return;
                 }
                 connect(lookup, &PaletteLookup::changed, palette, [lookup, ready] {
                     using enum PaletteLookup::State;
                     if (lookup->state() == Found || lookup->state() == Failed)
                         ready();
                 });
                 palette->field()->setText(u"dev"_s);
             },
             [this] { delete m_palette; }},
            {u"help-refusal"_s,
             [this, help](const std::function<void()> &ready) {
                 *help = HelpDialog::openRefusal(u"code_disabled"_s, currentPage());
                 ready();
             },
             [help] { delete *help; }},
            {u"help-page"_s,
             [this, help](const std::function<void()> &ready) {
                 *help = HelpDialog::openPage(u"events"_s, tr("Help: %1").arg(tr("Events")), currentPage());
                 ready();
             },
             [help] { delete *help; }}};
}

} // namespace scrip
