// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/events/fake_ports.h"
#include "ui/testing.h"

#include "ui/events/event_dialog.h"
#include "ui/events/exposure_panel.h"
#include "ui/events/version_conflict.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/inline_message.h"
#include "ui/widgets/label.h"
#include "ui/widgets/segments.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>

namespace scrip::testing {

using namespace Qt::StringLiterals;

/// The dialog of events over ports in memory, on a window of its own.
struct DialogBench
{
    FakeEventStore events;
    FakeMonitor monitor;
    QWidget window;
    EventDialog *dialog = nullptr; ///< Null once it is gone.
    std::optional<Event> saved;
    qint64 codes = -1;

    EventDialogParts parts()
    {
        return {events, monitor, [this] { return monitor.who.now; }};
    }
    void open(EventDialog *made);
    void openNew() { open(new EventDialog(parts(), &window)); }
    void openEdit(const Event &event) { open(new EventDialog(parts(), event, &window)); }
    [[nodiscard]] QLineEdit *edit(const QString &field) const;
    [[nodiscard]] FormField &form(const QString &field) const;
    [[nodiscard]] QString error(const QString &field) const { return form(field).error(); }
    void type(const QString &field, const QString &text);
    void fill();
    void submit() { QTest::mouseClick(dialog->submitButton(), Qt::LeftButton); }
    void retry();
};

inline void DialogBench::open(EventDialog *made)
{
    showOnScreen(&window, {1280, 800});
    dialog = made;
    QObject::connect(made, &QObject::destroyed, &window, [this] { dialog = nullptr; });
    QObject::connect(made, &EventDialog::saved, &window, [this](const Event &event, qint64 count) {
        saved = event;
        codes = count;
    });
    made->open();
    QVERIFY(QTest::qWaitForWindowExposed(made));
}

inline FormField &DialogBench::form(const QString &field) const
{
    FormField *found = dialog ? dialog->form()->formField(field) : nullptr;
    if (!found)
        qFatal("no field %s", qPrintable(field));
    return *found;
}

inline QLineEdit *DialogBench::edit(const QString &field) const
{
    QWidget *widget = form(field).field();
    auto *line = qobject_cast<QLineEdit *>(widget);
    return line ? line : widget->findChild<QLineEdit *>();
}

inline void DialogBench::type(const QString &field, const QString &text)
{
    QLineEdit *line = edit(field);
    line->setFocus();
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Delete);
    // Keys of a keyboard are ASCII; the rest comes as if pasted.
    if (std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 128; }))
        QTest::keyClicks(line, text);
    else
        line->insert(text);
}

inline void DialogBench::fill()
{
    type(u"name"_s, u"NEAR Builders Day Bangkok"_s);
    type(u"amount"_s, u"25"_s);
    type(u"max_claims"_s, u"2000"_s);
    type(u"time_zone"_s, u"Asia/Bangkok"_s);
    type(u"starts_at"_s, u"5 Dec 2026"_s);
    type(u"claim_deadline"_s, u"12 Dec 2026"_s);
    type(u"credit_expires_at"_s, u"28 Feb 2027"_s);
    type(u"claim_url"_s, u"https://claim.test/{code}"_s);
}

inline void DialogBench::retry()
{
    QTest::mouseClick(dialog->failureStrip()->findChild<QPushButton *>(), Qt::LeftButton);
}

} // namespace scrip::testing
