public class Main {
    static void inner() { throw new IllegalStateException("too far", new RuntimeException("because")); }
    public static void main(String[] args) { inner(); }
}
