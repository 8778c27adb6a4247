// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-network: none
// carrel-why: the sockets that an ordinary user of this machine gets, with the protocols that have a record: netlink, packet, vsock, crypto, radio.
#include "held.h"
#include <sys/socket.h>

int main(void) {
    static const struct {
        const char *name;
        int family, type, protocol;
    } sockets[] = {
        {"TCP", AF_INET, SOCK_STREAM, 6}, {"UDP", AF_INET, SOCK_DGRAM, 17}, {"ICMP", AF_INET, SOCK_DGRAM, 1}, {"raw IP", AF_INET, SOCK_RAW, 255},
        {"MPTCP", AF_INET, SOCK_STREAM, 262}, {"SCTP", AF_INET, SOCK_STREAM, 132}, {"TCP over IPv6", AF_INET6, SOCK_STREAM, 6},
        {"UDP over IPv6", AF_INET6, SOCK_DGRAM, 17}, {"ICMP over IPv6", AF_INET6, SOCK_DGRAM, 58}, {"routes by netlink", AF_NETLINK, SOCK_RAW, 0},
        {"socket diagnosis by netlink", AF_NETLINK, SOCK_RAW, 4}, {"netfilter by netlink", AF_NETLINK, SOCK_RAW, 12},
        {"audit by netlink", AF_NETLINK, SOCK_RAW, 9}, {"device events by netlink", AF_NETLINK, SOCK_DGRAM, 15},
        {"generic netlink", AF_NETLINK, SOCK_RAW, 16}, {"crypto by netlink", AF_NETLINK, SOCK_RAW, 21}, {"packets", AF_PACKET, SOCK_RAW, 0x0300},
        {"cooked packets", AF_PACKET, SOCK_DGRAM, 0}, {"keys", 15, SOCK_RAW, 2}, {"vsock", 40, SOCK_STREAM, 0}, {"vsock datagrams", 40, SOCK_DGRAM, 0},
        {"crypto", 38, SOCK_SEQPACKET, 0}, {"bluetooth", 31, SOCK_RAW, 1}, {"CAN", 29, SOCK_RAW, 1}, {"KCM", 41, SOCK_DGRAM, 0},
        {"TIPC", 30, SOCK_RDM, 0}, {"RDS", 21, SOCK_SEQPACKET, 0}, {"XDP", 44, SOCK_RAW, 0}, {"SMC", 43, SOCK_STREAM, 0}, {"QRTR", 42, SOCK_DGRAM, 0},
        {"MCTP", 45, SOCK_DGRAM, 0}, {"X.25", 9, SOCK_SEQPACKET, 0}, {"AppleTalk", 5, SOCK_DGRAM, 0}, {"NFC", 39, SOCK_SEQPACKET, 1},
    };
    for (size_t i = 0; i < sizeof sockets / sizeof sockets[0]; i++)
        refused(sockets[i].name, socket(sockets[i].family, sockets[i].type, sockets[i].protocol));
    return held();
}
