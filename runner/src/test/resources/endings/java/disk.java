import java.io.FileOutputStream;

public class Main {
    public static void main(String[] args) throws Exception {
        try (FileOutputStream big = new FileOutputStream("big")) {
            while (true) {
                big.write(new byte[1 << 16]);
            }
        }
    }
}
