// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/dialog_frame.h"

#include "ui/theme/type_scale.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/dim.h"
#include "ui/widgets/glyph_mark.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/prompts.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QTextDocument>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace scrip {

DialogFrame::DialogFrame(const QString &title, int width, QWidget *parent)
    : QDialog(parent, Qt::Dialog | Qt::FramelessWindowHint)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_TranslucentBackground);
    setWindowModality(Qt::WindowModal);
    setFixedWidth(width);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(1, 1, 1, 1);
    column->setSpacing(0);
    buildHead(column);
    m_body = new QWidget(this);
    auto *split = new QHBoxLayout(m_body);
    split->setContentsMargins(0, 0, 0, 0);
    split->setSpacing(0);
    auto *content = new QVBoxLayout;
    content->setContentsMargins(space::three, space::one, space::three, space::two);
    content->setSpacing(space::one);
    split->addLayout(content, 1);
    m_content = content;
    column->addWidget(m_body, 1);
    buildFoot(column);
    setTitle(title);
    setSubmit(tr("OK"));
    installEventFilter(this);
}

DialogFrame::~DialogFrame()
{
    if (m_dim)
        m_dim->deleteLater();
    if (m_focusBefore)
        m_focusBefore->setFocus(Qt::OtherFocusReason);
}

void DialogFrame::buildHead(QBoxLayout *column)
{
    m_title = new Label(this);
    m_title->setType(Type::Section);
    m_close = makeButton(Glyph::Close, {}, ButtonLook::Ghost, this);
    m_close->setFixedSize(space::control, space::control);
    m_close->setFocusPolicy(Qt::NoFocus);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    connect(m_close, &QPushButton::clicked, this, &DialogFrame::reject);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::three, space::two, space::two, 0);
    head->addWidget(m_title, 1);
    head->addWidget(m_close);
    column->addLayout(head);
    m_introduction = Label::muted({}, Type::Body, this);
    m_introduction->setWordWrap(true);
    m_introduction->setContentsMargins(space::three, space::half, space::three, space::half);
    m_introduction->hide();
    column->addWidget(m_introduction);
}

void DialogFrame::buildFoot(QBoxLayout *column)
{
    m_failure = new InlineMessage(this);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(space::three, 0, space::three, 0);
    strip->addWidget(m_failure);
    column->addLayout(strip);
    column->addSpacing(space::one);
    column->addWidget(new Line(Qt::Horizontal, this));
    m_footMark = new GlyphMark(Glyph::Warning, Tone::Bad, this);
    m_footText = new Label(this);
    m_footText->setElided();
    m_cancel = makeButton(tr("Cancel"), ButtonLook::Secondary, this);
    m_submit = makeButton({}, ButtonLook::Primary, this);
    connect(m_cancel, &QPushButton::clicked, this, &DialogFrame::reject);
    connect(m_submit, &QPushButton::clicked, this, &DialogFrame::submit);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::three, 12, space::three, 12);
    foot->setSpacing(space::one);
    foot->addWidget(m_footMark);
    foot->addWidget(m_footText, 1);
    foot->addWidget(m_cancel);
    foot->addWidget(m_submit);
    column->addLayout(foot);
    m_foot = foot;
    showFoot();
}

void DialogFrame::setTitle(const QString &title)
{
    m_title->setText(title);
    setWindowTitle(title);
}

void DialogFrame::setIntroduction(const QString &text)
{
    m_introduction->setText(text);
    m_introduction->setVisible(!text.isEmpty());
    setAccessibleDescription(text);
}

QBoxLayout *DialogFrame::sidePanel(int width)
{
    if (m_side)
        return m_side;
    auto *split = static_cast<QBoxLayout *>(m_body->layout());
    split->addWidget(new Line(Qt::Vertical, m_body));
    auto *panel = new QWidget(m_body);
    panel->setFixedWidth(width);
    m_side = new QVBoxLayout(panel);
    m_side->setContentsMargins(space::three, space::one, space::three, space::two);
    m_side->setSpacing(space::one);
    split->addWidget(panel);
    return m_side;
}

void DialogFrame::setSubmit(const QString &text, ButtonLook look)
{
    m_submitText = text;
    setLook(m_submit, look);
    if (!m_busy)
        m_submit->setText(text);
}

void DialogFrame::setCancelText(const QString &text)
{
    m_cancel->setText(text);
}

void DialogFrame::setObstacle(const QString &reason, bool isError)
{
    m_obstacle = reason;
    m_obstacleIsError = isError;
    showFoot();
}

void DialogFrame::setWriting(bool writing)
{
    m_writing = writing;
    if (m_remedy)
        m_remedy->setVisible(isLocked());
    showFoot();
}

void DialogFrame::setLock(const QString &reason, QAction *remedy)
{
    m_lock = reason;
    delete std::exchange(m_remedy, nullptr);
    if (remedy && isLocked()) {
        m_remedy = new ActionButton(remedy, ButtonLook::Secondary, this);
        m_foot->insertWidget(m_foot->indexOf(m_cancel), m_remedy);
        m_remedy->show();
    }
    showFoot();
}

void DialogFrame::setRemark(const QString &text)
{
    m_remark = text;
    showFoot();
}

void DialogFrame::showFoot()
{
    const QString obstacle = isLocked() ? m_lock : m_obstacle;
    const bool error = !obstacle.isEmpty() && (m_obstacleIsError || isLocked());
    const QString text = obstacle.isEmpty() ? m_remark : obstacle;
    m_footText->setText(text);
    if (error)
        m_footText->setTone(Tone::Bad);
    else
        m_footText->setMuted();
    static_cast<GlyphMark *>(m_footMark)
        ->setGlyph(error ? Glyph::Warning : Glyph::Info, error ? Tone::Bad : Tone::Neutral);
    m_footMark->setVisible(!text.isEmpty());
    m_submit->setEnabled(obstacle.isEmpty() && !m_busy);
    m_submit->setToolTip(obstacle);
    m_submit->setAccessibleDescription(obstacle);
}

void DialogFrame::showFailure(const QString &lead, const QString &text, const QString &button, const QString &refusal)
{
    m_failure->setButton(button);
    m_failure->show(Tone::Bad, lead, text);
    m_failure->setHelp(refusal);
    place();
}

void DialogFrame::clearFailure()
{
    m_failure->clear();
}

void DialogFrame::setBusy(bool busy, const QString &text, bool cancellable)
{
    m_busy = busy;
    m_cancellable = cancellable;
    if (busy)
        clearFailure();
    if (busy)
        m_focusInside = focusWidget();
    m_body->setEnabled(!busy);
    if (!busy && m_focusInside)
        m_focusInside->setFocus(Qt::OtherFocusReason);
    m_submit->setText(busy && !text.isEmpty() ? text : m_submitText);
    m_cancel->setEnabled(!busy || cancellable);
    m_close->setEnabled(!busy || cancellable);
    showFoot();
}

void DialogFrame::open()
{
    if (QWidget *window = parentWidget() ? parentWidget()->window() : nullptr) {
        m_focusBefore = window->focusWidget();
        m_dim = new Dim(window);
        m_dim->show();
        window->installEventFilter(this);
    }
    QDialog::open();
    place();
    orderFocus();
    if (m_prompts)
        watchTyping();
}

void DialogFrame::watchTyping()
{
    m_atFirst.clear();
    const auto lines = m_body->findChildren<QLineEdit *>();
    for (QLineEdit *line : lines) {
        m_atFirst.append({line, line->text()});
        connect(line, &QLineEdit::textEdited, this, [this] { m_typed = true; });
    }
    const auto areas = m_body->findChildren<QPlainTextEdit *>();
    for (QPlainTextEdit *area : areas) {
        m_atFirst.append({area, area->toPlainText()});
        // Of a person alone: setPlainText() takes it back.
        connect(area->document(), &QTextDocument::modificationChanged, this,
                [this](bool modified) { m_typed = m_typed || modified; });
    }
}

bool DialogFrame::holdsTyped() const
{
    const auto differs = [](const std::pair<QPointer<QWidget>, QString> &field) {
        if (const auto *line = qobject_cast<const QLineEdit *>(field.first.data()))
            return line->text() != field.second;
        const auto *area = qobject_cast<const QPlainTextEdit *>(field.first.data());
        return area && area->toPlainText() != field.second;
    };
    return m_typed && std::any_of(m_atFirst.cbegin(), m_atFirst.cend(), differs);
}

void DialogFrame::reject()
{
    if (m_busy) {
        if (m_cancellable)
            Q_EMIT cancelRequested();
        return;
    }
    if (!m_prompts || !holdsTyped()) {
        QDialog::reject();
        return;
    }
    m_prompts->ask(
        this,
        {tr("Discard what you typed?"), tr("Nothing of it was sent or saved."), tr("Discard"), ButtonLook::Danger},
        [this](bool yes) {
            if (yes)
                QDialog::reject();
        });
}

void DialogFrame::done(int result)
{
    if (m_dim)
        m_dim->hide();
    QDialog::done(result);
}

void DialogFrame::submit()
{
    if (!m_busy && m_obstacle.isEmpty() && !isLocked())
        Q_EMIT submitted();
}

void DialogFrame::place()
{
    layout()->activate();
    // adjustSize() would not honour what wrapped text needs at this width.
    resize(width(),
           layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : layout()->sizeHint().height());
    if (!parentWidget())
        return;
    const QWidget *window = parentWidget()->window();
    const QPoint corner = window->mapToGlobal(QPoint(0, 0));
    const int x = (window->width() - width()) / 2;
    const int y = std::max(16, (window->height() - height()) * 2 / 5);
    move(corner + QPoint(x, y));
    if (m_dim)
        m_dim->setDialog(QRect(corner + QPoint(x, y), size()));
}

bool DialogFrame::takesFocus(const QWidget *widget) const
{
    return (widget->focusPolicy() & Qt::TabFocus) && widget->isEnabled() && widget->isVisibleTo(this) &&
           !widget->focusProxy() && m_body->isAncestorOf(widget);
}

void DialogFrame::orderFocus()
{
    QWidget *first = nullptr;
    QWidget *last = nullptr;
    for (QWidget *one = nextInFocusChain(); one != this; one = one->nextInFocusChain()) {
        if (!takesFocus(one))
            continue;
        first = first ? first : one;
        last = one;
    }
    if (last)
        setTabOrder(last, m_cancel);
    setTabOrder(m_cancel, m_submit);
    focusInstead(first);
}

void DialogFrame::focusInstead(QWidget *field)
{
    QWidget *wanted = field ? field : static_cast<QWidget *>(m_submit);
    (wanted->isEnabled() ? wanted : this)->setFocus(Qt::OtherFocusReason);
}

bool DialogFrame::focusNextPrevChild(bool next)
{
    QWidget *lost = focusWidget();
    if (!lost || lost == this || (lost->isEnabled() && lost->isVisible()))
        return QDialog::focusNextPrevChild(next);
    // Not somebody's Tab: what had the focus was hidden or switched off. Whoever types on must not press Cancel.
    QWidget *after = lost->nextInFocusChain();
    while (after != lost && !takesFocus(after))
        after = after->nextInFocusChain();
    focusInstead(after == lost ? nullptr : after);
    return true;
}

void DialogFrame::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!enter) {
        QDialog::keyPressEvent(event);
        return;
    }
    // A text area takes the plain Enter itself; what arrives here from one came with Ctrl.
    auto *button = qobject_cast<QPushButton *>(focusWidget());
    if (button && button->isEnabled() && !event->modifiers().testFlag(Qt::ControlModifier))
        button->click();
    else
        submit();
}

void DialogFrame::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(t.edge);
    painter.setBrush(t.base);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

bool DialogFrame::eventFilter(QObject *watched, QEvent *event)
{
    // What comes and goes while the dialog is open makes it taller or lower.
    const auto wanted = watched == this ? QEvent::LayoutRequest : QEvent::Resize;
    if (event->type() == wanted && isVisible())
        place();
    return QDialog::eventFilter(watched, event);
}

} // namespace scrip
