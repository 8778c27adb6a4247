void main() {
    IO.println("Hello, world!");
}
