// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: loopback
// carrel-limits: wall=8s
// carrel-why: a loopback that knows one more route reaches the metadata service, the database or the world.
#include "held.h"
#include <arpa/inet.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

static void no_way_to(const char *text, int port, int type) {
    struct sockaddr_in four = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    struct sockaddr_in6 six = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)port)};
    int is_four = inet_pton(AF_INET, text, &four.sin_addr) == 1;
    if (!is_four && inet_pton(AF_INET6, text, &six.sin6_addr) != 1) cannot(text);
    int fd = socket(is_four ? AF_INET : AF_INET6, type | SOCK_NONBLOCK, 0);
    if (fd < 0) {
        if (is_four) cannot("a socket for the loopback");
        return;
    }
    int answer = is_four ? connect(fd, (struct sockaddr *)&four, sizeof four) : connect(fd, (struct sockaddr *)&six, sizeof six);
    if (answer == 0 || errno == EINPROGRESS) breach("there is a way to %s, port %d", text, port);
    close(fd);
}

int main(void) {
    static const char *addresses[] = {"169.254.169.254", "169.254.170.2", "100.100.100.200", "10.0.0.1", "172.17.0.1", "192.168.0.1", "192.168.122.1",
        "8.8.8.8", "1.1.1.1", "224.0.0.1", "255.255.255.255", "fd00:ec2::254", "fe80::1", "2606:4700:4700::1111", "::ffff:10.0.0.1"};
    static const int ports[] = {22, 25, 53, 80, 443, 2375, 2376, 3306, 5432, 6379, 8080, 9090, 10250};
    for (size_t i = 0; i < sizeof addresses / sizeof addresses[0]; i++) {
        no_way_to(addresses[i], 80, SOCK_STREAM);
        no_way_to(addresses[i], 53, SOCK_DGRAM);
    }
    for (size_t i = 0; i < sizeof ports / sizeof ports[0]; i++) {
        struct sockaddr_in own = {.sin_family = AF_INET, .sin_port = htons((uint16_t)ports[i]), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
        int fd = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(fd, (struct sockaddr *)&own, sizeof own) == 0) breach("somebody serves port %d of the loopback", ports[i]);
        close(fd);
    }
    int fd = socket(AF_INET, SOCK_DGRAM, 0);
    char room[4096];
    struct ifconf all = {.ifc_len = sizeof room, .ifc_buf = room};
    if (ioctl(fd, SIOCGIFCONF, &all) == 0)
        for (struct ifreq *one = all.ifc_req; (char *)one < room + all.ifc_len; one++)
            if (strcmp(one->ifr_name, "lo") != 0) breach("the interface %s is here", one->ifr_name);
    struct ifreq change;
    memset(&change, 0, sizeof change);
    memcpy(change.ifr_name, "lo", 3);
    change.ifr_flags = IFF_UP | IFF_PROMISC;
    refused("a change of the loopback", ioctl(fd, SIOCSIFFLAGS, &change));
    change.ifr_mtu = 1500;
    refused("a new size for packets", ioctl(fd, SIOCSIFMTU, &change));
    refused("packets", socket(AF_PACKET, SOCK_RAW, 0x0300));
    refused("netlink to change routes or read sockets", socket(AF_NETLINK, SOCK_RAW, 4));
    refused("raw IP", socket(AF_INET, SOCK_RAW, 255));
    refused("raw IPv6", socket(AF_INET6, SOCK_RAW, 255));
    refused("vsock", socket(40, SOCK_STREAM, 0));
    refused("crypto", socket(38, SOCK_SEQPACKET, 0));
    return held();
}
