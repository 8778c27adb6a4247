import java.util.*;
public class Main {
    public static void main(String[] args) {
        System.out.println(Arrays.toString(args) + System.getProperty("sun.java.command") + ProcessHandle.current().pid());
        new TreeMap<>(System.getProperties()).forEach((k, v) -> System.out.println(k + "=" + v));
        new TreeMap<>(System.getenv()).forEach((k, v) -> System.out.println(k + "=" + v));
    }
}
