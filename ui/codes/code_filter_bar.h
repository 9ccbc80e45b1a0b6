// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/page_query.h"

#include <QWidget>

class QLineEdit;
class QMenu;

namespace scrip {

class FilterChips;
class FormField;

/// The filter row of the codes: states with their counts, then event, batch and prefix as chips. Knows names, asks
/// nothing. Owned by the page.
class CodeFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit CodeFilterBar(QWidget *parent = nullptr);

    [[nodiscard]] const CodeFilter &filter() const { return m_filter; }
    /// Shows a filter without telling.
    void setFilter(const CodeFilter &filter);
    /// What there is to choose from, and names for what was chosen.
    void setEvents(const QList<Event> &events);
    void setBatches(const QList<Batch> &batches);
    void setCount(CodeState state, std::optional<RowCount> count);
    [[nodiscard]] FilterChips *chips() const { return m_chips; }
    [[nodiscard]] QLineEdit *prefixField() const { return m_prefix; }
    [[nodiscard]] QMenu *eventMenu() const { return m_eventMenu; }
    [[nodiscard]] QMenu *batchMenu() const { return m_batchMenu; }
    /// Opens the field for the beginning of a code.
    void openPrefix();

Q_SIGNALS:
    void filterChanged(const scrip::CodeFilter &filter);

private:
    void buildMenus();
    void buildPrefix();
    void takePrefix();
    void fillEvents();
    void fillBatches();
    void change(const CodeFilter &filter);
    void onRemoved(const QString &id);
    void showValues();
    void showAll();

    CodeFilter m_filter;
    QList<Event> m_events;
    QList<Batch> m_batches;
    QHash<CodeState, std::optional<RowCount>> m_counts;
    FilterChips *m_chips;
    QMenu *m_eventMenu;
    QMenu *m_batchMenu;
    QMenu *m_prefixMenu;
    QLineEdit *m_prefix = nullptr;
    FormField *m_prefixForm = nullptr;
};

} // namespace scrip
