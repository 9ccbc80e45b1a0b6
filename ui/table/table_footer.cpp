// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/table_footer.h"

#include "models/page_cache.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/label.h"
#include "ui/widgets/toast.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace scrip {

namespace {

constexpr int footerHeight = 36;
constexpr int pageWidth = 56;
constexpr qint64 pageRows = PageCache<int>::pageRows;

} // namespace

TableFooter::TableFooter(QWidget *parent)
    : QWidget(parent)
    , m_actions(new QHBoxLayout)
    , m_selected(new Label({}, Type::Strong, this))
    , m_remark(Label::muted({}, Type::Body, this))
    , m_range(Label::muted({}, Type::Body, this))
    , m_of(Label::muted({}, Type::Body, this))
{
    setFixedHeight(footerHeight);
    setPageGround(this);
    Toast::standAbove(this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(space::pageLeft, 0, space::pageRight, 0);
    row->setSpacing(space::one);
    m_actions->setSpacing(space::one);
    m_remark->setElided();
    row->addWidget(m_selected);
    row->addLayout(m_actions);
    row->addWidget(m_remark, 1);
    buildPlace(row);
    setSelected(0, {});
}

void TableFooter::buildPlace(QBoxLayout *row)
{
    m_first = makeGlyphButton(Glyph::First, tr("First page"), this);
    m_previous = makeGlyphButton(Glyph::ChevronLeft, tr("Page before"), this);
    m_next = makeGlyphButton(Glyph::ChevronRight, tr("Next page"), this);
    m_last = makeGlyphButton(Glyph::Last, tr("Last page"), this);
    m_page = new QLineEdit(this);
    m_page->setFixedWidth(pageWidth);
    m_page->setAccessibleName(tr("Page"));
    for (QWidget *control : std::initializer_list<QWidget *>{m_first, m_previous, m_page, m_next, m_last})
        setSmall(control);
    row->addWidget(m_range);
    row->addWidget(m_first);
    row->addWidget(m_previous);
    row->addWidget(m_page);
    row->addWidget(m_of);
    row->addWidget(m_next);
    row->addWidget(m_last);
    connect(m_first, &QToolButton::clicked, this, [this] { jump(0); });
    connect(m_previous, &QToolButton::clicked, this, [this] { jump(m_current - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { jump(m_current + 1); });
    connect(m_last, &QToolButton::clicked, this, [this] { jump(m_pages - 1); });
    connect(m_page, &QLineEdit::returnPressed, this, [this] {
        bool isNumber = false;
        const int page = m_page->text().trimmed().toInt(&isNumber);
        jump(isNumber ? page - 1 : m_current);
    });
}

void TableFooter::addAction(QAction *action)
{
    auto *button = new ActionButton(action, ButtonLook::Secondary, this);
    setSmall(button);
    m_actions->addWidget(button);
}

void TableFooter::setJumpable(bool jumpable)
{
    for (QWidget *control : std::initializer_list<QWidget *>{m_first, m_previous, m_page, m_of, m_next, m_last})
        control->setVisible(jumpable);
}

void TableFooter::setRead(const TableCount &read)
{
    setJumpable(false);
    if (!read.isKnown())
        m_range->setText({});
    else if (read.certainty == TableCount::Certainty::AtLeast)
        m_range->setText(tr("the first %1, more below").arg(countText(read.rows)));
    else
        m_range->setText(tr("%1 row(s)", nullptr, int(read.rows))
                             .arg(countText(read.rows, read.certainty == TableCount::Certainty::Estimate)));
}

QString TableFooter::rangeText() const
{
    return m_range->text();
}

void TableFooter::setSelected(qint64 rows, const QString &remark)
{
    m_selected->setText(tr("%1 selected").arg(countText(rows)));
    m_remark->setText(remark);
    for (int i = 0; i < m_actions->count(); ++i)
        m_actions->itemAt(i)->widget()->setVisible(rows > 0);
    m_selected->setVisible(rows > 0);
}

void TableFooter::setPlace(int page, const TableCount &count)
{
    const bool estimated = count.certainty == TableCount::Certainty::Estimate;
    m_pages = int(std::max<qint64>(1, (count.rows + pageRows - 1) / pageRows));
    m_current = std::clamp(page, 0, m_pages - 1);
    const qint64 first = std::min(count.rows, m_current * pageRows + 1);
    const qint64 last = std::min(count.rows, (m_current + 1) * pageRows);
    m_range->setText(tr("%1–%2 of %3").arg(countText(first), countText(last), countText(count.rows, estimated)));
    m_of->setText(tr("of %1").arg(countText(m_pages, estimated)));
    if (!m_page->hasFocus() || !m_page->isModified())
        m_page->setText(QString::number(m_current + 1));
    m_first->setEnabled(m_current > 0);
    m_previous->setEnabled(m_current > 0);
    m_next->setEnabled(m_current + 1 < m_pages);
    m_last->setEnabled(m_current + 1 < m_pages);
}

void TableFooter::jump(int page)
{
    m_page->setModified(false);
    const int wanted = std::clamp(page, 0, m_pages - 1);
    m_page->setText(QString::number(wanted + 1));
    Q_EMIT pageRequested(wanted);
}

} // namespace scrip
