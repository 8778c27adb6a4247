// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: loopback
// carrel-after: network/port-plant.c
// carrel-why: a port that is still busy, or counters that still count, tell one run of the run before and break its server.
#include "held.h"
#include <arpa/inet.h>
#include <sys/socket.h>

int main(void) {
    static char table[65536];
    for (int port = 8000; port <= 8001; port++) {
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        int client = socket(AF_INET, SOCK_STREAM, 0), server = socket(AF_INET, SOCK_STREAM, 0);
        if (client < 0 || server < 0) cannot("a socket");
        if (connect(client, (struct sockaddr *)&at, sizeof at) == 0) breach("port %d is served from before", port);
        if (bind(server, (struct sockaddr *)&at, sizeof at) < 0) breach("port %d is taken from before: %s", port, strerror(errno));
        close(client);
        close(server);
    }
    if (slurp("/proc/self/net/tcp", table, sizeof table) > 0 && strstr(table, "0100007F:1F4") != NULL) breach("connections of before are listed: %s", table);
    if (slurp("/proc/self/net/snmp", table, sizeof table) > 0) {
        char *names = strstr(table, "Tcp: "), *values = names == NULL ? NULL : strstr(names + 1, "Tcp: ");
        long opened;
        if (values != NULL && sscanf(values, "Tcp: %*d %*d %*d %*d %ld", &opened) == 1 && opened > 2) breach("%ld connections were opened before us", opened);
    }
    return held();
}
