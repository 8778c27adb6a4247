import java.utl.List;
public class Main {
    int size() { }
    public static void main(String[] args) {
        int total = "text";
        String é = 语;
        System.out.println(totl)
        for (;;) {}
    }
}
class Main {}
