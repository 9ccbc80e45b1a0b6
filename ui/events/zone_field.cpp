// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/events/zone_field.h"

#include "ui/theme/tokens.h"
#include "ui/theme/type_scale.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int offsetRoom = 44;

/// Paints the zone's offset at the right of its row, in `muted`.
class OffsetDelegate : public QStyledItemDelegate
{
public:
    OffsetDelegate(QObject *parent, const QDateTime &moment)
        : QStyledItemDelegate(parent)
        , m_moment(moment)
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const QTimeZone zone(index.data().toString().toUtf8());
        if (!zone.isValid())
            return;
        painter->save();
        painter->setFont(textFont(Type::Caption));
        painter->setPen(tokensOf(option.palette).muted);
        painter->drawText(option.rect.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter,
                          offsetText(zone.offsetFromUtc(m_moment)));
        painter->restore();
    }

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        return QStyledItemDelegate::sizeHint(option, index) + QSize(offsetRoom, 0);
    }

private:
    QDateTime m_moment;
};

QStringList zoneNames()
{
    QStringList names{u"UTC"_s};
    const auto ids = QTimeZone::availableTimeZoneIds();
    for (const QByteArray &id : ids) {
        // Legacy spellings such as "EST5EDT" or "Etc/GMT+3" mislead more than they help.
        if (id.contains('/') && !id.startsWith("Etc/") && !id.startsWith("SystemV/"))
            names << QString::fromUtf8(id);
    }
    return names;
}

} // namespace

QString offsetText(int seconds)
{
    const int minutes = std::abs(seconds) / 60;
    QString text = QString((seconds < 0 ? QChar(0x2212) : QChar(u'+')) % QString::number(minutes / 60));
    if (minutes % 60 != 0)
        text += u':' % QString::number(minutes % 60).rightJustified(2, u'0');
    return text;
}

/// The line edit of the combo: shows the offset behind the name.
class ZoneField::Edit : public QLineEdit
{
public:
    explicit Edit(QWidget *parent)
        : QLineEdit(parent)
    {
        setTextMargins(0, 0, offsetRoom - 8, 0);
    }

    void setOffset(const QString &offset)
    {
        m_offset = offset;
        update();
    }

protected:
    void paintEvent(QPaintEvent *event) override
    {
        QLineEdit::paintEvent(event);
        QPainter painter(this);
        painter.setFont(textFont(Type::Caption));
        painter.setPen(tokensOf(this).muted);
        painter.drawText(rect().adjusted(0, 0, -4, 0), Qt::AlignRight | Qt::AlignVCenter, m_offset);
    }

private:
    QString m_offset;
};

ZoneField::ZoneField(QWidget *parent)
    : QComboBox(parent)
    , m_edit(new Edit(this))
    , m_moment(QDateTime::currentDateTimeUtc())
{
    setEditable(true);
    setLineEdit(m_edit);
    m_edit->setAccessibleName(tr("Time zone"));
    setInsertPolicy(NoInsert);
    setMaxVisibleItems(12);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    addItems(zoneNames());
    auto *completer = new QCompleter(model(), this);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    setCompleter(completer);
    connect(this, &QComboBox::activated, m_edit, [this] { m_edit->setCursorPosition(0); });
    connect(this, &QComboBox::currentTextChanged, this, [this](const QString &name) {
        showOffset();
        Q_EMIT zoneChanged(name.trimmed());
    });
    setMoment(m_moment);
}

void ZoneField::setZone(const QString &name)
{
    const int known = findText(name);
    if (known >= 0)
        setCurrentIndex(known);
    else
        setEditText(name);
    // A name that is longer than the field begins with what tells it from others.
    m_edit->setCursorPosition(0);
    showOffset();
}

void ZoneField::setMoment(const QDateTime &moment)
{
    m_moment = moment;
    view()->itemDelegate()->deleteLater();
    view()->setItemDelegate(new OffsetDelegate(view(), moment));
    completer()->popup()->setItemDelegate(new OffsetDelegate(completer()->popup(), moment));
    showOffset();
}

void ZoneField::showOffset()
{
    const QTimeZone now(zone().toUtf8());
    m_edit->setOffset(now.isValid() && !zone().isEmpty() ? offsetText(now.offsetFromUtc(m_moment)) : QString());
}

} // namespace scrip
