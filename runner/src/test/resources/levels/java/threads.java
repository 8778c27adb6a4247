import java.util.*;
import java.util.concurrent.*;
public class Main {
    public static void main(String[] args) throws Exception {
        Thread.getAllStackTraces().keySet().stream().map(Thread::getName).sorted().forEach(System.out::println);
        var executor = Executors.newFixedThreadPool(4);
        System.out.println(executor.invokeAll(Collections.nCopies(8, () -> 2)).size());
        executor.shutdown();
        var timer = Executors.newSingleThreadScheduledExecutor();
        long from = System.nanoTime();
        timer.schedule(() -> {}, 50, TimeUnit.MILLISECONDS).get();
        timer.shutdown();
        System.out.println(System.nanoTime() - from >= 50_000_000L);
    }
}
