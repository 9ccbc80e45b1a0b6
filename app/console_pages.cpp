// SPDX-License-Identifier: GPL-3.0-or-later
// Which pages there are. One that is not listed here does not exist for the person.
#include "app/console_window.h"

#include "ui/audit/audit_page.h"
#include "ui/claims/claims_page.h"
#include "ui/codes/codes_page.h"
#include "ui/connections/connections_page.h"
#include "ui/customers/customers_page.h"
#include "ui/events/events_page.h"
#include "ui/grants/grants_page.h"
#include "ui/overview/overview_page.h"
#include "ui/settings/settings_page.h"
#include "ui/sheets/sheets_page.h"

using namespace Qt::StringLiterals;

namespace scrip {

void ConsoleWindow::addPages()
{
    const auto addPage = [this](const PageSpec &page) { m_window.addPage(ofDatabase(page)); };
    const auto tablePorts = [this] { return TablePorts{*m_database, m_parts.jobs, m_parts.prompts}; };
    addPage({u"overview"_s, tr("&Overview"), Glyph::Overview, [this](QWidget *parent) {
                 const Stores stores = m_database->stores();
                 return new OverviewPage(*stores.overview, *stores.administration, *m_database, parent);
             }});
    addPage({u"events"_s, tr("&Events"), Glyph::Event, [this, tablePorts](QWidget *parent) {
                 return new EventsPage(m_database->stores(), tablePorts(), parent);
             }});
    addPage({u"codes"_s, tr("&Codes"), Glyph::Code, [this, tablePorts](QWidget *parent) {
                 return new CodesPage(m_database->stores(), tablePorts(), parent);
             }});
    addPage({u"sheets"_s, tr("&Sheets"), Glyph::Sheet, [this](QWidget *parent) {
                 return new SheetsPage({m_database->stores(), *m_database, m_parts.jobs, m_parts.prompts}, parent);
             }});
    addPage({u"claims"_s, tr("C&laims"), Glyph::Claim, [this, tablePorts](QWidget *parent) {
                 return new ClaimsPage(m_database->stores(), tablePorts(), parent);
             }});
    addPage(
        {u"grants"_s, tr("&Grants"), Glyph::Database,
         [this, tablePorts](QWidget *parent) { return new GrantsPage(m_database->stores(), tablePorts(), parent); },
         true});
    addPage({u"customers"_s, tr("C&ustomers"), Glyph::User, [this, tablePorts](QWidget *parent) {
                 return new CustomersPage(m_database->stores(), tablePorts(), parent);
             }});
    addPage({u"audit"_s, tr("&Audit"), Glyph::Shield,
             [this, tablePorts](QWidget *parent) {
                 return new AuditPage(*m_database->stores().administration, tablePorts(), parent);
             },
             true});
}

/// Those that need no database and outlive each.
void ConsoleWindow::addFootPages()
{
    m_window.addPage({u"connections"_s, tr("C&onnections"), Glyph::Connection,
                      [this](QWidget *parent) {
                          auto *page = new ConnectionsPage(m_parts.connections, parent);
                          connect(page, &ConnectionsPage::connectRequested, this, &ConsoleWindow::connectRequested);
                          m_connectionsPage = page;
                          if (m_database)
                              page->setCurrent(m_known.target);
                          return page;
                      },
                      false, true, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)});
    m_window.addPage({u"settings"_s, tr("Se&ttings"), Glyph::Sliders,
                      [this](QWidget *parent) {
                          auto *page = new SettingsPage(
                              m_parts.theme, [this] { return m_window.paletteActions(); }, parent);
                          connect(page, &SettingsPage::zoneChanged, this, &ConsoleWindow::zoneChanged);
                          return page;
                      },
                      false, true, QKeySequence(Qt::CTRL | Qt::Key_Comma)});
}

} // namespace scrip
