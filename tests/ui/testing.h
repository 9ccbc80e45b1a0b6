// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme_controller.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

namespace scrip::testing {

/// Keeps a test away from the settings of whoever runs it. Call before the first QSettings.
void useTestSettings();

/// The theme of the test, made at first use on the running application.
ThemeController &theme();

/// Labels below `root` that would interpret markup, by object and text; empty is good.
[[nodiscard]] QStringList markupLabels(const QWidget *root);

/// Fields and buttons below `root` that a screen reader could not name.
[[nodiscard]] QStringList namelessControls(const QWidget *root);

/// Writes a picture in both themes into the folder $SCRIP_GALLERY, if that is set.
void saveGallery(QWidget *widget, const QString &name);

/// A top-level widget with the colours of a page, shown and active.
void showOnScreen(QWidget *widget, const QSize &size);

} // namespace scrip::testing

/// main() of a test of the user interface.
#define SCRIP_UI_TEST_MAIN(Class)                                                                                    \
    int main(int argc, char **argv)                                                                                  \
    {                                                                                                                \
        QApplication application(argc, argv);                                                                        \
        scrip::testing::useTestSettings();                                                                           \
        scrip::testing::theme();                                                                                     \
        Class test;                                                                                                  \
        return QTest::qExec(&test, argc, argv);                                                                      \
    }
