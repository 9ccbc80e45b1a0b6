// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/audit_log_model.h"
#include "models/fake_audit.h"
#include "ui/audit/audit_page.h"
#include "ui/audit/verify_audit_dialog.h"
#include "ui/codes/fake_connection.h"
#include "ui/shell/jobs.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/prompts.h"

#include <QAction>
#include <QApplication>

#include <memory>

namespace scrip::testing {

/// The page over an audit in memory: 30 rows, a minute apart.
struct AuditFixture
{
    FakeAudit audit;
    FakeConnection connection;
    Jobs jobs;
    ScriptedPrompts prompts;
    std::unique_ptr<AuditPage> page;

    AuditFixture()
    {
        for (int id = 1; id <= 30; ++id)
            audit.entries.append(sampleAudit(id * id));
        AuditEntry grant = sampleAudit(5);
        grant.login = QStringLiteral("ines.okafor");
        grant.action = QStringLiteral("void_grant");
        grant.objectKind = QStringLiteral("grant");
        grant.objectId = sampleId<GrantId>(701).toText();
        grant.before = QJsonValue::Null;
        grant.after = QJsonObject{{QStringLiteral("forfeited"), QStringLiteral("15.62")},
                                  {QStringLiteral("consumed"), QStringLiteral("9.37")}};
        audit.entries.insert(2, grant);
        audit.anchor = {12,
                        QString(64, QLatin1Char('a')),
                        3000,
                        QStringLiteral("2026-11-21T06:30:00.123456+00:00"),
                        QStringLiteral("7"),
                        QStringLiteral("billing")};
        audit.verdict = {true, 3040, 12, 40, QJsonValue::Null};
    }

    [[nodiscard]] TablePorts ports() { return {connection, jobs, prompts}; }

    void show(const QSize &size = {1232, 700})
    {
        page = std::make_unique<AuditPage>(audit, ports(), nullptr);
        page->resize(size);
        page->show();
        page->activateWindow();
        page->activate();
    }
    [[nodiscard]] bool isLoaded() const { return page->model()->isLoaded() && !page->model()->isLoading(); }
    [[nodiscard]] QAbstractButton *chip(const QString &text) const
    {
        const auto chips = page->filterBar()->findChildren<Chip *>();
        for (Chip *one : chips) {
            if (one->text() == text && one->isVisible())
                return one;
        }
        return nullptr;
    }
    [[nodiscard]] VerifyAuditDialog *openVerify() const
    {
        page->verifyAction()->trigger();
        return qobject_cast<VerifyAuditDialog *>(QApplication::activeModalWidget());
    }
};

} // namespace scrip::testing
