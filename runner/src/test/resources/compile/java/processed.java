import javax.annotation.processing.*;
public class Main extends AbstractProcessor {
    static { System.out.println("ran"); }
    public boolean process(java.util.Set<? extends javax.lang.model.element.TypeElement> a, RoundEnvironment r) { return false; }
    public static void main(String[] args) {}
}
