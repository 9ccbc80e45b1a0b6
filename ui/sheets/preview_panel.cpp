// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sheets/preview_panel.h"

#include "ui/sheets/code_reveal.h"
#include "ui/sheets/sheet_canvas.h"
#include "ui/sheets/sheet_words.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/figures.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QHBoxLayout>
#include <QResizeEvent>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

namespace scrip {

namespace {

constexpr int barHeight = 38; // as the heads beside it
constexpr int roomForFree = 560;
constexpr int roomForZoom = 500;

} // namespace

PreviewPanel::PreviewPanel(QWidget *parent)
    : QWidget(parent)
    , m_painter(new PreviewPainter(this))
    , m_reveal(new CodeReveal(this))
    , m_canvas(new SheetCanvas)
    , m_scroll(new QScrollArea)
    , m_message(new InlineMessage)
{
    setPageGround(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildBar());
    column->addWidget(new Line(Qt::Horizontal));
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::two, 0, space::two, 0);
    strip->addWidget(m_message);
    column->addLayout(strip);
    m_scroll->setWidget(m_canvas);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(m_scroll, 1);
    connectParts();
    showBar();
}

QWidget *PreviewPanel::buildBar()
{
    auto *bar = new QWidget;
    bar->setFixedHeight(barHeight);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(space::oneAndHalf, 0, space::oneAndHalf, 0);
    row->setSpacing(space::one);
    m_previous = makeGlyphButton(Glyph::ChevronLeft, tr("Sheet before"), this);
    m_next = makeGlyphButton(Glyph::ChevronRight, tr("Next sheet"), this);
    m_sheet = new Label({}, Type::Body);
    m_start = new QSpinBox;
    m_start->setAccessibleName(tr("Start at label"));
    m_start->setKeyboardTracking(false);
    m_start->setFixedWidth(68);
    m_free = Label::muted({});
    m_free->setElided(); // which sheet it is goes before
    m_zoom = Label::muted({});
    buildReveal();
    auto *actual = makeGlyphButton(Glyph::Expand, tr("Actual size"), this);
    actual->setCheckable(true);
    connect(actual, &QToolButton::toggled, m_canvas, &SheetCanvas::setActualSize);
    row->addWidget(m_previous);
    row->addWidget(m_sheet);
    row->addWidget(m_next);
    row->addSpacing(space::half);
    row->addWidget(new Label(tr("Start at")));
    row->addWidget(m_start);
    row->addWidget(m_free);
    row->addStretch(1);
    row->addWidget(new ActionButton(m_revealAction, ButtonLook::Secondary, bar));
    row->addWidget(m_zoom);
    row->addWidget(actual);
    return bar;
}

void PreviewPanel::buildReveal()
{
    m_revealAction =
        makeAction(this, tr("&Reveal codes"), Glyph::Eye, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R));
    m_revealAction->setIconText(tr("Reveal"));
    connect(m_revealAction, &QAction::triggered, this, &PreviewPanel::toggleReveal);
}

void PreviewPanel::connectParts()
{
    connect(m_previous, &QToolButton::clicked, this, [this] { goToSheet(m_page - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goToSheet(m_page + 1); });
    connect(m_canvas, &SheetCanvas::pageStepped, this, [this](int step) { goToSheet(m_page + step); });
    connect(m_canvas, &SheetCanvas::startChosen, this, &PreviewPanel::startChosen);
    connect(m_start, &QSpinBox::valueChanged, this, &PreviewPanel::startChosen);
    connect(m_canvas, &SheetCanvas::scaleChanged, this, [this] {
        showBar();
        draw();
    });
    connect(m_painter, &PreviewPainter::drawn, this, [this](const QImage &picture) {
        m_canvas->setPicture(picture);
        Q_EMIT shown();
    });
    connect(m_painter, &PreviewPainter::failed, this, [this](const Failure &failure) {
        setRefusal(sheetFailureWords(failure), failure.name);
        Q_EMIT shown();
    });
    connect(m_reveal, &CodeReveal::changed, this, &PreviewPanel::onReveal);
    connect(m_reveal, &CodeReveal::ticked, this, &PreviewPanel::showReveal);
    connect(m_reveal, &CodeReveal::failed, this, [this](const Failure &failure) {
        showReveal();
        Q_EMIT revealFailed(failure);
    });
}

void PreviewPanel::setCodeStore(CodeStore *store)
{
    m_reveal->setStore(store);
}

void PreviewPanel::setPlan(const SheetPlan &plan)
{
    m_message->clear();
    const QList<qint64> before = m_plan ? serialsShown() : QList<qint64>();
    const bool sameBatch = m_plan && m_plan->wish().batch.id == plan.wish().batch.id;
    m_plan = plan;
    m_page = std::min(m_page, plan.pages() - 1);
    // News about other codes do not mask what somebody is reading.
    if (!sameBatch || before != serialsShown())
        m_reveal->hide();
    showBar();
    draw();
}

void PreviewPanel::setRefusal(const QString &sentence, const QString &refusal)
{
    clear();
    m_message->show(Tone::Warn, {}, sentence);
    m_message->setHelp(refusal);
}

void PreviewPanel::clear()
{
    m_message->clear();
    m_reveal->hide();
    m_plan.reset();
    m_page = 0;
    m_painter->forget();
    m_canvas->clear();
    showBar();
}

void PreviewPanel::hideCodes()
{
    m_reveal->hide();
}

void PreviewPanel::goToSheet(qint64 page)
{
    if (!m_plan || page < 0 || page >= m_plan->pages() || page == m_page)
        return;
    m_page = page;
    m_reveal->hide();
    showBar();
    draw();
}

void PreviewPanel::showBar()
{
    const qint64 pages = m_plan ? m_plan->pages() : 0;
    m_sheet->setText(pages > 0 ? tr("Sheet %1 of %2").arg(countText(m_page + 1), countText(pages)) : tr("No sheet"));
    m_previous->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < pages);
    const QSignalBlocker quiet(m_start);
    m_start->setEnabled(m_plan.has_value());
    const int perPage = m_plan ? m_plan->wish().stock.perPage() : 1;
    m_start->setRange(1, perPage);
    m_start->setValue(m_plan ? m_plan->wish().startAt : 1);
    const int left = perPage - m_start->value() + 1;
    m_free->setText(m_plan ? tr("%1 of %2 free").arg(left).arg(perPage) : QString());
    m_zoom->setText(m_plan ? tr("%1 %").arg(m_canvas->percent()) : QString());
    showReveal();
}

void PreviewPanel::showReveal()
{
    const QString text = m_reveal->isShown() ? tr("Hide · %1 s").arg(m_reveal->secondsLeft()) : tr("Reveal");
    m_revealAction->setText(m_reveal->isShown() ? tr("Hide the codes") : tr("&Reveal codes"));
    m_revealAction->setIconText(text);
}

void PreviewPanel::toggleReveal()
{
    if (m_reveal->isShown()) {
        m_reveal->hide();
        return;
    }
    if (!m_plan || m_reveal->isAsking())
        return;
    const QList<LabelContent> labels = m_plan->labelsOn(m_page);
    m_reveal->ask(m_plan->wish().batch.id, int(labels.first().serial), int(labels.last().serial));
}

void PreviewPanel::onReveal()
{
    showReveal();
    draw();
}

QList<LabelContent> PreviewPanel::content(bool &plain) const
{
    QList<LabelContent> labels = m_plan->labelsOn(m_page);
    plain = m_reveal->isShown();
    for (const LabelContent &label : std::as_const(labels))
        plain = plain && m_reveal->codes().contains(int(label.serial));
    if (plain) {
        for (LabelContent &label : labels)
            label.code = m_reveal->codes().value(int(label.serial));
    }
    return labels;
}

QList<qint64> PreviewPanel::serialsShown() const
{
    QList<qint64> serials;
    const QList<LabelContent> labels = m_plan->labelsOn(m_page);
    for (const LabelContent &label : labels)
        serials << label.serial;
    return serials;
}

void PreviewPanel::draw()
{
    if (!m_plan)
        return;
    PreviewOrder order;
    bool plain = false;
    order.content = content(plain);
    order.job = m_plan->job();
    order.job.masked = !plain;
    order.labels = m_plan->labels();
    order.page = m_page;
    m_canvas->setSheet(m_plan->layout(), m_page, serialsShown());
    order.dpi = m_canvas->dpi();
    m_painter->order(order);
}

void PreviewPanel::resizeEvent(QResizeEvent *event)
{
    // What says least goes first where the bar is narrow.
    m_free->setVisible(event->size().width() >= roomForFree);
    m_zoom->setVisible(event->size().width() >= roomForZoom);
    QWidget::resizeEvent(event);
}

void PreviewPanel::hideEvent(QHideEvent *event)
{
    m_reveal->hide();
    QWidget::hideEvent(event);
}

} // namespace scrip
