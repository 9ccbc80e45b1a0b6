// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/console_window.h"

#include "ui/connections/connections_page.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace scrip {

ConsoleWindow::ConsoleWindow(const ConsoleParts &parts)
    : m_parts(parts)
    , m_window(parts.jobs, parts.theme, parts.prompts)
    , m_guard(m_window)
{
    addPages();
    addFootPages();
    connect(&m_window, &MainWindow::connectionsRequested, this, [this] { m_window.openPage(u"connections"_s); });
}

PageSpec ConsoleWindow::ofDatabase(PageSpec page) const
{
    page.factory = [this, make = std::move(page.factory)](QWidget *parent) {
        return m_database ? make(parent) : nullptr;
    };
    return page;
}

void ConsoleWindow::open(const QString &pageId, const QUrlQuery &location)
{
    m_wantedPage = pageId;
    m_wantedPlace = location;
    showWanted();
}

void ConsoleWindow::showWanted()
{
    const QString id = m_wantedPage.isEmpty() ? m_window.pageSpecs().constFirst().id : m_wantedPage;
    WindowPage *page = m_window.page(id);
    if (!page)
        return;
    const std::optional<QUrlQuery> place = std::exchange(m_wantedPlace, std::nullopt);
    // At everything there is, not at the view that the page begins with by itself.
    if (place && place->isEmpty())
        page->goTo({});
    m_window.openPage(id, place.value_or(QUrlQuery()));
}

void ConsoleWindow::enter(Database &database, const Upkeep &upkeep, const KnownDatabase &known)
{
    m_database = &database;
    m_known = known;
    m_window.setLookup(database.stores().lookup, &database);
    m_window.setUpkeep(upkeep.state());
    connect(&upkeep, &Upkeep::changed, &m_window, &MainWindow::setUpkeep);
    m_guard.watch(database, *database.stores().administration, known.name, known.safety);
    if (!m_window.currentPage())
        showWanted();
    if (m_connectionsPage)
        m_connectionsPage->setCurrent(known.target);
}

void ConsoleWindow::leave()
{
    m_guard.forget();
    if (m_window.currentPage())
        m_wantedPage = m_window.currentPageId();
    m_window.setLookup(nullptr, nullptr);
    m_window.closeDatabasePages();
    m_database = nullptr;
    if (m_connectionsPage)
        m_connectionsPage->setCurrent(std::nullopt);
}

} // namespace scrip
