// SPDX-License-Identifier: GPL-3.0-or-later
// The palette as a dialog. What stands in its list is in command_palette_rows.cpp.
#include "ui/shell/command_palette.h"

#include "ui/shell/palette_delegate.h"
#include "ui/shell/palette_field.h"
#include "ui/shell/palette_lookup.h"
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
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int width = 640;
constexpr int searchHeight = 48;
constexpr int footHeight = 32;
constexpr int mostHeight = 11 * PaletteDelegate::rowHeight;

/// The two ways the keys work here, as key caps with a word each. Owned by the palette.
class KeyHints : public QWidget
{
public:
    using QWidget::QWidget;

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        int left = 0;
        left = hint(&painter, left, QStringLiteral("↑ ↓"), CommandPalette::tr("choose"));
        hint(&painter, left + 14, CommandPalette::tr("Enter"), CommandPalette::tr("open"));
    }

private:
    int hint(QPainter *painter, int left, const QString &key, const QString &text)
    {
        // The cap is painted from its right edge, which its own width decides.
        QFont font = textFont(Type::Caption);
        font.setPixelSize(11);
        const int right = left + QFontMetrics(font).horizontalAdvance(key) + 10;
        paintKeyCap(painter, right, height() / 2, key, palette());
        painter->setFont(textFont(Type::Caption));
        painter->setPen(tokensOf(this).muted);
        painter->drawText(QRect(right + 6, 0, 200, height()), Qt::AlignVCenter, text);
        return right + 6 + painter->fontMetrics().horizontalAdvance(text);
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
        if (action->isSeparator() || !action->isVisible())
            continue;
        m_actions.append(action);
        // An offer to undo goes away by itself.
        connect(action, &QObject::destroyed, this, &CommandPalette::rebuild, Qt::QueuedConnection);
    }
    buildField();
    buildList();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    auto *search = new QVBoxLayout;
    search->setContentsMargins(12, 0, 12, 0);
    search->addWidget(m_field);
    column->addLayout(search);
    column->addWidget(new Line(Qt::Horizontal, this));
    column->addSpacing(6);
    column->addWidget(m_list);
    column->addSpacing(6);
    column->addWidget(new Line(Qt::Horizontal, this));
    column->addWidget(buildFoot());
    filter({});
}

CommandPalette::~CommandPalette()
{
    if (m_dim)
        m_dim->deleteLater();
}

void CommandPalette::buildField()
{
    QFont font = textFont(Type::Section);
    font.setWeight(QFont::Normal);
    m_field->setFont(font);
    m_field->setFrame(false);
    m_field->setFixedHeight(searchHeight);
    m_field->setPlaceholderText(tr("Search pages and actions…"));
    m_field->setAccessibleName(tr("Search pages and actions"));
    m_field->addAction(icon(Glyph::Search, Tone::Accent), QLineEdit::LeadingPosition);
    m_field->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
}

void CommandPalette::buildList()
{
    m_list->setModel(m_items);
    m_list->setItemDelegate(new PaletteDelegate(m_list));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Found"));
    connect(m_list, &QListView::clicked, this, &CommandPalette::run);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CommandPalette::tellCurrent);
}

QWidget *CommandPalette::buildFoot()
{
    auto *foot = new QWidget(this);
    foot->setFixedHeight(footHeight);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(space::two, 0, space::two, 0);
    row->addWidget(new KeyHints(foot), 1);
    m_summary = Label::muted({}, Type::Caption, foot);
    row->addWidget(m_summary);
    return foot;
}

void CommandPalette::setLookup(PaletteLookup *lookup)
{
    m_lookup = lookup;
    lookup->setParent(this);
    const QString what = tr("Search e-mail, code, organization, event, page, action…");
    m_field->setPlaceholderText(what);
    m_field->setAccessibleName(what);
    connect(lookup, &PaletteLookup::changed, this, &CommandPalette::onLookup);
}

QString CommandPalette::summary() const
{
    return m_summary->text();
}

void CommandPalette::open()
{
    if (QWidget *window = parentWidget() ? parentWidget()->window() : nullptr) {
        m_dim = new Dim(window);
        m_dim->show();
        move(window->mapToGlobal(QPoint((window->width() - scrip::width) / 2, 96)));
    }
    QDialog::open();
    fit();
    m_field->setFocus();
}

void CommandPalette::filter(const QString &text)
{
    m_openOnly = false;
    m_list->setCurrentIndex({});
    if (m_lookup)
        m_lookup->setText(text);
    rebuild();
}

void CommandPalette::onLookup()
{
    const bool alone = m_lookup->state() == PaletteLookup::State::Found && m_lookup->matches().size() == 1;
    rebuild();
    if (alone && m_openOnly)
        openMatch(0);
}

void CommandPalette::select(int row)
{
    m_list->setCurrentIndex(row < m_items->rowCount() ? m_items->index(row, 0) : QModelIndex());
    tellCurrent();
}

void CommandPalette::fit()
{
    int height = 0;
    for (int row = 0; row < m_items->rowCount(); ++row)
        height += m_list->itemDelegate()->sizeHint({}, m_items->index(row, 0)).height();
    m_list->setFixedHeight(std::min(mostHeight, height));
    adjustSize();
    if (m_dim)
        m_dim->setDialog(geometry());
}

void CommandPalette::step(int by)
{
    int row = m_list->currentIndex().row() + by;
    while (row >= 0 && row < m_items->rowCount() && !canBeChosen(row))
        row += by;
    if (row >= 0 && row < m_items->rowCount())
        select(row);
    else if (by < 0)
        m_list->scrollToTop(); // the heading above the first
}

void CommandPalette::enter()
{
    const QModelIndex current = m_list->currentIndex();
    if (current.isValid()) {
        run(current);
    } else if (m_lookup) {
        // Somebody who pressed Enter waits for one thing, not for a list to choose from.
        m_openOnly = true;
        m_lookup->ask();
    }
}

void CommandPalette::run(const QModelIndex &index)
{
    switch (paletteRowOf(index)) {
    case PaletteRow::Ask:
        m_openOnly = true;
        m_lookup->ask();
        return;
    case PaletteRow::Match:
        openMatch(index.data(palette_role::match).toInt());
        return;
    case PaletteRow::Action:
        break;
    default:
        return;
    }
    const QPointer<QAction> action = index.data(palette_role::action).value<QAction *>();
    if (!action || !action->isEnabled())
        return;
    // Close first: what the action opens must not find a modal window in its way.
    accept();
    action->trigger();
}

void CommandPalette::openMatch(int number)
{
    const HistoryEntry place = m_lookup->place(m_lookup->matches().at(number));
    if (place.pageId.isEmpty())
        return;
    accept();
    Q_EMIT placeChosen(place.pageId, place.location);
}

void CommandPalette::tellCurrent()
{
    // The focus stays in the field: a screen reader learns there what Enter would do.
    m_field->setAccessibleDescription(m_list->currentIndex().data(Qt::AccessibleTextRole).toString());
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
        enter();
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
