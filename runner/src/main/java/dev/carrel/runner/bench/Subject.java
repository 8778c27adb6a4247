package dev.carrel.runner.bench;

import dev.carrel.runner.bench.Bare.Call;
import java.util.List;

/**
 * A program whose cost is compared with that of the plain tool.
 *
 * @param bare how the plain tool is called
 * @param targets of the language's usual level, compiled anew
 */
record Subject(String name, Hello hello, Call bare, List<Target> targets) {
    private static final int MANY = 100;
    private static final int FEW = 6;

    private static final String GO = "export GOROOT=/usr/lib/go GOTOOLCHAIN=local GOPROXY=off GOTELEMETRY=off"
            + " CGO_ENABLED=0 GOCACHE=/tmp/cache GOFLAGS=-mod=mod";

    static final List<Subject> ALL = List.of(
            new Subject(
                    "Python hello",
                    Hello.PYTHON,
                    Call.of(MANY, "python3", "main.py"),
                    List.of(Target.cpuRatio(0.3), Target.p50Ratio(0.3), Target.rateRatio(3))),
            new Subject(
                    "JavaScript hello",
                    new Hello("javascript", "console.log('hello', ", ")"),
                    Call.of(FEW * 3, "node", "main.js"),
                    List.of()),
            new Subject(
                    "PHP hello",
                    new Hello("php", "<?php echo 'hello ', ", ", \"\\n\";"),
                    Call.of(MANY, "php", "main.php"),
                    List.of()),
            new Subject(
                    "Java hello",
                    new Hello(
                            "java",
                            "public class Main { public static void main(String[] args) { System.out.println(\"hello ",
                            "\"); } }"),
                    Call.shell(FEW, "javac Main.java && exec java Main"),
                    List.of(Target.p50Ratio(0.15), Target.p50(100))),
            new Subject(
                    "TypeScript hello",
                    new Hello("typescript", "const words: string = 'hello ", "'\nconsole.log(words)"),
                    Call.shell(FEW, "/usr/lib/typescript/lib/tsc main.ts && exec node main.js"),
                    List.of(Target.p50Ratio(0.25), Target.p50(150))),
            new Subject(
                    "C++ hello, bits/stdc++.h",
                    cpp("bits/stdc++.h"),
                    Call.shell(FEW, "g++ -std=gnu++23 -O2 -o a.out main.cpp && exec ./a.out"),
                    List.of(Target.cpuRatio(0.3))),
            new Subject(
                    "C++ hello, iostream",
                    cpp("iostream"),
                    Call.shell(FEW, "g++ -std=gnu++23 -O2 -o a.out main.cpp && exec ./a.out"),
                    List.of(Target.cpuRatio(0.4))),
            new Subject(
                    "C hello",
                    new Hello("c", "#include <stdio.h>\nint main(void) { puts(\"hello ", "\"); }"),
                    Call.shell(FEW * 3, "gcc -std=gnu17 -O2 -o a.out main.c && exec ./a.out"),
                    List.of()),
            // The go command finds the standard library compiled, as on a developer's machine, and the program changed.
            new Subject(
                    "Go hello",
                    new Hello("go", "package main\nimport \"fmt\"\nfunc main() { fmt.Println(\"hello\", ", ") }"),
                    new Call(
                            GO + "; go build -o a.out main.go",
                            List.of(
                                    "sh",
                                    "-c",
                                    GO + "; echo \"// $$\" >>main.go; go build -o a.out main.go && exec ./a.out"),
                            FEW),
                    List.of(Target.p50Ratio(0.5), Target.cpuRatio(0.5))),
            new Subject("Bash hello", Hello.BASH, Call.of(MANY, "bash", "main.sh"), List.of()));

    private static Hello cpp(String header) {
        return new Hello("cpp", "#include <" + header + ">\nint main() { std::cout << \"hello ", "\\n\"; }");
    }
}
