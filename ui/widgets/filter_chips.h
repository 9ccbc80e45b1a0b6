// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QWidget>

#include <optional>

class QBoxLayout;
class QButtonGroup;
class QMenu;

namespace scrip {

class Chip;

/// One choice of a chip row.
struct ChipSpec
{
    QString id;
    QString text;
};

/// A row of chips of which one is chosen ("All 10 | Active 3 | …"), then removable value chips ("Prefix NEAR ×") and
/// dashed chips that add a filter. Arrow keys walk. Owned by its page.
class FilterChips : public QWidget
{
    Q_OBJECT
public:
    explicit FilterChips(QWidget *parent = nullptr);

    /// Replaces the choices; the first one is chosen unless the chosen id survives.
    void setChoices(const QList<ChipSpec> &choices);
    /// Shows a count in the chip; nullopt removes it (not known yet). `estimated` writes ≈.
    void setCount(const QString &id, std::optional<qint64> count, bool estimated = false);
    [[nodiscard]] QString chosen() const { return m_chosen; }
    /// Chooses without the signal.
    void setChosen(const QString &id);

    /// Shows "name value ×"; an empty value removes the chip. Removing by click emits valueRemoved().
    void setValue(const QString &id, const QString &name, const QString &value);
    /// A dashed "+ text" chip. With a menu a click opens it, without one adderClicked() is emitted.
    void addAdder(const QString &id, const QString &text, QMenu *menu = nullptr);
    /// Hides the adder while its value is set, and the like.
    void setAdderVisible(const QString &id, bool visible);

    /// Right-hand side of the row: captions, columns button. Takes ownership.
    void addRight(QWidget *widget);

Q_SIGNALS:
    void chosenChanged(const QString &id);
    void valueRemoved(const QString &id);
    void adderClicked(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void choose(const QString &id, bool tell);

    QBoxLayout *m_choices;
    QBoxLayout *m_values;
    QBoxLayout *m_adders;
    QBoxLayout *m_right;
    QButtonGroup *m_group;
    QList<QString> m_order;
    QHash<QString, Chip *> m_choiceChips;
    QHash<QString, Chip *> m_valueChips;
    QHash<QString, Chip *> m_adderChips;
    QString m_chosen;
};

} // namespace scrip
