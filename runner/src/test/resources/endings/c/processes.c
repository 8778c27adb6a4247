#include <unistd.h>

int main(void) {
    for (;;) {
        int child = fork();
        if (child < 0) return 1;
        if (child == 0) {
            sleep(60);
            return 0;
        }
    }
}
