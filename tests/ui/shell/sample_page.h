// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/filter_chips.h"
#include "ui/widgets/label.h"

#include <QAction>
#include <QBoxLayout>

namespace scrip::testing {

/// A page that notes what the window does with it.
class SamplePage : public WindowPage
{
    Q_OBJECT
public:
    SamplePage(const QString &name, QWidget *parent)
        : WindowPage(name, parent)
    {
        using namespace Qt::StringLiterals;
        setSubtitle(u"3 active · exposure $811,700.00"_s);
        edit = makeAction(this, u"&Edit…"_s, Glyph::Edit);
        addHeaderAction(edit);
        setReasonAgainst(edit, u"Choose an event first"_s);
        make = makeAction(this, u"&New…"_s, Glyph::Plus);
        addPrimaryAction(make);
        connect(make, &QAction::triggered, this, [this] { ++made; });
        auto *chips = new FilterChips;
        chips->setChoices({{u"all"_s, u"All"_s}, {u"active"_s, u"Active"_s}});
        body()->addWidget(chips);
        body()->addWidget(new Line(Qt::Horizontal));
        body()->addStretch();
    }

    void activate() override { ++activated; }
    void refresh() override { ++refreshed; }
    void focusFilter() override { ++filtered; }
    [[nodiscard]] QUrlQuery location() const override { return place; }
    void goTo(const QUrlQuery &where) override { place = where; }
    [[nodiscard]] QList<TourStop> tourStops() override { return stops; }

    void moveTo(const QString &event)
    {
        place = QUrlQuery();
        place.addQueryItem(QStringLiteral("event"), event);
        Q_EMIT locationChanged();
    }

    QAction *edit = nullptr;
    QAction *make = nullptr;
    QUrlQuery place;
    QList<TourStop> stops;
    int made = 0;
    int activated = 0;
    int refreshed = 0;
    int filtered = 0;
};

} // namespace scrip::testing
