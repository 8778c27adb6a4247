package dev.carrel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The arrows between modules, and what no class of the server does. */
class ModulesTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.carrel.server");

    @Test
    void modules_keep_to_their_arrows() {
        ApplicationModules.of("dev.carrel.server").verify();
    }

    @Test
    void packages_are_named_by_what_they_do() {
        noClasses()
                .should()
                .resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..impl..", "..service..", "..dto..", "..manager..")
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
}
