package dev.carrel.runner.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.StageName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python | MemoryError | memory-limit | The program needed more memory than it may use.",
                "python | _tkinter.TclError: no display name and no $DISPLAY environment variable | | Graphics are not supported here.",
                "python | ImportError: Cannot load backend 'TkAgg' which requires the 'tk' interactive framework | | Graphics are not",
                "python | ModuleNotFoundError: No module named 'nmupy' | | The module \"nmupy\" is not installed here.",
                "c | ==1==ERROR: out of memory | memory-limit | The program needed more memory than it may use.",
                "cpp | terminate called after throwing an instance of 'std::bad_alloc' | memory-limit | The program needed more memory",
                "cpp | terminate called after throwing an instance of 'std::out_of_range' | | An exception of type std::out_of_range was thrown",
                "java | Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space | memory-limit | The program needed more memory",
                "java | java.lang.OutOfMemoryError: unable to create native thread | process-limit | The program started more threads",
                "java | Exception in thread \"main\" java.awt.HeadlessException: | | Graphics are not supported here.",
                "bash | main.sh: line 3: ehco: command not found | | The command \"ehco\" is not known here.",
                "bash | main.sh: fork: retry: Resource temporarily unavailable | process-limit | The program started more processes",
            })
    void runtime_is_understood(String language, String stderr, String status, String sentence) throws Exception {
        Language known = CatalogueTest.shipped().named(language);
        Sign sign = known.sign(StageName.RUN, "first line\n" + stderr + "\nlast line\n")
                .orElseThrow();
        assertEquals(status, sign.status() == null ? null : sign.status().wire());
        assertTrue(sign.sentence(stderr).orElseThrow().startsWith(sentence), sign.message());
        assertEquals(sign, known.sign(StageName.TEST, stderr).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c | main.c:5:20: error: ‘totl’ undeclared | The program does not compile: ‘totl’ undeclared.",
                "java | Main.java:1: error: class Hello is public, should be declared in a file named Hello.java | The public class Hello must stand in a file named Hello.java.",
            })
    void compiler_is_understood(String language, String stderr, String sentence) throws Exception {
        Sign sign = CatalogueTest.shipped()
                .named(language)
                .sign(StageName.COMPILE, stderr)
                .orElseThrow();
        assertEquals(sentence, sign.sentence(stderr).orElseThrow());
    }

    @Test
    void text_without_a_sign_has_none() throws Exception {
        assertTrue(
                CatalogueTest.shipped().named("c").sign(StageName.RUN, "hello").isEmpty());
    }
}
