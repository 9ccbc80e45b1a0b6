// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/overview/matter_row.h"

#include <QTimer>
#include <QUrlQuery>
#include <QWidget>

class QVBoxLayout;

namespace scrip {

class Label;

/// A row and where it leads: a page and a place there.
struct MatterEntry
{
    Matter matter;
    QString page;
    QUrlQuery place;
};

/// A titled list of rows. Shows placeholders until it is filled, and a sentence where there is nothing. Rows are kept
/// when they are filled anew, so that the focus stays where it is. Owned by the page.
class MatterList : public QWidget
{
    Q_OBJECT
public:
    MatterList(const QString &title, const QString &nothing, QWidget *parent = nullptr);

    void setEntries(const QList<MatterEntry> &entries, const QString &caption);
    /// This login is not told, and why; said below the rows.
    void setRemark(const QString &remark);
    [[nodiscard]] QList<MatterRow *> rows() const { return m_rows; }
    [[nodiscard]] QString caption() const;
    [[nodiscard]] QString nothing() const;

Q_SIGNALS:
    void openRequested(const QString &pageId, const QUrlQuery &place);

private:
    Label *m_caption;
    Label *m_nothing;
    Label *m_remark;
    QWidget *m_skeleton; ///< Until it is filled for the first time.
    QTimer m_patience;
    QString m_sentence;
    QVBoxLayout *m_column;
    QList<MatterEntry> m_entries;
    QList<MatterRow *> m_rows;
};

} // namespace scrip
