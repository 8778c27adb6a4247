public class Main {
    public static void main(String[] args) {
        System.out.println(new shapes.Square(3).area());
    }
}
