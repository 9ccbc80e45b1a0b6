// SPDX-License-Identifier: GPL-3.0-or-later
// scrip: everything but drawing, which takes libraries that would make every call start three times slower.
#include "app/cli_process.h"
#include "app/sheet_handover.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    scrip::prepareCommandLine();
    scrip::SheetHandover sheets(argv);
    const QCoreApplication application(argc, argv);
    return scrip::runCommandLine(argc, argv, sheets);
}
