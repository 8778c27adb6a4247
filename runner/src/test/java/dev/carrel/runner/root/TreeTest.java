package dev.carrel.runner.root;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeTest {
    @Test
    void setuid_bit_and_write_for_others_do_not_survive(@TempDir Path tree) throws IOException {
        Path program = Files.writeString(tree.resolve("su"), "x");
        Files.setAttribute(program, "unix:mode", 04777);
        Path secret = Files.writeString(tree.resolve("shadow"), "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));

        Tree.readable(tree);

        assertEquals(0100755, Files.getAttribute(program, "unix:mode"));
        assertEquals(0100644, Files.getAttribute(secret, "unix:mode"));
    }

    @Test
    void link_is_never_followed(@TempDir Path tree, @TempDir Path outside) throws IOException {
        Path kept = Files.writeString(outside.resolve("kept"), "x");
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rw-------"));
        Path root = Files.createDirectory(tree.resolve("root"));
        Files.createSymbolicLink(root.resolve("folder"), outside);
        Files.createSymbolicLink(root.resolve("file"), kept);

        Tree.readable(root);
        Tree.delete(root);

        assertFalse(Files.exists(root));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)));
    }

    @Test
    void pattern_deletes_what_it_names_and_no_more(@TempDir Path tree) throws IOException {
        for (String file : List.of(
                "usr/share/doc/bash/copyright", "usr/share/doc/bash/NEWS", "usr/share/man/a/b", "usr/bin/man")) {
            Files.createDirectories(tree.resolve(file).getParent());
            Files.writeString(tree.resolve(file), "x");
        }

        Tree.delete(tree, List.of("usr/share/man", "usr/share/doc/*/{[!c],c[!o]}*"));

        assertTrue(Files.exists(tree.resolve("usr/share/doc/bash/copyright")));
        assertFalse(Files.exists(tree.resolve("usr/share/doc/bash/NEWS")));
        assertFalse(Files.exists(tree.resolve("usr/share/man")));
        assertTrue(Files.exists(tree.resolve("usr/bin/man")));
    }
}
