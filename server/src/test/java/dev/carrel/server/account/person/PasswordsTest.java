package dev.carrel.server.account.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.account.Email;
import dev.carrel.server.account.NewPassword;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final Email ADA = Email.of("ada.lovelace@example.org");

    private final Passwords passwords = new Passwords();

    @Test
    void password_is_right_by_itself_alone() {
        String kept = passwords.hash("correct horse");
        assertTrue(passwords.isRight("correct horse", Optional.of(kept)));
        assertFalse(passwords.isRight("correct horsf", Optional.of(kept)));
        assertFalse(passwords.isRight("correct horse", Optional.empty()));
    }

    @Test
    void what_is_kept_says_how_dear_it_was_and_never_twice_the_same() {
        String kept = passwords.hash("correct horse");
        assertTrue(kept.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), kept);
        assertNotEquals(kept, passwords.hash("correct horse"));
    }

    @Test
    void letters_that_look_the_same_are_the_same() {
        String kept = passwords.hash("Ångström-Straße");
        assertTrue(passwords.isRight("A\u030angström-Straße", Optional.of(kept)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "aaaaaaaaaaaaaaa",
                "password123",
                "Passwort1234",
                "1234567890",
                "qwertyqwerty",
                "ada.lovelace@example.org",
                "AdaLovelace1815",
                "ababababababab"
            })
    void password_that_is_guessed_first_is_refused(String text) {
        assertThrows(RefusalException.class, () -> NewPassword.of(text, ADA));
    }

    @ParameterizedTest
    @ValueSource(strings = {"correct horse battery", "9f4c1e77a2", "Zug um Zug nach Ulm", "пароль из четырёх слов"})
    void password_that_takes_thought_is_taken(String text) {
        assertEquals(text, NewPassword.of(text, ADA).text());
        assertFalse(NewPassword.of(text, ADA).toString().contains(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "@", "a@b@c", "a b@c", "a@b\r\nBcc: c@d", "a@-_", "ä@example.org", "a@b..c"})
    void what_is_no_address_is_refused(String text) {
        assertThrows(RefusalException.class, () -> Email.of(text));
    }

    @Test
    void address_in_capitals_is_the_same() {
        assertEquals(ADA, Email.of(" Ada.Lovelace@Example.ORG "));
    }
}
