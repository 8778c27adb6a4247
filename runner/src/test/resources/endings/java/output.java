public class Main {
    public static void main(String[] args) {
        while (true) {
            System.out.println("0123456789".repeat(100));
        }
    }
}
