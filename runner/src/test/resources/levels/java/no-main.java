class Main {
    int x;
}
