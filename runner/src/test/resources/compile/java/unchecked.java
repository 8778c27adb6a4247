import java.util.*;
public class Main {
    @Deprecated(forRemoval = true) static void old() {}
    static class Other { void use() { old(); new Date().getYear(); } }
    public static void main(String[] args) throws Exception {
        List all = new ArrayList();
        all.add(1);
        Thread.currentThread().stop();
        System.out.println(all);
    }
}
