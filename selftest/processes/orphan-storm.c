// carrel-expect: ok
// carrel-stdout: held
// carrel-with: held.h
// carrel-limits: cpu=5s wall=10s processes=64
// carrel-why: an init that does not reap orphans lets dead processes fill the limit of a program that did nothing wrong.
#include "held.h"

int main(void) {
    for (int i = 0; i < 500; i++) {
        pid_t child;
        for (int tries = 0; (child = fork()) < 0; tries++) {
            if (tries > 300) breach("after %d orphans no process can be made", i);
            doze(10);
        }
        if (child == 0) {
            fork();
            _exit(0);
        }
        waitpid(child, NULL, 0);
    }
    return held();
}
