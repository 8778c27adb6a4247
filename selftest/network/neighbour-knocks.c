// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: loopback
// carrel-why: the other half of network/neighbour.c, run beside it in another slot: it must reach nobody.
#include "held.h"
#include <arpa/inet.h>
#include <sys/socket.h>

int main(void) {
    for (int port = 7777; port <= 7778; port++) {
        struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        struct sockaddr_in6 at6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port), .sin6_addr = IN6ADDR_LOOPBACK_INIT};
        int fd = socket(AF_INET, SOCK_STREAM, 0), fd6 = socket(AF_INET6, SOCK_STREAM, 0), udp = socket(AF_INET, SOCK_DGRAM, 0);
        if (fd < 0 || udp < 0) cannot("a socket");
        if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0) breach("the neighbour's port %d answers", port);
        if (fd6 >= 0 && connect(fd6, (struct sockaddr *)&at6, sizeof at6) == 0) breach("the neighbour's port %d answers over IPv6", port);
        sendto(udp, "knock", 5, 0, (struct sockaddr *)&at, sizeof at);
    }
    return held();
}
