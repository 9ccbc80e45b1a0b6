// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/audit/audit_page.h"

#include "models/audit_log_model.h"
#include "ui/audit/audit_change.h"
#include "ui/audit/audit_rights.h"
#include "ui/audit/verify_audit_dialog.h"
#include "ui/codes/code_delegates.h"
#include "ui/events/event_words.h"
#include "ui/settings/shown_zone.h"
#include "ui/table/exported_lists.h"
#include "ui/table/place.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QMenu>

#include <utility>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int besideWidth = 480;
constexpr int leastChange = 180;
const QList<int> columnWidths{152, 144, 190, 264, 240};

/// As the filter takes it.
QString objectOf(const AuditEntry &entry)
{
    return entry.objectId.isEmpty() ? entry.objectKind : QString(entry.objectKind % u':' % entry.objectId);
}

} // namespace

AuditPage::AuditPage(Administration &administration, const TablePorts &ports, QWidget *parent)
    : TablePage(tr("Audit"), ports, parent)
    , m_administration(administration)
    , m_model(new AuditLogModel(administration, this))
    , m_filters(new AuditFilterBar)
    , m_table(new TableView)
    , m_change(new AuditChange)
{
    buildActions();
    buildTable();
    connect(m_filters, &AuditFilterBar::filterChanged, this, &AuditPage::onFilterChosen);
    // Whatever is written is in the audit: every change concerns it.
    assemble({u"audit"_s,
              m_model,
              m_table,
              m_filters,
              m_filters->chips(),
              m_change,
              {besideWidth, leastChange},
              {},
              tr("Nothing is recorded that fits these filters."),
              nullptr});
}

void AuditPage::buildActions()
{
    m_verify = makeAction(this, tr("&Verify…"), Glyph::Shield, QKeySequence(Qt::CTRL | Qt::Key_E));
    m_onlyObject = makeAction(this, tr("Only this &object"), Glyph::Filter);
    m_onlyActor = makeAction(this, tr("Only this &login"), Glyph::User);
    addHeaderAction(exportAction());
    addPrimaryAction(m_verify);
    addPageSeparator();
    for (QAction *action : {m_onlyObject, m_onlyActor})
        addPageAction(action);
    connect(m_verify, &QAction::triggered, this, &AuditPage::openVerify);
    connect(m_onlyObject, &QAction::triggered, this, [this] { filterByChosen(true); });
    connect(m_onlyActor, &QAction::triggered, this, [this] { filterByChosen(false); });
}

void AuditPage::buildTable()
{
    m_table->setModel(m_model);
    m_table->setRowStateRole(RowStateRole);
    m_table->setAccessibleName(tr("Audit"));
    m_since = new SinceDelegate(m_table);
    m_table->setItemDelegateForColumn(AuditLogColumns::At, m_since);
    auto *action = new RowDelegate(m_table);
    action->setStrong(true);
    m_table->setItemDelegateForColumn(AuditLogColumns::Action, action);
    m_table->setColumnWidths(columnWidths);
    m_table->keepColumns(u"audit"_s);
}

void AuditPage::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_model->setZone(zone);
    m_since->setNow(now);
    m_change->setClock(zone, now, connection().session().meteringCurrency);
}

QString AuditPage::reasonAgainstSeeing() const
{
    return reasonAgainstAudit(connection());
}

void AuditPage::ask()
{
    m_model->setQuery(queryOf(m_filters->filter(), connection().session().now));
}

ExportSource AuditPage::exportOfAll() const
{
    return exportOfAudit(m_administration, m_model->query());
}

void AuditPage::onArrived()
{
    chooseWanted();
}

void AuditPage::chooseWanted()
{
    const int wanted = m_model->rowOfId(std::exchange(m_wanted, {}));
    if (wanted >= 0)
        m_table->selectRow(wanted);
    if (isFirstAnswer() && m_table->selectedRowCount() == 0 && m_model->filledRows() > 0)
        m_table->selectRow(0);
}

QString AuditPage::subtitleText() const
{
    const TableCount count = m_model->rowsInAll();
    const bool more = count.certainty == TableCount::Certainty::AtLeast;
    const bool estimate = count.certainty == TableCount::Certainty::Estimate;
    const QString figure = more ? QString(countText(count.rows) % u'+') : countText(count.rows, estimate);
    return count.rows == 0 ? QString() : tr("%1 row(s)", nullptr, int(count.rows)).arg(figure);
}

const AuditEntry *AuditPage::chosen() const
{
    const QModelIndexList selected = m_table->selectedRowIndexes();
    return selected.size() == 1 ? m_model->entry(selected.first()) : nullptr;
}

void AuditPage::showChosen()
{
    const AuditEntry *entry = chosen();
    const QString one = tr("Select one row");
    const bool connected = connection().state() == ConnectionState::Connected;
    setReasonAgainst(m_verify, connected ? reasonAgainstSeeing() : tr("There is no connection to the database"));
    setReasonAgainst(m_onlyObject, !entry                        ? one
                                   : entry->objectKind.isEmpty() ? tr("It was done to no object")
                                                                 : QString());
    setReasonAgainst(m_onlyActor, entry ? QString() : one);
    if (entry)
        m_change->showEntry(*entry);
    else
        m_change->clear();
}

void AuditPage::filterByChosen(bool object)
{
    const AuditEntry *entry = chosen();
    if (!entry)
        return;
    AuditFilter filter = m_filters->filter();
    if (object)
        filter.object = objectOf(*entry);
    else
        filter.actor = entry->login;
    m_filters->setFilter(filter);
    onFilterChosen();
}

void AuditPage::openVerify()
{
    if (!isAsking())
        open(new VerifyAuditDialog(m_administration, shownZoneFor(connection().session().timeZone), this));
}

void AuditPage::fillMenu(QMenu *menu)
{
    menu->addActions({m_onlyObject, m_onlyActor});
}

void AuditPage::focusFilter()
{
    m_filters->openObject();
}

void AuditPage::goTo(const QUrlQuery &place)
{
    if (place.hasQueryItem(u"verify"_s)) {
        m_verify->trigger(); // does nothing where it is not allowed
    } else {
        m_wanted = textOf(place, u"row"_s);
        TablePage::goTo(place);
        if (m_model->isLoaded() && !m_model->isLoading())
            chooseWanted();
    }
}

/// Among what was done to its object.
QUrlQuery AuditPage::chosenPlace() const
{
    const AuditEntry *entry = chosen();
    if (!entry)
        return location();
    QUrlQuery place;
    addTo(place, u"object"_s, objectOf(*entry));
    addTo(place, u"row"_s, QString::number(entry->id));
    return place;
}

QUrlQuery AuditPage::location() const
{
    const AuditFilter &filter = m_filters->filter();
    QUrlQuery place;
    addTo(place, u"span"_s, filter.span == "all"_L1 ? QString() : filter.span);
    addTo(place, u"actor"_s, filter.actor);
    addTo(place, u"object"_s, filter.object);
    return place;
}

bool AuditPage::setPlace(const QUrlQuery &place)
{
    const AuditFilter before = m_filters->filter();
    m_filters->setFilter({textOf(place, u"span"_s), textOf(place, u"actor"_s), textOf(place, u"object"_s)});
    return m_filters->filter() != before;
}

QList<TourStop> AuditPage::tourStops()
{
    const TourStop verify = stopOf(u"verify-audit"_s, [this](const std::function<void()> &ready) {
        openVerify();
        if (auto *opened = qobject_cast<VerifyAuditDialog *>(dialog()))
            connect(opened, &VerifyAuditDialog::ready, this, ready, Qt::SingleShotConnection);
        else
            ready();
    });
    return {stopOf(u"audit"_s, [](const std::function<void()> &ready) { ready(); }), verify};
}

} // namespace scrip
