// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/prints_panel.h"

#include "ui/settings/shown_zone.h"
#include "ui/sheets/sheet_words.h"
#include "ui/table/table_commands.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/relative_time.h"
#include "ui/widgets/shaped_text.h"
#include "ui/widgets/table_view.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPainter>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

/// Times as short as the panel is narrow; everything else as the model says it.
class RunDelegate : public RowDelegate
{
public:
    using RowDelegate::RowDelegate;

protected:
    void paintCell(QPainter *painter, const Cell &cell) const override
    {
        const QString time = timeOf(cell.index);
        if (time.isEmpty()) {
            RowDelegate::paintCell(painter, cell);
            return;
        }
        painter->setPen(cell.text);
        ShapedText(time, cell.font).draw(painter, cell.box);
    }
    [[nodiscard]] qreal contentWidth(const QModelIndex &index) const override
    {
        const QString time = timeOf(index);
        return time.isEmpty() ? RowDelegate::contentWidth(index) : ShapedText(time, font()).width();
    }

private:
    /// Empty: it is no time.
    static QString timeOf(const QModelIndex &index)
    {
        const QVariant raw = index.data(RawRole);
        return index.column() == PrintColumns::At && raw.isValid()
                   ? momentText(raw.toDateTime(), QDateTime::currentDateTimeUtc())
                   : QString();
    }
};

} // namespace

PrintsPanel::PrintsPanel(BatchStore &store, QWidget *parent)
    : Panel(tr("Print history"), parent)
    , m_store(store)
    , m_table(new TableView)
    , m_commands(new TableCommands(m_table))
    , m_none(Label::muted(tr("Not on paper yet.")))
    , m_failure(new InlineMessage)
{
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    m_table->setAccessibleName(tr("Print history"));
    m_table->setRowStateRole(RowStateRole);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegate(new RunDelegate(m_table));
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_none->setContentsMargins(space::two, space::half, space::two, space::one);
    m_none->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::two, 0, space::two, 0);
    strip->addWidget(m_failure);
    body()->addLayout(strip);
    body()->addWidget(m_none, 1);
    body()->addWidget(m_table, 1);
    m_table->hide();
    connect(m_table, &TableView::rowMenuRequested, this, &PrintsPanel::openMenu);
    connect(m_table, &TableView::rowActivated, this, [this](const QModelIndex &index) {
        if (const PrintRecord *run = m_model->run(index))
            Q_EMIT runChosen(*run);
    });
    connect(m_failure, &InlineMessage::buttonClicked, this, [this] { m_model->reload(); });
}

void PrintsPanel::makeModel(const QTimeZone &zone)
{
    delete m_model;
    m_zone = zone;
    m_model = new PrintsModel(m_store, zone, this);
    m_table->setModel(m_model);
    connect(m_model, &ListModelBase::loaded, this, &PrintsPanel::showState);
    connect(m_model, &ListModelBase::failed, this, [this](const Failure &failure) {
        m_failure->setButton(tr("Try again"));
        m_failure->show(Tone::Bad, tr("History not loaded."), sheetFailureWords(failure));
        m_failure->setHelp(failure.name);
        Q_EMIT changed();
    });
    m_table->setColumnWidths({52, 122, 96, 104, 70, 84, 72, 96});
    for (const int column : {PrintColumns::By, PrintColumns::Stock, PrintColumns::Destination, PrintColumns::Reason})
        m_table->setColumnHidden(column, true);
    m_table->keepColumns(u"prints"_s);
}

void PrintsPanel::setBatch(const BatchId &batch, const QString &zone)
{
    const QTimeZone shown = shownZoneFor(zone);
    if (!m_model || shown != m_zone)
        makeModel(shown);
    if (m_model->batch() == batch)
        m_model->reload();
    else
        m_model->setBatch(batch);
}

void PrintsPanel::clear()
{
    delete std::exchange(m_model, nullptr);
    m_failure->clear();
    m_table->hide();
    m_none->hide();
    setCaption({});
}

const QList<PrintRecord> &PrintsPanel::runs() const
{
    static const QList<PrintRecord> none;
    return m_model ? m_model->rows() : none;
}

void PrintsPanel::showState()
{
    m_failure->clear();
    const bool any = !runs().isEmpty();
    m_table->setVisible(any);
    m_none->setVisible(!any);
    setCaption(any ? countText(runs().size()) : QString());
    Q_EMIT changed();
}

void PrintsPanel::openMenu(const QModelIndex &index, const QPoint &at)
{
    const PrintRecord *run = m_model->run(index);
    if (!run)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    QAction *again = menu->addAction(tr("Choose these labels again"));
    connect(again, &QAction::triggered, this, [this, chosen = *run] { Q_EMIT runChosen(chosen); });
    menu->addSeparator();
    m_commands->addTo(menu);
    menu->popup(at);
}

} // namespace scrip
