// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sheets/label_source.h"
#include "sheets/qr_fit.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>

#include <stop_token>

namespace scrip {

/// What a stock makes of the labels of one batch.
struct StockFit
{
    bool usable = true;
    QString reason;        ///< Why not: one sentence,
    QString refusal;       ///< and its name.
    bool textOnly = false; ///< Printed without a QR code.
    QrFit qr;
    double tightestText = 0; ///< Millimetres of the line with the least room left,
    double tightestRoom = 0; ///< and what it has.
    QStringList warnings;
};

/// By the id of the stock.
using StockFits = QHash<QString, StockFit>;

/// Judges one stock by a label of the run. Safe from any thread.
[[nodiscard]] StockFit fitOf(const SheetJob &job, const LabelContent &sample);

/// Judges every shipped stock for a run, on a thread of its own. Owned by the page; its end waits for the stock under
/// judgement.
class StockJudge : public QObject
{
    Q_OBJECT
public:
    explicit StockJudge(QObject *parent = nullptr);
    ~StockJudge() override;

    /// Judges anew; what is under way is given up.
    void ask(const SheetJob &job, const LabelContent &sample);

Q_SIGNALS:
    void judged(const scrip::StockFits &fits);

private:
    QThreadPool m_pool;
    std::stop_source m_stop;
};

} // namespace scrip
