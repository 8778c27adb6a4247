package dev.carrel.runner;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows protocol ← sandbox ← runner, and what no class of ours does. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.carrel");

    @Test
    void every_module_is_seen() {
        for (String module : List.of("protocol", "sandbox", "runner")) {
            assertTrue(OURS.stream().anyMatch(c -> c.getPackageName().startsWith("dev.carrel." + module)), module);
        }
    }

    @Test
    void protocol_knows_no_other_module() {
        noClasses()
                .that()
                .resideInAPackage("dev.carrel.protocol..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.carrel.sandbox..", "dev.carrel.runner..")
                .check(OURS);
    }

    @Test
    void sandbox_knows_no_runner() {
        noClasses()
                .that()
                .resideInAPackage("dev.carrel.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.carrel.runner..")
                .check(OURS);
    }

    @Test
    void sandbox_knows_no_http_and_no_json() {
        noClasses()
                .that()
                .resideInAPackage("dev.carrel.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..", "tools.jackson..")
                .check(OURS);
    }

    @Test
    void nobody_uses_foreign_memory_or_functions() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.foreign..", "sun.misc..", "com.sun.jna..")
                .check(OURS);
    }

    @Test
    void nobody_declares_a_native_method() {
        methods().should().notHaveModifier(JavaModifier.NATIVE).check(OURS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"load", "loadLibrary"})
    void nobody_loads_a_native_library(String method) {
        noClasses()
                .should()
                .callMethod(System.class, method, String.class)
                .orShould()
                .callMethod(Runtime.class, method, String.class)
                .check(OURS);
    }

    @Test
    void packages_are_named_by_what_they_do() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..service..", "..dto..", "..manager..")
                .check(OURS);
    }
}
