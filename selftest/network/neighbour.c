// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: loopback
// carrel-beside: network/neighbour-knocks.c
// carrel-limits: wall=10s
// carrel-why: a loopback shared by two slots is a network between strangers.
#include "held.h"
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

int main(void) {
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_port = htons(7777)};
    struct sockaddr_in6 any6 = {.sin6_family = AF_INET6, .sin6_port = htons(7778)};
    int one = 1, server = socket(AF_INET, SOCK_STREAM, 0), udp = socket(AF_INET, SOCK_DGRAM, 0), server6 = socket(AF_INET6, SOCK_STREAM, 0);
    setsockopt(server, SOL_SOCKET, SO_REUSEPORT, &one, sizeof one);
    if (bind(server, (struct sockaddr *)&any, sizeof any) < 0 || listen(server, 4) < 0) cannot("a server");
    if (bind(udp, (struct sockaddr *)&any, sizeof any) < 0) cannot("a UDP server");
    if (server6 >= 0 && bind(server6, (struct sockaddr *)&any6, sizeof any6) == 0) listen(server6, 4);
    held();
    fflush(stdout);
    struct pollfd knocks[] = {{server, POLLIN, 0}, {udp, POLLIN, 0}, {server6, POLLIN, 0}};
    if (poll(knocks, 3, 4000) > 0) breach("the neighbour came in");
    return 0;
}
