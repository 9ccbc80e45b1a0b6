// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/connection_profile.h"

#include <QHash>
#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace scrip {

class FormField;
class Segments;

/// A connection as it stands in the form. The password is kept in the form alone, until the keyring has it.
struct ConnectionDraft
{
    ConnectionProfile profile;
    QString password;
    bool keepPassword = true; ///< In the keyring.
};

/// The fields of a connection. Judges nothing: whoever shows it says what is wrong at which field. Owned by its
/// dialog.
class ConnectionForm : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionForm(const QStringList &services, QWidget *parent = nullptr);

    void setDraft(const ConnectionDraft &draft);
    [[nodiscard]] ConnectionDraft draft() const;
    void setCaFile(const QString &path);

    /// By the names of validate(); what is not named is fine.
    void showErrors(const QHash<QString, QString> &errors);
    /// Null for a field that is not here.
    [[nodiscard]] FormField *form(const QString &field) const;
    [[nodiscard]] QLineEdit *line(const QString &field) const;
    [[nodiscard]] Segments *safety() const { return m_safety; }
    [[nodiscard]] QComboBox *sslMode() const { return m_sslMode; }
    [[nodiscard]] QCheckBox *keepPassword() const { return m_keep; }
    [[nodiscard]] QPushButton *browse() const { return m_browse; }

Q_SIGNALS:
    void edited(const QString &field);

private:
    QLineEdit *addLine(QBoxLayout *row, const QString &field, const QString &hint = {}, int stretch = 1);
    void buildWho(QBoxLayout *column);
    void buildWhere(QBoxLayout *column);
    void buildLogin(QBoxLayout *column);
    void buildSafeWay(QBoxLayout *column);
    void buildWay(QBoxLayout *column, const QStringList &services);
    void showHints();

    QHash<QString, FormField *> m_forms;
    QList<std::pair<QString, QLineEdit *>> m_lines;
    Segments *m_safety = nullptr;
    QComboBox *m_sslMode = nullptr;
    QComboBox *m_service = nullptr;
    QCheckBox *m_keep = nullptr;
    QPushButton *m_browse = nullptr;
    QString m_keyringEntry;
};

} // namespace scrip
