// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ports/connection.h"
#include "core/ports/event_store.h"
#include "models/table_model_base.h"
#include "ui/shell/page.h"
#include "ui/table/export_source.h"
#include "ui/widgets/dialog_frame.h"

#include <QTimeZone>

class QMenu;
class QStackedWidget;

namespace scrip {

class EmptyState;
class FilterChips;
class InlineMessage;
class Jobs;
class Prompts;
class Splitter;
class TableCommands;
class TableFooter;
class TableView;
class ViewChooser;
struct SavedView;

/// What a page over a table works on besides its own stores, borrowed.
struct TablePorts
{
    ConnectionMonitor &connection;
    Jobs &jobs;       ///< Exports run among them.
    Prompts &prompts; ///< Asked where a file goes.
};

/// Where the details of the chosen row stand: beside the table where there is room, else below it or nowhere.
struct DetailPlace
{
    int width = 0;     ///< Beside the table, in logical pixels.
    int height = 0;    ///< The least below it; 0: where there is no room beside, it is shown when asked for.
    int beside = 1500; ///< The width of the page from which on there is room beside the table.
};

/// What a page over one table is made of. The page takes the widgets; the model is its own already.
struct TableParts
{
    QString id; ///< "claims": under which views are kept.
    TableModelBase *model = nullptr;
    TableView *table = nullptr; ///< Shows the model, maybe through another one.
    QWidget *filters = nullptr;
    FilterChips *chips = nullptr; ///< In the filters; the buttons of views and columns go to their right.
    QWidget *detail = nullptr;
    DetailPlace place;
    QSet<QString> kinds;         ///< Of changes that concern these rows; empty: every change does.
    QString noneLeft;            ///< The sentence when filters leave nothing.
    EmptyState *empty = nullptr; ///< When there is nothing at all; null: as when filters leave nothing.
};

/// The page under every long table: filter row, table, footer, details of the chosen row; skeletons, nothing there
/// and failure; saved views; copies; export of all that the filters leave; the news of the change feed, the loss of
/// the connection, back and forward. What is filtered by is the page's location, so a place in the history, a link
/// from elsewhere and a saved view are one thing. Subclasses build the parts, say how to ask, and what can be done
/// with rows. Owned by the window; borrows its ports.
/// A table in the details of a row or in a panel is no page: it is a DetailTable.
class TablePage : public WindowPage
{
    Q_OBJECT
public:
    ~TablePage() override;

    void activate() override;
    void refresh() override;
    void setConnected(bool connected) override;
    void goTo(const QUrlQuery &place) override;

    /// Where a failure, and news that wait to be looked at, are told.
    [[nodiscard]] InlineMessage *strip() const { return m_strip; }
    [[nodiscard]] TableFooter *footer() const { return m_footer; }
    [[nodiscard]] TableCommands *commands() const { return m_commands; }
    [[nodiscard]] ViewChooser *views() const { return m_views; }
    /// Opens the menu of saved views.
    [[nodiscard]] QAction *viewsAction() const { return m_viewsAction; }
    [[nodiscard]] QAction *clearFiltersAction() const { return m_clearFilters; }
    /// Opens the dialog that writes all that the filters leave to a file.
    [[nodiscard]] QAction *exportAction() const { return m_export; }
    /// All that the filters leave now.
    [[nodiscard]] ExportSource exportSource() const;
    /// Opens the page in another window: with the chosen row as its place, or the rows that the filters leave.
    [[nodiscard]] QAction *newWindowAction() const { return m_newWindow; }
    /// Checkable: the details are shown.
    [[nodiscard]] QAction *detailAction() const { return m_detailAction; }
    [[nodiscard]] bool isFiltered() const { return !filterPlace().isEmpty(); }

protected:
    TablePage(const QString &title, const TablePorts &ports, QWidget *parent);

    /// Puts the page together, once, at the end of the subclass's constructor.
    void assemble(const TableParts &parts);

    /// Shows the place in the filter row, without telling; whether it is another one than before.
    virtual bool setPlace(const QUrlQuery &place) = 0;
    /// What of the place says which rows are shown, as a saved view keeps it: all of it, unless the chosen row is a
    /// place as well.
    [[nodiscard]] virtual QUrlQuery filterPlace() const { return location(); }
    /// The chosen row as a place that goTo() takes; without one row chosen, where the page is.
    [[nodiscard]] virtual QUrlQuery chosenPlace() const { return location(); }
    /// There are rows that are left out until they are asked for.
    [[nodiscard]] virtual bool hasArchive() const { return false; }
    /// Asks the model for what the filter leaves, from its beginning.
    virtual void ask() = 0;
    /// Reads what is shown once more.
    virtual void readAgain();
    /// Asks for what the filter row offers: events, batches.
    virtual void loadLists() {}
    /// For loadLists(): all events, those in the archive as well, since what is theirs is in the table. `take` gets
    /// them, unless they cannot be read.
    void askEvents(EventStore &events, const std::function<void(const QList<Event> &)> &take);
    /// Enables what the selection, the login and the connection allow, and shows the chosen row in the details.
    virtual void showChosen() = 0;
    /// The zone in which times are told, and the database's time.
    virtual void setClock(const QTimeZone &zone, const QDateTime &now) = 0;
    /// An answer is in the table.
    virtual void onArrived() {}
    [[nodiscard]] virtual QString subtitleText() const = 0;
    /// The page's own actions of the context menu; those of every table follow.
    virtual void fillMenu(QMenu *menu) = 0;
    /// Everything the filters leave, for a file; the page itself adds how much that is.
    [[nodiscard]] virtual ExportSource exportOfAll() const = 0;
    /// Why this login may not see the rows; empty: it may.
    [[nodiscard]] virtual QString reasonAgainstSeeing() const { return {}; }
    /// Why what is selected cannot be copied, besides that nothing is: it is not here, or very much.
    [[nodiscard]] virtual QString reasonAgainstCopy() const;
    /// Stands in the footer while something is selected.
    [[nodiscard]] virtual QString selectionRemark() const { return {}; }
    [[nodiscard]] virtual QString failureText(const Failure &failure) const;

    /// The person chose another filter, which the filter row shows: asks and notes the place.
    void onFilterChosen();
    /// Judges again what can be done; after a selection, an answer or news about the login.
    void showSelection();
    void showSubtitle() { setSubtitle(subtitleText()); }
    /// Judges again whether there are rows, or none, or none that can be read.
    void showState();
    /// Shows the page as it is when there is nothing at all, for a picture, until showState().
    void showEmpty();
    /// A button for the export beside those of views and columns, where the header has none.
    void addExportButton();
    [[nodiscard]] ConnectionMonitor &connection() const { return m_ports.connection; }
    [[nodiscard]] Jobs &jobs() const { return m_ports.jobs; }
    [[nodiscard]] Prompts &prompts() const { return m_ports.prompts; }
    /// The answer to another filter than before is the first one: a page may choose a row by itself. Later what is
    /// chosen is the person's alone.
    [[nodiscard]] bool isFirstAnswer() const { return m_firstAnswer; }

    /// A dialog of the page is open: another one waits.
    [[nodiscard]] bool isAsking() const;
    void open(DialogFrame *dialog);
    /// The dialog opened last, while it lives.
    [[nodiscard]] DialogFrame *dialog() const { return m_dialog.data(); }

    /// Runs it once rows, or their failure, are there.
    void whenLoaded(const std::function<void()> &ready);
    /// A picture of what `show` brings up once rows are there; it calls ready() then. What is open is closed after
    /// it.
    [[nodiscard]] TourStop stopOf(const QString &name, const std::function<void(std::function<void()> ready)> &show);
    /// The menu of the saved views, with two of them.
    [[nodiscard]] TourStop stopOfViews(const QList<SavedView> &samples);
    /// The dialog that keeps the present view under a name.
    [[nodiscard]] TourStop stopOfViewName(const QString &sample);

    void resizeEvent(QResizeEvent *event) override;

private:
    enum Row { Table, NoneLeft, NotLoaded };

    void buildActions();
    void buildContent();
    QWidget *buildRows();
    void addTableActions();
    void connectParts();
    void connectNews();
    void openExport();
    void onSession();
    void onNews(const Change &change);
    void onFailure(const Failure &failure);
    /// The first row, or that there is none.
    [[nodiscard]] bool isThere() const;
    void onLoaded();
    void onCount();
    void readOutdated();
    void restart();
    void startView();
    void showView(const SavedView &view);
    void showEverything();
    void showDetail(bool rows);
    void showPlace();
    void showMenu(const QPoint &at);
    void arrange();
    /// How much of the page the details take, unless somebody chose.
    [[nodiscard]] int usualDetailSize(bool below) const;
    void keepDetailSize();
    [[nodiscard]] QString detailSizeKey() const;
    [[nodiscard]] bool isLong() const;
    [[nodiscard]] SavedView present() const;

    TablePorts m_ports;
    TableParts m_parts;
    TableCommands *m_commands = nullptr;
    ViewChooser *m_views = nullptr;
    QAction *m_viewsAction = nullptr;
    QAction *m_clearFilters = nullptr;
    QAction *m_export = nullptr;
    QAction *m_newWindow = nullptr;
    QAction *m_detailAction = nullptr;
    QAction *m_tryAgain = nullptr;
    QStackedWidget *m_stack = nullptr;
    QStackedWidget *m_rows = nullptr;
    EmptyState *m_barred = nullptr;
    EmptyState *m_notLoaded = nullptr;
    InlineMessage *m_strip = nullptr;
    Splitter *m_split = nullptr;
    TableFooter *m_footer = nullptr;
    QWidget *m_viewsButton = nullptr;
    QPointer<DialogFrame> m_dialog;
    Latest<Page<Event>> m_eventsAsked;
    bool m_rowsOutdated = true;
    bool m_listsOutdated = true;
    bool m_asked = false; ///< The model was asked for something.
    bool m_firstAnswer = true;
    bool m_placed = false; ///< Somebody sent the page to a place: it does not begin with a view.
    bool m_failed = false; ///< The strip tells a failure.
    bool m_beside = false;
    bool m_moved = false; ///< Somebody chose the size of the details.
};

} // namespace scrip
