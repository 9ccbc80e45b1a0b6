// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/command_palette.h"

#include "ui/shell/palette_field.h"
#include "ui/theme/glyphs.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dim.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStandardItemModel>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int width = 640;
constexpr int searchHeight = 48;
constexpr int rowHeight = 32;
constexpr int mostRows = 11;

/// Paints one entry: icon, text with the match in bold, reason, key cap. Owned by the palette.
class EntryDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Tokens &t = tokensOf(option.palette);
        const bool selected = option.state.testFlag(QStyle::State_Selected);
        const bool enabled = index.data(CommandPalette::reasonRole).isNull();
        const QRect box = option.rect;
        painter->save();
        if (selected) {
            painter->fillRect(box, t.selection);
            painter->fillRect(QRect(box.left(), box.top(), 3, box.height()), t.accent);
        }
        const auto picture = index.data(Qt::DecorationRole).value<QIcon>();
        picture.paint(painter, QRect(box.left() + 16, box.top() + 8, 16, 16), Qt::AlignCenter,
                      selected ? QIcon::Selected : QIcon::Normal);
        const QColor muted = t.mutedOn(selected ? t.selection : t.base);
        painter->setPen(enabled ? t.text : muted);
        const int after = paintMatched(painter, box.adjusted(44, 0, -16, 0), index);
        const QString reason = index.data(CommandPalette::reasonRole).toString();
        painter->setFont(textFont(Type::Caption));
        painter->setPen(muted);
        painter->drawText(QRect(after + 12, box.top(), box.right() - after - 120, box.height()), Qt::AlignVCenter,
                          reason);
        const QString keys = index.data(CommandPalette::shortcutRole).toString();
        if (!keys.isEmpty())
            paintKeyCap(painter, box.right() - 14, box.center().y(), keys, option.palette);
        painter->restore();
    }

private:
    /// Answers where the text ends.
    static int paintMatched(QPainter *painter, QRect box, const QModelIndex &index)
    {
        const QString text = index.data().toString();
        const QString match = index.data(CommandPalette::matchRole).toString();
        const qsizetype at = match.isEmpty() ? -1 : text.indexOf(match, 0, Qt::CaseInsensitive);
        const qsizetype length = at < 0 ? 0 : match.size();
        QFont bold = textFont();
        bold.setWeight(QFont::Bold);
        const auto run = [&](const QString &part, const QFont &font) {
            painter->setFont(font);
            painter->drawText(box, Qt::AlignVCenter | Qt::TextSingleLine, part);
            box.setLeft(box.left() + painter->fontMetrics().horizontalAdvance(part));
        };
        run(text.left(std::max<qsizetype>(0, at)), textFont());
        run(text.mid(std::max<qsizetype>(0, at), length), bold);
        run(text.mid(std::max<qsizetype>(0, at) + length), textFont());
        return box.left();
    }
};

} // namespace

CommandPalette::CommandPalette(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
    , m_field(new QLineEdit(this))
    , m_list(new QListView(this))
    , m_items(new QStandardItemModel(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowModality(Qt::WindowModal);
    setWindowTitle(tr("Search pages and actions"));
    setFixedWidth(scrip::width);
    for (QAction *action : actions) {
        if (!action->isSeparator() && action->isVisible())
            m_actions.append(action);
    }
    QFont font = textFont(Type::Section);
    font.setWeight(QFont::Normal);
    m_field->setFont(font);
    m_field->setFrame(false);
    m_field->setFixedHeight(searchHeight);
    m_field->setPlaceholderText(tr("Search pages and actions…"));
    m_field->setAccessibleName(tr("Search pages and actions"));
    m_field->addAction(icon(Glyph::Search, Tone::Accent), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    m_list->setModel(m_items);
    m_list->setItemDelegate(new EntryDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Found"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 6);
    column->setSpacing(0);
    auto *search = new QVBoxLayout;
    search->setContentsMargins(12, 0, 12, 0);
    search->addWidget(m_field);
    column->addLayout(search);
    column->addWidget(new Line(Qt::Horizontal, this));
    column->addSpacing(6);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    filter({});
}

CommandPalette::~CommandPalette()
{
    if (m_dim)
        m_dim->deleteLater();
}

void CommandPalette::open()
{
    if (QWidget *window = parentWidget() ? parentWidget()->window() : nullptr) {
        m_dim = new Dim(window);
        m_dim->show();
        move(window->mapToGlobal(QPoint((window->width() - scrip::width) / 2, 96)));
    }
    QDialog::open();
    if (m_dim)
        m_dim->setDialog(geometry());
    m_field->setFocus();
}

void CommandPalette::filter(const QString &text)
{
    const QString wanted = text.trimmed();
    m_items->clear();
    for (const QPointer<QAction> &action : std::as_const(m_actions)) {
        if (!action || !action->iconText().contains(wanted, Qt::CaseInsensitive))
            continue;
        auto *item = new QStandardItem(action->icon(), action->iconText());
        item->setData(QVariant::fromValue(action.data()), actionRole);
        item->setData(wanted, matchRole);
        item->setData(action->shortcut().toString(QKeySequence::NativeText), shortcutRole);
        if (!action->isEnabled())
            item->setData(reasonAgainst(action), reasonRole);
        m_items->appendRow(item);
    }
    m_list->setCurrentIndex(m_items->index(0, 0));
    m_list->setFixedHeight(rowHeight * std::max(1, std::min(mostRows, m_items->rowCount())));
    adjustSize();
    if (m_dim)
        m_dim->setDialog(geometry());
}

void CommandPalette::step(int by)
{
    const int row = std::clamp(m_list->currentIndex().row() + by, 0, std::max(0, m_items->rowCount() - 1));
    m_list->setCurrentIndex(m_items->index(row, 0));
}

void CommandPalette::run(const QModelIndex &index)
{
    const QPointer<QAction> action = index.data(actionRole).value<QAction *>();
    if (!action || !action->isEnabled())
        return;
    // Close first: what the action opens must not find a modal window in its way.
    accept();
    action->trigger();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QDialog::eventFilter(watched, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run(m_list->currentIndex());
        return true;
    default:
        return QDialog::eventFilter(watched, event);
    }
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.edge);
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace scrip
