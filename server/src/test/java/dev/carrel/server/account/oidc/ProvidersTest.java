package dev.carrel.server.account.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.server.platform.identity.PersonRole;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ProvidersTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SCHOOL =
            "school name=\"Our school\" issuer=https://id.example.org/realms/x client=carrel";

    @Test
    void providers_are_read_with_their_secrets_which_are_never_shown() {
        List<Provider> all = Providers.with(
                Map.of("school", "sesame"),
                Providers.parse(SCHOOL + " roles=groups teacher=a,b; dev issuer=http://127.0.0.1:9 client=c"));
        assertEquals("Our school", all.getFirst().name());
        assertEquals(Optional.of("sesame"), all.getFirst().secret());
        assertEquals(Set.of("a", "b"), all.getFirst().roles().teachers());
        assertEquals("dev", all.getLast().name());
        assertEquals(Optional.empty(), all.getLast().secret());
        assertFalse(all.toString().contains("sesame"));
        assertEquals(List.of(), Providers.parse(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "School issuer=https://id.example.org client=c",
                "school issuer=http://id.example.org client=c",
                "school issuer=https://id.example.org",
                "school client=c",
                "school issuer=https://id.example.org client=c colour=red",
                "school issuer=https://id.example.org client=c scopes=email",
                "school issuer=https://id.example.org client=c what",
                "school name=\"open issuer=https://id.example.org client=c",
                "a issuer=https://id.example.org client=c; a issuer=https://id.example.org client=c"
            })
    void what_makes_no_provider_is_refused(String written) {
        assertThrows(IllegalArgumentException.class, () -> Providers.parse(written));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "roles | {\"roles\": [\"head\", \"x\"]} | TEACHER",
                "roles | {\"roles\": \"root\"} | ADMIN",
                "roles | {\"roles\": [\"head\", \"root\"]} | ADMIN",
                "roles | {} | STUDENT",
                "realm.roles | {\"realm\": {\"roles\": [\"head\"]}} | TEACHER",
                "https://a.b/roles | {\"https://a.b/roles\": [\"head\"]} | TEACHER",
                "roles | {\"roles\": {\"root\": true}} | STUDENT"
            })
    void claim_makes_the_role(String claim, String claims, PersonRole expected) {
        RoleClaims roles = new RoleClaims(claim, Set.of("head"), Set.of("root"));
        assertEquals(Optional.of(expected), roles.of(JSON.readTree(claims)));
        assertEquals(Optional.empty(), RoleClaims.NONE.of(JSON.readTree(claims)));
    }
}
