import java.util.*;
public class Main {
    public static void main(String[] args) {
        Scanner in = new Scanner(System.in);
        System.out.println(in.nextLine() + in.hasNextLine() + System.console());
        in.nextLine();
    }
}
