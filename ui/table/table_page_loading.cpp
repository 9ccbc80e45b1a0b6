// SPDX-License-Identifier: GPL-3.0-or-later
// What the page asks for, when, and what it shows of the answers.
#include "ui/table/table_page.h"

#include "models/list_model.h"
#include "models/page_cache.h"
#include "ui/events/event_words.h"
#include "ui/settings/shown_zone.h"
#include "ui/table/table_commands.h"
#include "ui/table/table_footer.h"
#include "ui/table/view_chooser.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/failure_words.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QApplication>
#include <QStackedWidget>

namespace scrip {

namespace {

/// A list read on further than this is not read anew at each change made elsewhere.
constexpr int freshRows = 1000;
/// More rows than this are not gone through one by one: a window of pages holds no more.
constexpr qint64 copyLimit = 4000;
constexpr int mostEvents = 1000;

} // namespace

void TablePage::onSession()
{
    const Session &session = m_ports.connection.session();
    setClock(shownZoneFor(session.timeZone), session.now);
    showState();
    showSelection();
    // A login that was barred until now sees the rows at once.
    if (isVisible() && !m_asked)
        readOutdated();
}

void TablePage::onNews(const Change &change)
{
    if (!change.everything && !m_parts.kinds.isEmpty() && !change.kinds.intersects(m_parts.kinds))
        return;
    m_rowsOutdated = true;
    m_listsOutdated = true;
    if (!isVisible())
        return;
    if (!isLong()) {
        readOutdated();
        return;
    }
    m_strip->setButton(tr("Show"));
    m_strip->show(Tone::Info, {}, tr("There is something newer than these rows."));
}

bool TablePage::isLong() const
{
    const auto *list = qobject_cast<const ListModelBase *>(m_parts.model);
    return list && list->filledRows() > freshRows;
}

void TablePage::activate()
{
    if (!reasonAgainstSeeing().isEmpty())
        return;
    if (!isAncestorOf(QApplication::focusWidget()))
        m_parts.table->setFocus(Qt::OtherFocusReason);
    readOutdated();
}

void TablePage::readOutdated()
{
    if (!reasonAgainstSeeing().isEmpty())
        return;
    if (std::exchange(m_listsOutdated, false))
        loadLists();
    if (!m_asked) {
        startView();
        restart();
    } else if (std::exchange(m_rowsOutdated, false)) {
        readAgain();
    }
}

void TablePage::askEvents(EventStore &events, const std::function<void(const QList<Event> &)> &take)
{
    EventQuery query;
    query.archived = true;
    query.limit = mostEvents;
    m_eventsAsked.ask(this, events.page(query), [take](const Result<Page<Event>> &answer) {
        if (answer)
            take(answer->items);
    });
}

void TablePage::readAgain()
{
    m_parts.model->reload();
}

void TablePage::refresh()
{
    if (!m_failed)
        m_strip->clear();
    m_rowsOutdated = true;
    m_listsOutdated = true;
    activate();
}

void TablePage::setConnected(bool connected)
{
    WindowPage::setConnected(connected);
    showSelection();
    if (connected && isVisible())
        readOutdated();
}

void TablePage::goTo(const QUrlQuery &place)
{
    const bool moved = setPlace(place);
    m_placed = true;
    if ((moved || !m_asked) && reasonAgainstSeeing().isEmpty())
        restart();
}

void TablePage::onFilterChosen()
{
    restart();
    Q_EMIT locationChanged();
}

void TablePage::restart()
{
    m_strip->clear();
    m_failed = false;
    m_asked = true;
    m_firstAnswer = true;
    m_rowsOutdated = false;
    ask();
    m_parts.table->scrollToTop();
    showState();
    showSubtitle();
    showPlace();
    showSelection();
}

void TablePage::startView()
{
    if (m_placed)
        return;
    const auto view = m_views->takeAtStart();
    if (!view)
        return;
    m_parts.table->setColumnState(view->columns);
    setPlace(view->place);
}

void TablePage::showView(const SavedView &view)
{
    m_parts.table->setColumnState(view.columns);
    setPlace(view.place);
    onFilterChosen();
}

void TablePage::showEverything()
{
    m_parts.table->resetColumns();
    setPlace({});
    onFilterChosen();
}

SavedView TablePage::present() const
{
    return {{}, filterPlace(), m_parts.table->columnState()};
}

QString TablePage::failureText(const Failure &failure) const
{
    return tellFailure(failure);
}

void TablePage::onFailure(const Failure &failure)
{
    // What was never read may come after a change of roles or of the connection.
    m_rowsOutdated = true;
    m_listsOutdated = true;
    m_failed = true;
    const QString text = failureText(failure);
    m_notLoaded->setSentence(tr("Not loaded. %1").arg(text));
    m_notLoaded->setHelp(failure.name);
    m_strip->setButton(tr("Try again"));
    // Where there is nothing to keep in sight the failure stands in the place of the rows.
    if (m_parts.model->rowsInAll().isKnown()) {
        m_strip->show(Tone::Bad, tr("Not loaded."), tr("%1 What you see is the last that was read.").arg(text));
        m_strip->setHelp(failure.name);
    }
    showState();
}

void TablePage::onLoaded()
{
    if (m_failed && !m_parts.model->hasFailed()) {
        m_strip->clear();
        m_failed = false;
    }
    onArrived();
    m_firstAnswer = m_firstAnswer && !isThere();
    showState();
    showSubtitle();
    showPlace();
    showSelection();
}

bool TablePage::isThere() const
{
    const TableModelBase &model = *m_parts.model;
    if (model.rowCount() == 0)
        return model.rowsInAll().isKnown();
    return model.index(0, 0).data(RowStateRole).toInt() != int(RowFill::Loading);
}

void TablePage::onCount()
{
    showState();
    showSubtitle();
    showPlace();
    showSelection();
}

void TablePage::showState()
{
    const QString barred = reasonAgainstSeeing();
    const bool shut = !barred.isEmpty() && m_ports.connection.state() == ConnectionState::Connected;
    const TableCount count = m_parts.model->rowsInAll();
    const bool none = count.isKnown() && count.rows == 0 && !m_parts.model->hasFailed();
    const bool lost = !count.isKnown() && m_parts.model->hasFailed();
    const bool empty = none && !isFiltered() && !hasArchive() && m_parts.empty;
    m_barred->setSentence(barred);
    m_stack->setCurrentWidget(shut ? m_barred : empty ? m_parts.empty : m_stack->widget(0));
    m_rows->setCurrentIndex(lost ? NotLoaded : none ? NoneLeft : Table);
    m_footer->setVisible(!none && !lost);
    showDetail(!none && !lost);
    setHeaderActionsVisible(!shut && !empty);
    setHeaderLine(shut || empty);
}

void TablePage::showEmpty()
{
    m_stack->setCurrentWidget(m_parts.empty);
    setHeaderActionsVisible(false);
    setHeaderLine(true);
    setSubtitle({});
}

void TablePage::showDetail(bool rows)
{
    if (m_parts.detail)
        m_parts.detail->setVisible(rows && m_detailAction->isChecked());
}

void TablePage::showPlace()
{
    const TableCount count = m_parts.model->rowsInAll();
    if (qobject_cast<const ListModelBase *>(m_parts.model))
        m_footer->setRead(count);
    else
        m_footer->setPlace(m_parts.table->topRow() / PageCache<int>::pageRows, count);
}

QString TablePage::reasonAgainstCopy() const
{
    if (m_parts.table->selectedRowCount() > copyLimit)
        return tr("Select at most %1 rows, or export them").arg(countText(copyLimit));
    return m_parts.table->isSelectionLoaded() ? QString()
                                              : tr("Some of the selected rows are not loaded: export them");
}

void TablePage::showSelection()
{
    showChosen();
    m_commands->setReasonAgainstCopy(reasonAgainstCopy());
    setReasonAgainst(m_export, m_parts.model->rowsInAll().rows > 0 ? QString() : tr("There is nothing to export"));
    setReasonAgainst(m_clearFilters, isFiltered() ? QString() : tr("Nothing is filtered"));
    const qint64 rows = m_parts.table->selectedRowCount();
    m_footer->setSelected(rows, rows > 0 ? selectionRemark() : QString());
}

} // namespace scrip
