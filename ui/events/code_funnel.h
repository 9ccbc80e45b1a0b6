// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/event.h"
#include "ui/theme/tokens.h"

#include <QWidget>

class QGridLayout;

namespace scrip {

class Bar;
class Label;

/// Where the codes of an event stand: minted, printed, handed over, claimed, as bars that narrow, and below them
/// those that are out of the way. Owned by the batches of the detail pane.
class CodeFunnel : public QWidget
{
    Q_OBJECT
public:
    explicit CodeFunnel(QWidget *parent = nullptr);

    /// `handedOver` is summed over the batches; nothing while these are not there.
    void setFigures(const Event &event, std::optional<qint64> handedOver);

private:
    struct Step
    {
        Bar *bar;
        Label *figure;
        Label *note;
    };
    Step addStep(QGridLayout *grid, const QString &name);
    void show(const Step &step, qint64 count, qint64 of, const QString &note, Tone tone = Tone::Accent) const;

    Step m_minted;
    Step m_printed;
    Step m_handedOver;
    Step m_claimed;
    Label *m_rest;
};

} // namespace scrip
