// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/connections_model.h"
#include "ui/connections/staged_test.h"
#include "ui/shell/page.h"

#include <QPointer>

namespace scrip {

class ConnectionDialog;
class InlineMessage;
class Label;
class Panel;
class Pill;
class StageList;
class TableCommands;
class TableView;

/// The databases one can connect to: the sandbox, saved connections with their safety level, and services of libpq.
/// Adds, edits, duplicates, removes and tests them, and asks the application to connect. Outlives the connection.
class ConnectionsPage : public WindowPage
{
    Q_OBJECT
public:
    explicit ConnectionsPage(const ConnectionPorts &ports, QWidget *parent = nullptr);
    ~ConnectionsPage() override;

    void activate() override;
    void refresh() override;
    [[nodiscard]] QList<TourStop> tourStops() override;

    /// Which one the window is connected to: a name; empty: the sandbox; null: one that has no name here.
    void setCurrent(const std::optional<QString> &target);

    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] ConnectionsModel &model() { return *m_model; }
    [[nodiscard]] StageList *stages() const { return m_stages; }
    [[nodiscard]] ConnectionDialog *dialog() const;
    void select(const QString &target);

    QAction *add;
    QAction *connectTo;
    QAction *test;
    QAction *edit;
    QAction *duplicate;
    QAction *remove;

Q_SIGNALS:
    /// A name for --db; empty: the sandbox.
    void connectRequested(const QString &target);
    void tested();

private:
    void buildActions();
    void buildTable();
    void buildDetail();
    [[nodiscard]] const KnownConnection *chosen() const;
    void showSelection();
    void showVerdict(Tone tone, const QString &text);
    void startTest();
    void openDialog(const ConnectionProfile &profile, const QString &replacing);
    void duplicateChosen();
    void askRemove();
    void removeNow(const ConnectionProfile &profile);

    ConnectionPorts m_ports;
    ConnectionsModel *m_model;
    StagedTest *m_trial;
    TableView *m_table = nullptr;
    TableCommands *m_commands = nullptr;
    InlineMessage *m_failure = nullptr;
    Panel *m_detail = nullptr;
    Pill *m_pill = nullptr;
    Label *m_verdict = nullptr;
    StageList *m_stages = nullptr;
    QPointer<QWidget> m_dialog;
};

} // namespace scrip
