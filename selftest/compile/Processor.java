// carrel-expect: ok
// carrel-stdout: held
// carrel-version: 17
// carrel-why: javac 17 runs annotation processors that it finds on its path unless it is told not to; one in the program must stay a class.
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.element.TypeElement;

@SupportedAnnotationTypes("*")
public class Processor extends AbstractProcessor {
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        throw new IllegalStateException("breach: a processor of the program ran in the compiler");
    }

    @Deprecated
    public static void main(String[] args) {
        boolean compiled = Files.exists(Path.of("Processor.class")) && !Files.exists(Path.of("META-INF"));
        System.out.println(compiled ? "held" : "breach: what the compiler left is not what it should");
    }
}
