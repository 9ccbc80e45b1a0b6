// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLineEdit;
class QPushButton;

namespace scrip {

class Label;

/// Something that is shown once, with a button that copies it. It is forgotten when the box goes; what was copied
/// stays in the clipboard, since it was copied to be handed on. Owned by its dialog.
class SecretBox : public QWidget
{
    Q_OBJECT
public:
    explicit SecretBox(QWidget *parent = nullptr);
    ~SecretBox() override;

    /// `name` says what it is ("API key"), `note` what to do with it.
    void showSecret(const QString &name, const QString &secret, const QString &note);
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    [[nodiscard]] QPushButton *copyButton() const { return m_copy; }

private:
    Label *m_name;
    QLineEdit *m_field;
    QPushButton *m_copy;
    Label *m_note;
};

} // namespace scrip
