// SPDX-License-Identifier: GPL-3.0-or-later
#include "db/cluster_files.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace scrip {

QByteArray clusterSettings(const QString &socketDir, bool durable, int major)
{
    QString quoted = socketDir;
    quoted.replace(u'\'', u"''"_s);
    QByteArray settings = "# Written anew at each start; ALTER SYSTEM goes before it.\n"
                          "listen_addresses = ''\n"
                          "port = 5432\n"
                          "unix_socket_directories = '" +
                          quoted.toUtf8() +
                          "'\n"
                          "unix_socket_permissions = 0777\n"
                          "password_encryption = 'scram-sha-256'\n"
                          "max_connections = 250\n"
                          "timezone = 'UTC'\n"
                          "log_timezone = 'UTC'\n"
                          "log_parameter_max_length = 0\n"
                          "log_parameter_max_length_on_error = 0\n"
                          "wal_level = minimal\n"
                          "max_wal_senders = 0\n"
                          "max_wal_size = '512MB'\n"
                          "jit = off\n";
    if (!durable)
        // What is committed still survives the death of the server, though not that of the computer.
        settings += "fsync = off\nfull_page_writes = off\n";
    else if (major >= 14)
        // After a crash the server would sync each of its thousand files by itself, which takes seconds.
        settings += "recovery_init_sync_method = syncfs\n";
    return settings;
}

QByteArray clusterLogins(const QString &superuser)
{
    return "# TYPE  DATABASE  USER  METHOD\n"
           "local   all       \"" +
           superuser.toUtf8() +
           "\"  peer map=scrip\n"
           "local   all       all  scram-sha-256\n";
}

QByteArray clusterUserMap(const QString &superuser, const QString &owner)
{
    const QByteArray role = superuser.toUtf8();
    QByteArray map = "scrip  root  " + role + '\n';
    if (owner != "root"_L1)
        map += "scrip  \"" + owner.toLocal8Bit() + "\"  " + role + '\n';
    return map;
}

QString conninfoValue(const QString &value)
{
    const auto plain = [](QChar c) { return c.isLetterOrNumber() || u"/._-+:@"_s.contains(c); };
    if (!value.isEmpty() && std::all_of(value.cbegin(), value.cend(), plain))
        return value;
    QString quoted = value;
    quoted.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s);
    return u'\'' + quoted + u'\'';
}

} // namespace scrip
