// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"

#include "ui/help/help_link.h"
#include "ui/theme/shadow.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/label.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPointer>

namespace scrip {

namespace {

constexpr int life = 6000;
constexpr int lifeWithOffer = 10000;
constexpr int statusLine = 28;
constexpr int aboveFoot = 4;
const char *const footKey = "scripToastFoot";

/// Where a toast on that window has to end.
int footOf(const QWidget *window)
{
    int foot = window->height() - statusLine;
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible() && widget->window() == window && widget->property(footKey).toBool())
            foot = std::min(foot, widget->mapTo(window, QPoint()).y());
    }
    return foot - aboveFoot;
}

} // namespace

Toast *Toast::on(const QWidget *window)
{
    return window->findChild<Toast *>(QString(), Qt::FindDirectChildrenOnly);
}

void Toast::standAbove(QWidget *foot)
{
    foot->setProperty(footKey, true);
}

Toast *Toast::show(QWidget *near, Tone tone, const QString &text, const Offer &offer, const QString &refusal)
{
    QWidget *window = near->window();
    while (Toast *before = on(window))
        delete before;
    auto *toast = new Toast(window, near, tone, text, offer, refusal);
    toast->place();
    toast->setVisible(true);
    toast->raise();
    QAccessibleEvent event(toast, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    return toast;
}

Toast *Toast::showUndo(QWidget *near, const QString &text, const std::function<void()> &undo)
{
    Toast *toast = show(near, Tone::Good, text, {tr("Undo"), undo});
    // The text may hold the name of anything.
    const QString what = tr("Undo: %1").arg(text);
    toast->m_undo =
        makeAction(toast, QString(what).replace(u'&', QStringLiteral("&&")), Glyph::Undo, QKeySequence::Undo);
    toast->m_undo->setIconText(what);
    connect(toast->m_undo, &QAction::triggered, near, [toast, undo] { toast->take(undo); });
    near->window()->addAction(toast->m_undo);
    return toast;
}

QAction *Toast::undoOn(const QWidget *window)
{
    const Toast *toast = on(window);
    return toast && toast->m_undo && toast->m_undo->isEnabled() ? toast->m_undo : nullptr;
}

Toast::Toast(QWidget *window, QWidget *near, Tone tone, const QString &text, const Offer &offer,
             const QString &refusal)
    : QWidget(window)
    , m_tone(tone)
    , m_text(new Label(text, Type::Body, this))
{
    setAccessibleName(text);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(shadowReach + 14, shadowReach + 8, shadowReach + 8, shadowReach + 8);
    row->setSpacing(10);
    row->addWidget(new GlyphMark(glyphOf(tone), tone, this));
    m_text->setWordWrap(text.size() > 64);
    if (m_text->wordWrap())
        m_text->setMinimumWidth(380);
    auto *column = new QVBoxLayout;
    column->setSpacing(0);
    column->addWidget(m_text);
    row->addLayout(column, 1);
    if (offer.run)
        addOffer(near, offer);
    if (!refusal.isEmpty()) {
        auto *help = new HelpLink(this);
        help->setNear(near);
        help->setRefusal(refusal);
        addBelowText(column, help);
    }
    auto *close = makeGlyphButton(Glyph::Close, tr("Dismiss"), this);
    row->addWidget(close);
    connect(close, &QToolButton::clicked, this, &Toast::dismiss);
    window->installEventFilter(this);
    const QList<QWidget *> widgets = window->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->property(footKey).toBool())
            widget->installEventFilter(this);
    }
    m_life.setSingleShot(true);
    m_life.setInterval(offer.run ? lifeWithOffer : life);
    connect(&m_life, &QTimer::timeout, this, &Toast::dismiss);
    if (tone != Tone::Bad)
        m_life.start();
}

void Toast::addOffer(QWidget *near, const Offer &offer)
{
    QPushButton *button = makeButton(offer.text, ButtonLook::Link, this);
    layout()->addWidget(button);
    connect(button, &QPushButton::clicked, near, [guard = QPointer(this), run = offer.run] {
        if (guard)
            guard->take(run);
    });
}

QString Toast::text() const
{
    return m_text->text();
}

void Toast::take(const std::function<void()> &run)
{
    // By the key and by the button at once it would be run twice.
    if (!isVisible())
        return;
    const std::function<void()> mine = run;
    dismiss();
    // The next toast deletes the one before, and this may be told by a button of it.
    setParent(nullptr);
    mine();
}

void Toast::dismiss()
{
    setVisible(false);
    if (m_undo)
        m_undo->setEnabled(false);
    deleteLater();
}

void Toast::place()
{
    if (!parentWidget())
        return; // taken, and gone in a moment
    setMaximumWidth(std::min(560, parentWidget()->width() - 16));
    adjustSize();
    move(parentWidget()->width() - width() - 4, footOf(parentWidget()) - height());
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Tokens &t = tokensOf(this);
    const QRectF box = QRectF(rect()).adjusted(shadowReach, shadowReach, -shadowReach, -shadowReach);
    paintShadow(&painter, box, space::radius, t.dark);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.edge);
    painter.setBrush(t.raised);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), space::radius, space::radius);
}

void Toast::enterEvent(QEnterEvent *event)
{
    m_life.stop();
    QWidget::enterEvent(event);
}

void Toast::leaveEvent(QEvent *event)
{
    if (m_tone != Tone::Bad)
        m_life.start();
    QWidget::leaveEvent(event);
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    const bool moved = event->type() == QEvent::Resize || event->type() == QEvent::Move ||
                       event->type() == QEvent::Show || event->type() == QEvent::Hide;
    // Later: what stands above is laid out anew by then.
    if (moved)
        QMetaObject::invokeMethod(this, &Toast::place, Qt::QueuedConnection);
    return QWidget::eventFilter(watched, event);
}

} // namespace scrip
