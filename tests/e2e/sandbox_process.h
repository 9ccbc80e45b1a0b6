// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <memory>

namespace scrip {

/// What one run of the program did.
struct ProgramCall
{
    int status = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject object() const;
    [[nodiscard]] QString errorName() const;
    /// Everything, for a failed comparison.
    [[nodiscard]] QByteArray told() const { return out + err; }
};

/// The program `scrip` and a sandbox of its own, in a private folder that goes with it.
class SandboxProcess
{
public:
    SandboxProcess();
    ~SandboxProcess();
    Q_DISABLE_COPY_MOVE(SandboxProcess)

    /// Runs the program to its end; `more` is added to its environment.
    ProgramCall call(const QStringList &arguments, const QStringList &more = {}, const QByteArray &input = {}) const;
    /// Words are split at blanks.
    ProgramCall call(const char *words) const;
    /// A run that goes on beside the test.
    [[nodiscard]] std::unique_ptr<QProcess> begin(const QStringList &arguments) const;
    /// The same through a shell, where "$scrip" is the program.
    ProgramCall shell(const QString &script) const;
    /// Runs SQL as the sandbox's superuser; empty when it worked, else what the server said.
    QByteArray sql(const QString &statement) const;
    /// Runs SQL as whoever the connection string names, with the password "secret"; out is the rows, bare.
    ProgramCall psql(const QString &dsn, const QString &statements) const;

    ProgramCall start() const;
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString dsn() const { return m_dsn; }
    /// The sandbox's superuser.
    [[nodiscard]] QString login() const;
    /// The connection of another login, to another database of the same server where one is named.
    [[nodiscard]] QString dsnOf(const QString &login, const QString &database = {}) const;

private:
    [[nodiscard]] QProcessEnvironment environment(const QStringList &more) const;
    static ProgramCall finish(QProcess &process, const QByteArray &input);

    QTemporaryDir m_dir;
    QString m_program;
    mutable QString m_dsn;
};

} // namespace scrip
