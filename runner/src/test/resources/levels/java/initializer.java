public class Main {
    static int zero = 0;
    static int x = 1 / zero;
    public static void main(String[] args) { System.out.println("never"); }
}
