// SPDX-License-Identifier: GPL-3.0-or-later
// scrip-sheets: the same command line with the libraries that draw and read sheets; scrip hands its calls over to it.
#include "app/cli_process.h"
#include "cli/sheet_studio.h"

#include <QGuiApplication>

int main(int argc, char **argv)
{
    scrip::prepareCommandLine();
    // A shell may have no display, and no window is ever shown.
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    scrip::cli::SheetStudio sheets;
    const QGuiApplication application(argc, argv);
    return scrip::runCommandLine(argc, argv, sheets);
}
