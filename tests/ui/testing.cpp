// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/testing.h"

#include "ui/shell/window_picture.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>
#include <QStandardPaths>

namespace scrip::testing {

using namespace Qt::StringLiterals;

void useTestSettings()
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(u"scrip-test"_s);
    QCoreApplication::setApplicationName(u"scrip-test-%1"_s.arg(QCoreApplication::applicationPid()));
    QSettings().clear();
}

ThemeController &theme()
{
    static ThemeController *controller = new ThemeController(*qApp);
    return *controller;
}

QStringList markupLabels(const QWidget *root)
{
    QStringList found;
    const auto labels = root->findChildren<QLabel *>();
    for (const QLabel *label : labels) {
        if (label->textFormat() != Qt::PlainText)
            found.append(QString(label->objectName() % u": "_s % label->text()));
    }
    return found;
}

QStringList namelessControls(const QWidget *root)
{
    QStringList found;
    const auto widgets = root->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const bool field = qobject_cast<const QComboBox *>(widget) ||
                           (qobject_cast<const QLineEdit *>(widget) && !widget->objectName().startsWith(u"qt_"_s));
        // Qt's own parts (the clear button of a field, the arrows of a tab bar) are named by their owner.
        const bool ours = !qobject_cast<const QLineEdit *>(widget->parentWidget());
        const bool named = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        if ((button || field) && ours && !named && !widget->isHidden())
            found.append(QString::fromLatin1(widget->metaObject()->className()));
    }
    return found;
}

void saveGallery(QWidget *widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("SCRIP_GALLERY");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    for (const bool dark : {false, true}) {
        theme().setMode(dark ? ThemeMode::Dark : ThemeMode::Light);
        QCoreApplication::processEvents();
        pictureOf(widget).save(QDir(folder).filePath(name + (dark ? u"-dark.png"_s : u"-light.png"_s)));
    }
    theme().setMode(ThemeMode::Light);
}

void showOnScreen(QWidget *widget, const QSize &size)
{
    widget->setBackgroundRole(QPalette::Base);
    widget->setAutoFillBackground(true);
    widget->resize(size);
    widget->show();
    widget->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(widget));
}

} // namespace scrip::testing
