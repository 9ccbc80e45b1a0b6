// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>
#include <QStringList>

namespace scrip {

/// A line edit that holds tags as small tiles and one more being typed. Comma or Enter makes a tile, Backspace at the
/// beginning takes the last one back into the text, a click on a tile removes it. Owned by its parent.
class TagsField : public QLineEdit
{
    Q_OBJECT
public:
    explicit TagsField(QWidget *parent = nullptr);

    /// With what is being typed as the last one: nothing typed is lost.
    [[nodiscard]] QStringList tags() const;
    void setTags(const QStringList &tags);

Q_SIGNALS:
    void tagsChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    struct Tile
    {
        int tag = -1; ///< -1: the tile that says how many are not shown.
        QString text;
        QRect box;
    };

    /// Turns what is typed into tiles at its commas; the last part too when `all`.
    void take(bool all);
    void remove(int tag);
    void arrange();
    void told();

    QStringList m_tags;
    QList<Tile> m_tiles;
};

} // namespace scrip
