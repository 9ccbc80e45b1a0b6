// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts stand together. What is asked for them is in customer_view_loading.cpp.
#include "ui/customers/customer_view.h"

#include "models/timeline_model.h"
#include "ui/codes/code_delegates.h"
#include "ui/customers/customer_head.h"
#include "ui/customers/customer_words.h"
#include "ui/table/detail_table.h"
#include "ui/table/table_commands.h"
#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/bar.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/label.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/pill.h"

#include <QVBoxLayout>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr int moneyDecimals = 9;
constexpr int timelineWidth = 600;
constexpr int keysWidth = 452;
constexpr int leastKeys = 320; ///< Its columns without the optional one, and a scroll bar beside them.
constexpr int barWidth = 124;
/// Where keys are shown narrower than this, when they were made is left out.
constexpr int widthForMade = 440;

/// A table whose columns are kept below `key`.
DetailTable *tableOf(QAbstractItemModel *model, const QString &key, const QString &name, const QList<int> &widths,
                     int flexible)
{
    auto *table = new DetailTable(key, name);
    table->setRows(model, widths, flexible);
    return table;
}

/// Of the column that tells what happened.
class HappeningDelegate : public RowDelegate
{
public:
    HappeningDelegate(const TimelineModel &timeline, QObject *parent)
        : RowDelegate(parent)
        , m_timeline(timeline)
    {
    }
    [[nodiscard]] QString wordsOf(const QModelIndex &index) const override
    {
        const TimelineItem *item = m_timeline.at(index);
        return item ? happeningWords(*item) : QString();
    }

private:
    const TimelineModel &m_timeline;
};

} // namespace

CustomerView::CustomerView(const Stores &stores, QWidget *parent)
    : QWidget(parent)
    , m_stores(stores)
    , m_balances(new BalancesModel(std::make_unique<BalanceColumns>(), this))
    , m_grants(new CreditsModel(std::make_unique<CreditColumns>(), this))
    , m_timeline(new TimelineModel(*stores.lookup, this))
    , m_keys(new PersonKeysModel(std::make_unique<PersonKeyColumns>(), this))
    , m_head(new CustomerHead(this))
{
    setPageGround(this);
    m_balances->setPlaceholderRows(1);
    m_grants->setPlaceholderRows(3);
    buildTables();
    buildGrants();
    buildTimeline();
    buildKeys();
    placeParts();
    watchModels();
}

void CustomerView::buildTables()
{
    m_balancesTable = tableOf(m_balances, u"customer-balances"_s, tr("Balances"), {150, 116, 116, 116, 116, 116},
                              BalanceColumns::Organization);
    m_balancesTable->setSelectionMode(QAbstractItemView::SingleSelection);
    auto *organization = new RowDelegate(m_balancesTable);
    organization->setStrong(true);
    m_balancesTable->setItemDelegateForColumn(BalanceColumns::Organization, organization);
    for (int column = BalanceColumns::Live; column < BalanceColumns::ColumnCount; ++column)
        m_balancesTable->setItemDelegateForColumn(column, new MoneyDelegate(m_balancesTable, moneyDecimals));
}

void CustomerView::buildGrants()
{
    m_grantsTable =
        tableOf(m_grants, u"customer-grants"_s, tr("Grants"), {104, 132, 84, 148, 116, 132}, CreditColumns::Name);
    m_grantsTable->setItemDelegateForColumn(CreditColumns::Status,
                                            new PillDelegate(m_grantsTable, [](const QModelIndex &index) {
                                                return statusPill(index.data(RawRole).toString());
                                            }));
    m_grantsTable->setItemDelegateForColumn(CreditColumns::Amount, new MoneyDelegate(m_grantsTable));
    m_grantsTable->setItemDelegateForColumn(CreditColumns::Available,
                                            new MoneyDelegate(m_grantsTable, moneyDecimals));
    m_grantsTable->setItemDelegateForColumn(CreditColumns::Used,
                                            new BarDelegate(
                                                m_grantsTable,
                                                [this](const QModelIndex &index) {
                                                    const Grant *grant = m_grants->at(index);
                                                    return grant ? BarLook{barOf(*grant), {}, {}} : BarLook{};
                                                },
                                                barWidth));
    auto *expires = new SinceDelegate(m_grantsTable);
    m_grantsTable->setItemDelegateForColumn(CreditColumns::ExpiresAt, expires);
    m_moments.append(expires);
}

void CustomerView::buildTimeline()
{
    m_timelineTable =
        tableOf(m_timeline, u"customer-timeline"_s, tr("Timeline"), {128, 104, 120}, TimelineColumns::Summary);
    auto *at = new SinceDelegate(m_timelineTable);
    m_timelineTable->setItemDelegateForColumn(TimelineColumns::At, at);
    m_moments.append(at);
    m_timelineTable->setItemDelegateForColumn(TimelineColumns::Kind,
                                              new PillDelegate(m_timelineTable, [](const QModelIndex &index) {
                                                  return happeningPill(index.data(RawRole).toString());
                                              }));
    m_timelineTable->setItemDelegateForColumn(TimelineColumns::Summary,
                                              new HappeningDelegate(*m_timeline, m_timelineTable));
}

void CustomerView::buildKeys()
{
    m_keysTable =
        tableOf(m_keys, u"customer-keys"_s, tr("API keys"), {136, 64, 112, 110}, PersonKeyColumns::Workspace);
    m_keysTable->setMinimumWidth(leastKeys);
    m_keysTable->addOptional(PersonKeyColumns::CreatedAt, widthForMade);
    m_keysTable->setSelectionMode(QAbstractItemView::SingleSelection);
    m_keysTable->setItemDelegateForColumn(PersonKeyColumns::Prefix, new CodeDelegate(m_keysTable));
    auto *made = new SinceDelegate(m_keysTable);
    m_keysTable->setItemDelegateForColumn(PersonKeyColumns::CreatedAt, made);
    m_moments.append(made);
    m_keysTable->setItemDelegateForColumn(PersonKeyColumns::State,
                                          new PillDelegate(m_keysTable, [](const QModelIndex &index) {
                                              return keyPill(index.data(RawRole).toString());
                                          }));
}

void CustomerView::offerExports(QAction *timeline, QAction *grants)
{
    m_timelineTable->commands()->append(timeline);
    m_grantsTable->commands()->append(grants);
}

QWidget *CustomerView::section(const QString &title, Label **caption, TableView *table)
{
    auto *part = new QWidget;
    auto *column = new QVBoxLayout(part);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::pageLeft, space::oneAndHalf, space::pageRight, space::half);
    head->setSpacing(space::one);
    head->addWidget(new Label(title, Type::Section, part));
    auto *muted = Label::muted({}, Type::Caption, part);
    muted->setElided();
    head->addWidget(muted, 1);
    if (caption)
        *caption = muted;
    column->addLayout(head);
    column->addWidget(table, 1);
    return part;
}

void CustomerView::placeParts()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(new Line);
    Label *balancesCaption = nullptr;
    m_balancesPart = section(tr("Balances"), &balancesCaption, m_balancesTable);
    balancesCaption->setText(tr("live is what is left now; settled is as booked"));
    m_grantsPart = section(tr("Grants"), &m_grantsCaption, m_grantsTable);
    column->addWidget(m_balancesPart);
    column->addWidget(m_grantsPart);
    column->addWidget(new Line);
    auto *below = new Splitter(Qt::Horizontal);
    below->addWidget(section(tr("Timeline"), &m_timelineCaption, m_timelineTable));
    Label *keysCaption = nullptr;
    m_keysPart = section(tr("API keys"), &keysCaption, m_keysTable);
    keysCaption->setText(tr("prefix only"));
    below->addWidget(m_keysPart);
    below->setSizes({timelineWidth, keysWidth});
    below->setStretchFactor(0, 3);
    below->setStretchFactor(1, 2);
    column->addWidget(below, 1);
}

void CustomerView::setClock(const QTimeZone &zone, const QDateTime &now)
{
    m_now = now;
    m_grants->setZone(zone);
    m_timeline->setZone(zone);
    m_keys->setZone(zone);
    for (SinceDelegate *moment : std::as_const(m_moments))
        moment->setNow(now);
}

} // namespace scrip
