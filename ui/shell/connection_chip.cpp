// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_chip.h"

#include "ui/theme/type_scale.h"

#include <QMenu>
#include <QPainter>

namespace scrip {

namespace {

constexpr int padding = 10;
constexpr int dot = 7;

QFont leadFont()
{
    QFont font = textFont(Type::Caption);
    font.setWeight(QFont::Medium);
    return font;
}

} // namespace

ConnectionChip::ConnectionChip(QWidget *parent)
    : QAbstractButton(parent)
{
    setFixedHeight(26);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    connect(this, &QAbstractButton::clicked, this, &ConnectionChip::showParticulars);
    setStatus({});
}

void ConnectionChip::setStatus(const ConnectionStatus &status)
{
    m_status = status;
    setAccessibleName(tr("Connection: %1 %2").arg(lead(), status.name));
    setToolTip(status.failure.toHtmlEscaped());
    updateGeometry();
    update();
}

QString ConnectionChip::lead() const
{
    if (m_status.state == ConnectionStatus::State::Connecting)
        return tr("Connecting");
    if (m_status.state == ConnectionStatus::State::Lost)
        return tr("Not connected");
    switch (m_status.kind) {
    case ConnectionStatus::Kind::Sandbox:
        return tr("Sandbox");
    case ConnectionStatus::Kind::Production:
        return tr("Production");
    case ConnectionStatus::Kind::Ordinary:
        break;
    }
    return tr("Connected");
}

Tone ConnectionChip::tone() const
{
    if (m_status.state == ConnectionStatus::State::Connecting)
        return Tone::Info;
    if (m_status.state == ConnectionStatus::State::Lost)
        return Tone::Warn;
    return m_status.kind == ConnectionStatus::Kind::Production ? Tone::Bad : Tone::Good;
}

QSize ConnectionChip::sizeHint() const
{
    const int leadWidth = QFontMetrics(leadFont()).horizontalAdvance(lead());
    const int nameWidth = QFontMetrics(textFont(Type::Caption)).horizontalAdvance(m_status.name);
    return {padding + dot + 7 + leadWidth + (m_status.name.isEmpty() ? 0 : 6 + nameWidth) + padding + 1, 26};
}

void ConnectionChip::paintEvent(QPaintEvent *)
{
    const Tokens &t = tokensOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(t.tint(tone()));
    painter.drawRoundedRect(rect(), space::radius, space::radius);
    painter.setPen(QPen(t.strong(tone()), 1.6));
    painter.setBrush(m_status.state == ConnectionStatus::State::Connected ? QBrush(t.strong(tone()))
                                                                          : QBrush(Qt::NoBrush));
    painter.drawEllipse(QPointF(padding + dot / 2.0, height() / 2.0), 2.6, 2.6);
    QRect box = rect().adjusted(padding + dot + 7, 0, -padding + 2, 0);
    painter.setFont(leadFont());
    painter.setPen(t.onTint(tone()));
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, lead());
    box.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(lead()) + 6);
    painter.setFont(textFont(Type::Caption));
    painter.setPen(t.text);
    painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, m_status.name);
}

void ConnectionChip::showParticulars()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto line = [menu](const QString &text) { menu->addAction(text)->setEnabled(false); };
    line(QString(lead() % QStringLiteral("  ") % m_status.name));
    if (!m_status.login.isEmpty())
        line(tr("Signed in as %1 (%2)").arg(m_status.login, m_status.role));
    if (!m_status.failure.isEmpty())
        line(m_status.failure);
    menu->addSeparator();
    connect(menu->addAction(tr("Connections…")), &QAction::triggered, this, &ConnectionChip::connectionsRequested);
    connect(menu->addAction(tr("Connect again")), &QAction::triggered, this, &ConnectionChip::reconnectRequested);
    menu->popup(mapToGlobal(QPoint(width() - menu->sizeHint().width(), height() + 4)));
}

} // namespace scrip
