import java.util.*;
public class Main {
    interface A { default void run() {} }
    interface B { default void run() {} }
    static class C implements A, B {}
    static <T extends Comparable<T>> T largest(List<? super T> all) { return all.get(0); }
    public static void main(String[] args) {
        final int x = 1;
        x = 2;
        Map<String, List<Integer>> m = Map.of("a", List.of("b"));
        switch (args.length) { case 0 -> 1; }
        throw new Exception("unreported");
    }
}
