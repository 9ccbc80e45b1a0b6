// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/overview/matter_list.h"

#include "ui/theme/looks.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int headHeight = 44;
constexpr int skeletonAfterMs = 150;
constexpr int skeletonRows = 3;
constexpr int skeletonRow = 54;

/// Rows that say nothing yet.
class RowsSkeleton : public QWidget
{
public:
    RowsSkeleton() { setFixedHeight(skeletonRows * skeletonRow); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Tokens &t = tokensOf(this);
        QPainter painter(this);
        for (int row = 0; row < skeletonRows; ++row) {
            const int top = row * skeletonRow;
            painter.fillRect(QRect(space::two, top + 14, 160, 10), t.track);
            painter.fillRect(QRect(space::two, top + 32, 230, 8), t.track);
            painter.fillRect(QRect(0, top + skeletonRow - 1, width(), 1), t.line);
        }
    }
};

} // namespace

MatterList::MatterList(const QString &title, const QString &nothing, QWidget *parent)
    : QWidget(parent)
    , m_caption(Label::muted({}, Type::Caption))
    , m_nothing(Label::muted({}))
    , m_remark(Label::muted({}, Type::Caption))
    , m_skeleton(new RowsSkeleton)
    , m_sentence(nothing)
    , m_column(new QVBoxLayout)
{
    setPageGround(this);
    setAccessibleName(title);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *headArea = new QWidget;
    headArea->setFixedHeight(headHeight);
    auto *head = new QHBoxLayout(headArea);
    head->setContentsMargins(space::two, 0, space::two, 0);
    head->addWidget(new Label(title, Type::Section));
    head->addStretch(1);
    head->addWidget(m_caption);
    column->addWidget(headArea);
    column->addWidget(new Line);
    m_column->setSpacing(0);
    column->addLayout(m_column);
    column->addWidget(m_skeleton);
    m_skeleton->hide();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, m_skeleton, &QWidget::show);
    m_patience.start(skeletonAfterMs);
    for (Label *sentence : {m_nothing, m_remark}) {
        sentence->setWordWrap(true);
        sentence->setContentsMargins(space::two, space::one, space::two, space::oneAndHalf);
        column->addWidget(sentence);
    }
    m_nothing->hide();
    m_remark->hide();
}

void MatterList::setEntries(const QList<MatterEntry> &entries, const QString &caption)
{
    m_patience.stop();
    m_skeleton->hide();
    m_entries = entries;
    m_caption->setText(caption);
    while (m_rows.size() > entries.size())
        delete m_rows.takeLast();
    for (qsizetype place = 0; place < entries.size(); ++place) {
        if (place < m_rows.size()) {
            m_rows.at(place)->setMatter(entries.at(place).matter);
            continue;
        }
        auto *row = new MatterRow(entries.at(place).matter);
        connect(row, &QAbstractButton::clicked, this, [this, place] {
            const MatterEntry &entry = m_entries.at(place);
            Q_EMIT openRequested(entry.page, entry.place);
        });
        m_column->addWidget(row);
        m_rows.append(row);
    }
    m_nothing->setText(m_sentence);
    m_nothing->setVisible(entries.isEmpty() && !m_sentence.isEmpty());
}

void MatterList::setRemark(const QString &remark)
{
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
}

QString MatterList::caption() const
{
    return m_caption->text();
}

QString MatterList::nothing() const
{
    return m_nothing->isHidden() ? QString() : m_nothing->text();
}

} // namespace scrip
