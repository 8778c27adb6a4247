package dev.carrel.server.account;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.Locale;
import java.util.regex.Pattern;

/** An e-mail address, in small letters: whoever writes it in capitals means the same. */
public record Email(String text) {
    private static final Pattern ADDRESS =
            Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]{1,63}(\\.[a-z0-9-]{1,63})*");
    private static final int MOST = 254;

    public Email {
        if (text.length() > MOST || !ADDRESS.matcher(text).matches()) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "email", "email", "This is not an e-mail address.", "Write it as in name@example.org."));
        }
    }

    public static Email of(String written) {
        return new Email(written.strip().toLowerCase(Locale.ROOT));
    }

    String name() {
        return text.substring(0, text.indexOf('@'));
    }
}
