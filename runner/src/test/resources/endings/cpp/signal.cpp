int main(void) {
    volatile int *nowhere = nullptr;
    return *nowhere;
}
