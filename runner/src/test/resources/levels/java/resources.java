import java.util.*;
public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(Main.class.getResource("Main.class") + " " + Main.class.getProtectionDomain().getCodeSource().getLocation());
        System.out.println(new String(Main.class.getResourceAsStream("/data/words.txt").readAllBytes()));
        System.out.println(Runtime.getRuntime().maxMemory() + " " + Runtime.getRuntime().availableProcessors());
        System.out.println(java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println(ServiceLoader.load(Runnable.class).findFirst());
    }
}
