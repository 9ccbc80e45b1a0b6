// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/settings_page.h"

#include "ui/settings/shown_zone.h"
#include "ui/shell/key_cap.h"
#include "ui/theme/theme_controller.h"
#include "ui/theme/type_scale.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

#include <QAction>
#include <QDateTime>
#include <QGridLayout>
#include <QLocale>
#include <QScrollArea>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace scrip {

namespace {

constexpr int columnWidth = 640;
constexpr std::array modes{ThemeMode::System, ThemeMode::Light, ThemeMode::Dark};
constexpr std::array zones{ShownZone::Theirs, ShownZone::Computer, ShownZone::Utc};

template <typename T, size_t n> int placeOf(const std::array<T, n> &all, T one)
{
    for (size_t i = 0; i < n; ++i) {
        if (all.at(i) == one)
            return static_cast<int>(i);
    }
    return 0;
}

Label *hintBelow(QBoxLayout *section, const QString &text)
{
    Label *hint = Label::muted(text, Type::Caption);
    hint->setWordWrap(true);
    section->addWidget(hint);
    return hint;
}

} // namespace

SettingsPage::SettingsPage(ThemeController &theme, Actions actions, QWidget *parent)
    : WindowPage(tr("Settings"), parent)
    , m_controller(theme)
    , m_actions(std::move(actions))
{
    setSubtitle(tr("For you on this computer; in force at once"));
    setHeaderLine(true);
    auto *inside = new QWidget;
    setPageGround(inside);
    inside->setMaximumWidth(columnWidth + space::pageLeft + space::pageRight);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(space::pageLeft, space::two, space::pageRight, space::three);
    column->setSpacing(space::three);
    buildAppearance(column);
    buildTimes(column);
    buildLanguage(column);
    buildShortcuts(column);
    column->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    scroll->setAccessibleName(tr("Settings"));
    setPageGround(scroll->viewport());
    body()->addWidget(scroll, 1);
}

QBoxLayout *SettingsPage::addSection(QVBoxLayout *column, const QString &title)
{
    auto *section = new QVBoxLayout;
    section->setSpacing(space::one);
    section->addWidget(new Label(title, Type::Section));
    column->addLayout(section);
    return section;
}

void SettingsPage::buildAppearance(QVBoxLayout *column)
{
    QBoxLayout *section = addSection(column, tr("Appearance"));
    m_theme = new Segments({tr("As the system"), tr("Light"), tr("Dark")});
    m_theme->setAccessibleName(tr("Appearance"));
    m_theme->setCurrent(placeOf(modes, m_controller.mode()));
    section->addWidget(m_theme);
    connect(m_theme, &Segments::currentChanged, &m_controller,
            [this](int index) { m_controller.setMode(modes.at(static_cast<size_t>(index))); });
    connect(&m_controller, &ThemeController::modeChanged, m_theme,
            [this](ThemeMode mode) { m_theme->setCurrent(placeOf(modes, mode)); });
}

void SettingsPage::buildTimes(QVBoxLayout *column)
{
    QBoxLayout *section = addSection(column, tr("Times"));
    m_zone = new Segments({tr("The event's or the database's zone"), tr("This computer's"), tr("UTC")});
    m_zone->setAccessibleName(tr("Zone of times"));
    m_zone->setCurrent(placeOf(zones, shownZone()));
    section->addWidget(m_zone);
    m_zoneHint = hintBelow(section, {});
    connect(m_zone, &Segments::currentChanged, this, [this](int index) {
        setShownZone(zones.at(static_cast<size_t>(index)));
        showZone();
        Q_EMIT zoneChanged();
    });
    showZone();
}

void SettingsPage::showZone()
{
    const QString always =
        tr("The deadlines of an event are told in the event's own zone whatever is chosen here: that is "
           "what its visitors read.");
    if (shownZone() == ShownZone::Computer)
        m_zoneHint->setText(tr("Here it is %1, %2. %3")
                                .arg(QDateTime::currentDateTime().toString(u"HH:mm"_s),
                                     QString::fromUtf8(QTimeZone::systemTimeZoneId()), always));
    else
        m_zoneHint->setText(always);
}

void SettingsPage::buildLanguage(QVBoxLayout *column)
{
    QBoxLayout *section = addSection(column, tr("Language"));
    section->addWidget(new Label(tr("English")));
    hintBelow(section,
              tr("The only language that this version ships. Numbers and dates in files are the same everywhere."));
}

void SettingsPage::buildShortcuts(QVBoxLayout *column)
{
    m_listPlace = addSection(column, tr("Keyboard shortcuts"));
}

void SettingsPage::activate()
{
    m_zone->setCurrent(placeOf(zones, shownZone())); // another window may have chosen
    showZone();
    showShortcuts();
}

void SettingsPage::showShortcuts()
{
    delete m_list;
    m_shown.clear();
    m_list = new QWidget;
    auto *grid = new QGridLayout(m_list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(space::two);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    const QList<QAction *> actions = m_actions();
    for (const QAction *action : actions) {
        if (action->shortcut().isEmpty() || !action->isVisible())
            continue;
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        const QString line = QString(action->iconText() + u": "_s + keys);
        if (m_shown.contains(line))
            continue;
        m_shown << line;
        const int row = grid->rowCount();
        grid->addWidget(new Label(action->iconText()), row, 0);
        grid->addWidget(new KeyCap(keys, m_list), row, 1);
    }
    m_listPlace->addWidget(m_list);
}

QList<TourStop> SettingsPage::tourStops()
{
    return {{u"settings"_s, [](const std::function<void()> &ready) { ready(); }, {}}};
}

} // namespace scrip
