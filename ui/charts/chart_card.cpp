// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_card.h"

#include "ui/charts/chart_legend.h"
#include "ui/charts/chart_skeleton.h"
#include "ui/charts/plot_view.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/money_field.h"
#include "ui/widgets/table_text.h"
#include "ui/widgets/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QStackedWidget>
#include <QToolTip>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int headHeight = 44;
constexpr int leastFace = 96;
constexpr int skeletonAfterMs = 150;
constexpr int nameWidth = 150;
constexpr int valueWidth = 110;

} // namespace

ChartCard::ChartCard(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_model(new SeriesModel(this))
{
    setPageGround(this);
    setAccessibleName(title);
    buildActions();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, space::one);
    column->setSpacing(0);
    buildHead(title);
    column->addLayout(m_head);
    m_failure = new InlineMessage;
    m_failure->setButton(tr("Try again"));
    connect(m_failure, &InlineMessage::buttonClicked, this, &ChartCard::retryRequested);
    column->addWidget(m_failure);
    buildFaces(title);
    column->addWidget(m_faces, 1);
    m_patience.setSingleShot(true);
    m_patience.setInterval(skeletonAfterMs);
    connect(&m_patience, &QTimer::timeout, this, [this] { m_faces->setCurrentIndex(Skeleton); });
    setLoading();
}

void ChartCard::buildActions()
{
    m_asTable = makeAction(this, tr("Show as &table"), Glyph::Columns);
    m_asTable->setCheckable(true);
    m_copyPicture = makeAction(this, tr("Copy &picture"), Glyph::Copy);
    m_copyData = makeAction(this, tr("&Copy data"), Glyph::Copy, QKeySequence::Copy);
    m_copyData->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    addActions({m_asTable, m_copyPicture, m_copyData});
    connect(m_asTable, &QAction::toggled, this, &ChartCard::showFace);
    connect(m_copyPicture, &QAction::triggered, this, &ChartCard::takePicture);
    connect(m_copyData, &QAction::triggered, this, &ChartCard::takeData);
}

void ChartCard::buildHead(const QString &title)
{
    m_head = new QHBoxLayout;
    m_head->setContentsMargins(space::pageLeft, 7, space::one, 7);
    m_head->setSpacing(space::oneAndHalf);
    auto *name = new Label(title, Type::Section);
    name->setFixedHeight(headHeight - 14);
    m_head->addWidget(name);
    m_told = Label::muted({}, Type::Caption);
    m_told->setElided();
    m_head->addWidget(m_told, 1);
    m_legend = new ChartLegend;
    m_head->addWidget(m_legend);
    auto *flip = makeGlyphButton(Glyph::Columns, tr("Show as table"));
    flip->setCheckable(true);
    setSmall(flip);
    connect(flip, &QToolButton::toggled, m_asTable, &QAction::setChecked);
    connect(m_asTable, &QAction::toggled, flip, &QToolButton::setChecked);
    m_head->addWidget(flip);
}

void ChartCard::buildFaces(const QString &title)
{
    m_faces = new QStackedWidget;
    // It takes what there is; what a table would like to have must not push away what stands below.
    m_faces->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_faces->setMinimumHeight(leastFace);
    m_view = new PlotView;
    m_view->setAccessibleName(title);
    connect(m_view, &PlotView::rowHovered, this, &ChartCard::tellRow);
    connect(m_view, &PlotView::rowClicked, this, &ChartCard::rowActivated);
    auto *drawing = new QWidget;
    auto *inner = new QVBoxLayout(drawing);
    inner->setContentsMargins(space::two, 0, space::two, 0);
    inner->addWidget(m_view);
    m_table = new TableView;
    m_table->setModel(m_model);
    m_table->setRowStateRole(RowStateRole);
    m_table->setAccessibleName(title);
    connect(m_table, &TableView::rowActivated, this,
            [this](const QModelIndex &index) { Q_EMIT rowActivated(index.row()); });
    connect(m_table, &TableView::rowMenuRequested, this,
            [this](const QModelIndex &index, const QPoint &at) { openMenu(at, index.row()); });
    m_nothing = Label::muted({});
    m_nothing->setAlignment(Qt::AlignCenter);
    m_nothing->setWordWrap(true);
    m_nothing->setContentsMargins(space::three, 0, space::three, 0);
    for (QWidget *face : {drawing, static_cast<QWidget *>(m_table), static_cast<QWidget *>(m_nothing),
                          static_cast<QWidget *>(new ChartSkeleton), new QWidget})
        m_faces->addWidget(face);
}

void ChartCard::addHeadWidget(QWidget *widget)
{
    m_head->insertWidget(m_head->count() - 1, widget);
}

void ChartCard::setRowAction(const QString &text)
{
    m_rowAction = text;
}

void ChartCard::setContent(const ChartContent &content)
{
    const bool otherColumns = content.series.columns.size() != m_model->series().columns.size();
    m_failure->clear();
    m_filled = true;
    m_none = false;
    m_model->setSeries(content.series);
    if (otherColumns)
        m_table->setColumnWidths(QList<int>{nameWidth} + QList<int>(content.series.columns.size(), valueWidth));
    m_view->setPlot(content.plot, int(content.series.rows.size()));
    m_view->setAccessibleDescription(content.description);
    m_legend->setPlot(content.plot);
    m_caption = content.caption;
    tellRow(m_view->currentRow());
    showFace();
}

void ChartCard::setNothing(const QString &sentence)
{
    m_failure->clear();
    m_filled = true;
    m_none = true;
    m_model->setSeries({});
    m_legend->setPlot({});
    m_caption.clear();
    m_nothing->setText(sentence);
    tellRow(-1);
    showFace();
}

void ChartCard::setFailure(const QString &lead, const QString &sentence, const QString &refusal)
{
    m_patience.stop();
    m_failure->show(Tone::Bad, lead, sentence);
    m_failure->setHelp(refusal);
    if (!m_filled)
        m_faces->setCurrentIndex(Waiting);
}

void ChartCard::setLoading()
{
    m_failure->clear();
    m_filled = false;
    m_none = false;
    m_model->setSeries({});
    m_legend->setPlot({});
    m_caption.clear();
    tellRow(-1);
    m_faces->setCurrentIndex(Waiting);
    m_patience.start();
}

void ChartCard::showFace()
{
    if (!m_filled)
        return;
    m_patience.stop();
    m_faces->setCurrentIndex(m_none ? Nothing : m_asTable->isChecked() ? Rows : Drawing);
    for (QAction *action : {m_copyPicture, m_copyData})
        setReasonAgainst(action, m_none ? tr("There is nothing to copy") : QString());
}

QString ChartCard::told() const
{
    return m_told->text();
}

QString ChartCard::rowText(int row) const
{
    const Series &series = m_model->series();
    if (row < 0 || row >= series.rows.size())
        return {};
    const SeriesRow &one = series.rows.at(row);
    // What it comes to first: a narrow card cuts the end.
    QStringList parts;
    for (qsizetype column = 0; column < series.columns.size(); ++column) {
        const std::optional<qint64> value = one.values.value(column);
        if (!value)
            continue;
        const SeriesColumn &about = series.columns.at(column);
        const QString text = about.currency ? moneyText(Money(*value, *about.currency)) : countText(*value);
        parts.append(QString(about.title % u' ' % text));
    }
    parts.append(one.name);
    return parts.join(QStringLiteral(" · "));
}

void ChartCard::tellRow(int row)
{
    const QString text = rowText(row);
    m_told->setMuted(text.isEmpty());
    m_told->setText(text.isEmpty() ? m_caption : text);
    m_legend->setVisible(text.isEmpty() && !m_legend->names().isEmpty());
    fitHead();
    if (!text.isEmpty() && m_told->fontMetrics().horizontalAdvance(text) > m_told->width())
        QToolTip::showText(m_view->viewport()->mapToGlobal(m_view->placeOf(row)), text.toHtmlEscaped(), m_view);
    else
        QToolTip::hideText();
}

/// What the chart says goes before what its colours mean.
void ChartCard::fitHead()
{
    m_legend->setMaximumWidth(QWIDGETSIZE_MAX);
    m_head->activate();
    const int missing = m_told->fontMetrics().horizontalAdvance(m_told->text()) - m_told->width();
    if (m_legend->isVisibleTo(this) && missing > 0)
        m_legend->setMaximumWidth(std::max(0, m_legend->width() - missing));
    m_head->activate();
}

void ChartCard::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHead();
}

void ChartCard::takePicture()
{
    QGuiApplication::clipboard()->setPixmap(m_view->grab());
}

void ChartCard::takeData()
{
    QModelIndexList rows;
    for (int row = 0; row < m_model->rowCount(); ++row)
        rows.append(m_model->index(row, 0));
    QList<int> columns;
    for (int column = 0; column < m_model->columnCount(); ++column)
        columns.append(column);
    QGuiApplication::clipboard()->setText(tableAsText(*m_model, rows, columns));
}

void ChartCard::contextMenuEvent(QContextMenuEvent *event)
{
    openMenu(event->globalPos(), m_view->currentRow());
}

void ChartCard::openMenu(const QPoint &at, int row)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setToolTipsVisible(true);
    if (row >= 0 && !m_rowAction.isEmpty()) {
        menu->addAction(m_rowAction, this, [this, row] { Q_EMIT rowActivated(row); });
        menu->addSeparator();
    }
    menu->addActions({m_copyPicture, m_copyData, m_asTable});
    menu->popup(at);
}

} // namespace scrip
