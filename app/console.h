// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/console_options.h"
#include "core/async.h"
#include "core/ports/sandbox_control.h"
#include "db/database.h"
#include "ui/shell/jobs.h"
#include "ui/shell/main_window.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/prompts.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace scrip {

/// The running console: window first, then the database, then the pages. Owned by main.
class Console : public QObject
{
    Q_OBJECT
public:
    Console(QApplication &application, ConsoleOptions options);
    ~Console() override;

    /// Shows the window, and connects once it was painted.
    void start();

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addPages(); ///< console_pages.cpp
    void connectWindow();
    void openTarget();
    void startSandbox();
    void openDatabase(const QString &target);
    void watchConnection();
    void onStateChanged(ConnectionState state);
    void showFirstPage();
    void startTour();
    void finishTour();

    ConsoleOptions m_options;
    ThemeController m_theme;
    Jobs m_jobs;
    std::unique_ptr<Prompts> m_prompts;
    std::unique_ptr<Database> m_database; ///< Outlives the window, whose pages work on its stores.
    std::unique_ptr<MainWindow> m_window;
    Latest<SandboxStatus> m_sandboxStart;
    QTimer m_unpainted;
    class Tour *m_tour = nullptr;
};

} // namespace scrip
