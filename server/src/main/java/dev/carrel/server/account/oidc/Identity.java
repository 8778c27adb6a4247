package dev.carrel.server.account.oidc;

import dev.carrel.server.platform.identity.PersonRole;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Who somebody is, on the word of a provider.
 *
 * @param subject who that is there, for ever
 * @param session from which sign-in there; empty where it does not say
 * @param email of which the provider knows that it is theirs
 * @param born the last month in which that may have been
 * @param country as ISO 3166 writes it with two letters
 * @param role empty where the provider is not asked
 */
public record Identity(
        String issuer,
        String subject,
        Optional<String> session,
        Optional<String> email,
        Optional<YearMonth> born,
        Optional<String> country,
        Optional<PersonRole> role) {
    private static final Pattern BIRTH = Pattern.compile("((?:19|20)\\d\\d)(?:-(0[1-9]|1[0-2])-\\d\\d)?");
    private static final int LONGEST = 255;

    static Identity of(JsonNode claims, RoleClaims roles) throws NotGenuine {
        String subject = claims.path("sub").asString("");
        if (subject.isEmpty() || subject.length() > LONGEST) {
            throw new NotGenuine("a token about nobody");
        }
        JsonNode verified = claims.path("email_verified");
        boolean isTheirs = verified.isBoolean()
                ? verified.asBoolean()
                : verified.asString("").equals("true");
        return new Identity(
                claims.path("iss").asString(""),
                subject,
                text(claims.path("sid")),
                isTheirs ? text(claims.path("email")) : Optional.empty(),
                text(claims.path("birthdate")).flatMap(Identity::born),
                text(claims.path("address").path("country")).filter(one -> one.matches("[A-Z]{2}")),
                roles.of(claims));
    }

    private static Optional<String> text(JsonNode said) {
        return Optional.ofNullable(said.stringValue(null)).filter(one -> !one.isEmpty() && one.length() <= LONGEST);
    }

    private static Optional<YearMonth> born(String written) {
        Matcher m = BIRTH.matcher(written);
        return m.matches()
                ? Optional.of(YearMonth.of(
                        Integer.parseInt(m.group(1)), m.group(2) == null ? 12 : Integer.parseInt(m.group(2))))
                : Optional.empty();
    }
}
