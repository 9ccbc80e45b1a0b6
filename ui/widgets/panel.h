// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSplitter>
#include <QWidget>

class QBoxLayout;

namespace scrip {

/// A splitter whose panes meet at a 1-px line with a short grip in the middle; keeps its sizes under a name.
class Splitter : public QSplitter
{
    Q_OBJECT
public:
    explicit Splitter(Qt::Orientation orientation, QWidget *parent = nullptr);
    /// Restores the sizes kept under this name, and keeps them from now on. Call after the panes were added.
    void keepSizes(const QString &name);

protected:
    QSplitterHandle *createHandle() override;
};

/// A pane on `base` with a 44-px head: section title, muted caption, and controls at the right. Owned by its parent.
class Panel : public QWidget
{
    Q_OBJECT
public:
    explicit Panel(const QString &title, QWidget *parent = nullptr);
    void setTitle(const QString &title);
    void setCaption(const QString &caption);
    /// Right end of the head. Takes ownership.
    void addHeadWidget(QWidget *widget);
    /// Below the head; margins 16, spacing 8.
    [[nodiscard]] QBoxLayout *body() const { return m_body; }

private:
    class Label *m_title;
    class Label *m_caption;
    QBoxLayout *m_head;
    QBoxLayout *m_body;
};

} // namespace scrip
