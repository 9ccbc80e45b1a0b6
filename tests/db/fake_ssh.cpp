// SPDX-License-Identifier: GPL-3.0-or-later
// ssh as far as a tunnel needs it: notes what it was asked, and forwards the port of -L to the socket in
// $FAKE_SSH_SOCKET. What the destination begins with says how it goes: refused, silent, slow, or well.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace {

std::string environment(const char *name)
{
    const char *value = std::getenv(name);
    return value ? value : std::string();
}

void note(const std::vector<std::string> &arguments)
{
    std::FILE *file = std::fopen(environment("FAKE_SSH_LOG").c_str(), "a");
    if (!file)
        return;
    std::fprintf(file, "%ld", static_cast<long>(::getpid()));
    for (const std::string &one : arguments)
        std::fprintf(file, "\t%s", one.c_str());
    std::fprintf(file, "\n");
    std::fclose(file);
}

/// What follows `name` in the arguments.
std::string after(const std::vector<std::string> &arguments, const std::string &name)
{
    for (size_t i = 0; i + 1 < arguments.size(); ++i) {
        if (arguments[i] == name)
            return arguments[i + 1];
    }
    return {};
}

void pump(int client)
{
    const int server = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = environment("FAKE_SSH_SOCKET");
    std::memcpy(address.sun_path, path.c_str(), path.size());
    bool open = ::connect(server, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0; // NOLINT
    while (open) {
        pollfd both[]{{client, POLLIN, 0}, {server, POLLIN, 0}};
        ::poll(both, 2, -1);
        for (int side = 0; side < 2 && open; ++side) {
            if (both[side].revents == 0)
                continue;
            std::vector<char> bytes(65'536);
            const ssize_t got = ::recv(side == 0 ? client : server, bytes.data(), bytes.size(), 0);
            open = got > 0 &&
                   ::send(side == 0 ? server : client, bytes.data(), static_cast<size_t>(got), MSG_NOSIGNAL) == got;
        }
    }
    ::close(server);
    ::close(client);
}

int listenOn(int port)
{
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(static_cast<uint16_t>(port));
    const int yes = 1;
    ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const bool bound = ::bind(listener, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0; // NOLINT
    return bound && ::listen(listener, 16) == 0 ? listener : -1;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    note(arguments);
    std::string host = after(arguments, "--");
    host = host.substr(host.find('@') + 1);
    if (host.rfind("refused", 0) == 0) {
        std::fprintf(stderr, "Welcome to the gate.\r\nmara@%s: Permission denied (publickey).\r\n", host.c_str());
        return 255;
    }
    if (host.rfind("silent", 0) == 0)
        return 255;
    if (host.rfind("slow", 0) == 0) {
        ::pause();
        return 255;
    }
    // 127.0.0.1:PORT:HOST:PORT
    const std::string spec = after(arguments, "-L");
    const int listener = listenOn(std::atoi(spec.substr(spec.find(':') + 1).c_str()));
    if (listener < 0) {
        std::fprintf(stderr, "Could not request local forwarding.\n");
        return 255;
    }
    for (const std::string &one : arguments) {
        const std::string command = "LocalCommand=echo ";
        if (one.rfind(command, 0) == 0)
            std::printf("%s\n", one.substr(command.size()).c_str());
    }
    std::fflush(stdout);
    for (;;) {
        const int client = ::accept(listener, nullptr, nullptr);
        if (client >= 0)
            std::thread(pump, client).detach();
    }
}
