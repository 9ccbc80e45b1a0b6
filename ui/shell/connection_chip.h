// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_status.h"
#include "ui/theme/tokens.h"

#include <QAbstractButton>

namespace scrip {

/// Where the window is connected to: a dot, the kind, the name, on a tint. A click shows the particulars. Owned by
/// the top bar.
class ConnectionChip : public QAbstractButton
{
    Q_OBJECT
public:
    explicit ConnectionChip(QWidget *parent = nullptr);
    void setStatus(const ConnectionStatus &status);
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void reconnectRequested();
    void connectionsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showParticulars();
    [[nodiscard]] QString lead() const;
    [[nodiscard]] Tone tone() const;

    ConnectionStatus m_status;
};

} // namespace scrip
