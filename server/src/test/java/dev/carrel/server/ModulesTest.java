package dev.carrel.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
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

    /** What all of them stand on is the module's own package, which knows those before it in this list. */
    private static final List<String> PARTS_OF_ACCOUNTS = List.of(
            "oidc",
            "cognito",
            "webauthn",
            "",
            "credential",
            "person",
            "consent",
            "going",
            "entry",
            "school",
            "provider",
            "passkey",
            "signin",
            "admin",
            "door");

    @Test
    void parts_of_accounts_know_none_that_comes_after_them() {
        List<String> packages = PARTS_OF_ACCOUNTS.stream()
                .map(part -> "dev.carrel.server.account" + (part.isEmpty() ? "" : "." + part))
                .toList();
        classes()
                .that()
                .resideInAPackage("dev.carrel.server.account..")
                .should()
                .resideInAnyPackage(packages.toArray(String[]::new))
                .check(OURS);
        for (int i = 0; i < packages.size() - 1; i++) {
            String[] later = packages.subList(i + 1, packages.size()).toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(packages.get(i))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(later)
                    .check(OURS);
        }
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
