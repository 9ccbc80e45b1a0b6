// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/stock_panel.h"

#include "sheets/template_catalogue.h"
#include "ui/sheets/sheet_words.h"
#include "ui/sheets/stock_delegate.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_field.h"

#include <QHBoxLayout>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QSettings>

namespace scrip {

using namespace Qt::StringLiterals;

namespace {

constexpr const char *usualStock = "avery-l7160";

QString settingsKey()
{
    return u"sheets/stock"_s;
}

/// The letter of a grade beside what it means.
class GradeMark : public QWidget
{
public:
    GradeMark(StockGrade grade, QWidget *parent)
        : QWidget(parent)
        , m_grade(grade)
    {
        setFixedSize(18, 18);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        paintGrade(&painter, rect(), gradeName(m_grade), gradeTone(m_grade), tokensOf(this));
    }

private:
    StockGrade m_grade;
};

} // namespace

StockPanel::StockPanel(QWidget *parent)
    : Panel(tr("Stock"), parent)
    , m_rows(new StockRows(this))
    , m_search(new SearchField(tr("8160, 63.5, round …")))
    , m_list(new QListView)
{
    setCaption(tr("%1 known").arg(m_rows->rowCount()));
    body()->setContentsMargins(0, 0, 0, 0);
    body()->setSpacing(0);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::two, 0, space::oneAndHalf, 10);
    row->addWidget(m_search);
    m_search->setAccessibleName(tr("Search label stocks"));
    body()->addLayout(row);
    body()->addWidget(new Line(Qt::Horizontal));
    buildList();
    body()->addWidget(new Line(Qt::Horizontal));
    buildLegend();
    const QString kept = QSettings().value(settingsKey()).toString();
    const auto stock = TemplateCatalogue::builtIn().find(kept);
    m_stock = stock ? *stock : TemplateCatalogue::builtIn().find(QString::fromLatin1(usualStock)).value();
    showChosen();
}

void StockPanel::buildList()
{
    m_list->setModel(m_rows);
    m_list->setItemDelegate(new StockDelegate(*m_rows, m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->verticalScrollBar()->setSingleStep(StockDelegate::rowHeight / 2);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Label stocks"));
    body()->addWidget(m_list, 1);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex &index) { take(index); });
    connect(m_search, &SearchField::searchChanged, this, &StockPanel::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_rows->rowOf(m_stock.id) < 0 && m_rows->rowCount() > 0)
            m_list->setCurrentIndex(m_rows->index(0));
        m_list->setFocus();
    });
}

void StockPanel::buildLegend()
{
    auto *row = new QHBoxLayout;
    row->setContentsMargins(space::two, 10, space::oneAndHalf, 10);
    row->setSpacing(6);
    struct Entry
    {
        StockGrade grade;
        QString word;
    };
    for (const Entry &entry : {Entry{StockGrade::A, tr("agreed")}, Entry{StockGrade::B, tr("1–2 sources")},
                               Entry{StockGrade::C, tr("measure")}}) {
        auto *mark = new GradeMark(entry.grade, this);
        mark->setToolTip(gradeWords(entry.grade));
        row->addWidget(mark);
        row->addWidget(Label::muted(entry.word, Type::Caption));
        row->addSpacing(2);
    }
    row->addStretch(1);
    body()->addLayout(row);
}

void StockPanel::search(const QString &words)
{
    m_rows->search(words);
    const int found = m_rows->rowCount();
    setCaption(words.isEmpty() ? tr("%1 known").arg(found) : tr("%1 found").arg(found));
    showChosen();
}

void StockPanel::showChosen()
{
    m_moving = true;
    m_rows->setChosen(m_stock.id);
    m_list->clearSelection();
    if (const int row = m_rows->rowOf(m_stock.id); row >= 0) {
        m_list->setCurrentIndex(m_rows->index(row));
        m_list->scrollTo(m_rows->index(row), QAbstractItemView::PositionAtCenter);
    }
    m_moving = false;
}

void StockPanel::take(const QModelIndex &index)
{
    const LabelTemplate *stock = m_rows->stock(index);
    if (m_moving || !stock || stock->id == m_stock.id || !m_rows->fit(*stock).usable)
        return;
    m_stock = *stock;
    m_rows->setChosen(m_stock.id);
    QSettings().setValue(settingsKey(), m_stock.id);
    Q_EMIT stockChosen(m_stock);
}

void StockPanel::choose(const QString &name)
{
    const auto stock = TemplateCatalogue::builtIn().find(name);
    if (!stock || stock->id == m_stock.id)
        return;
    m_stock = *stock;
    showChosen();
    Q_EMIT stockChosen(m_stock);
}

void StockPanel::setFits(const StockFits &fits)
{
    m_rows->setFits(fits);
}

} // namespace scrip
