// carrel-expect: ok
// carrel-stdout: planted
// carrel-with: held.h
// carrel-network: loopback
// carrel-why: the planting half of network/port.c.
#include "held.h"
#include <arpa/inet.h>
#include <sys/socket.h>

/* Port 8000 keeps a connection in TIME_WAIT, port 8001 a listener in a process that outlives us. */
int main(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(8000), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int server = socket(AF_INET, SOCK_STREAM, 0), client = socket(AF_INET, SOCK_STREAM, 0);
    if (bind(server, (struct sockaddr *)&at, sizeof at) < 0 || listen(server, 4) < 0) cannot("a server");
    if (connect(client, (struct sockaddr *)&at, sizeof at) < 0) cannot("a client");
    int accepted = accept(server, NULL, NULL);
    if (accepted < 0) cannot("a connection");
    close(accepted);
    doze(20);
    close(client);
    if (fork() == 0) {
        setsid();
        at.sin_port = htons(8001);
        int left = socket(AF_INET, SOCK_STREAM, 0);
        if (bind(left, (struct sockaddr *)&at, sizeof at) == 0 && listen(left, 4) == 0) for (;;) pause();
        _exit(1);
    }
    doze(100);
    puts("planted");
    return 0;
}
