// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/overview.h"
#include "core/ports/administration.h"
#include "ui/widgets/panel.h"

namespace scrip {

class HelpLink;
class Label;
class Pill;

/// Whether the books are sound: the doctor's checks when they were run in this window, how far the audit is sealed,
/// when maintenance ran. The light says no more than is known. Owned by the page.
class BooksPanel : public Panel
{
    Q_OBJECT
public:
    explicit BooksPanel(QWidget *parent = nullptr);

    /// `barred`: why the seals are not told.
    void setOverview(const Overview &overview, const QTimeZone &zone, const QString &barred);
    void setChecking();
    void setDiagnosis(const Diagnosis &diagnosis, const QDateTime &at, const QTimeZone &zone);
    void setCheckFailed(const QString &sentence, const QString &refusal);
    [[nodiscard]] QString lightText() const;
    [[nodiscard]] QString integrityText() const;
    [[nodiscard]] QString sealText() const;
    [[nodiscard]] HelpLink *helpLink() const { return m_help; }

Q_SIGNALS:
    /// To verifying the audit.
    void verifyRequested();

private:
    Label *addFact(const QString &name);
    HelpLink *addHelp();
    void showLight();

    Pill *m_light;
    Label *m_integrity;
    HelpLink *m_help; ///< Why nothing was checked.
    Label *m_maintenance;
    Label *m_risk;
    Label *m_seals;
    class QPushButton *m_verify;
    std::optional<Diagnosis> m_diagnosis;
    bool m_checking = false;
    bool m_late = false;
};

} // namespace scrip
