package dev.carrel.server.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @Test
    void user_and_password_are_url_decoded_and_a_plus_is_a_plus() {
        Address address =
                Address.parse("postgres://us%65r:p%40ss%2Fw+rd%3A1@db.example.org:6432/carrel?sslmode=require");
        assertEquals("jdbc:postgresql://db.example.org:6432/carrel?sslmode=require", address.url());
        assertEquals("user", address.user());
        assertEquals("p@ss/w+rd:1", address.password());
        assertFalse(address.toString().contains("p@ss"));
    }

    @Test
    void the_port_has_a_default() {
        assertEquals(
                "jdbc:postgresql://db:5432/carrel",
                Address.parse("postgresql://carrel:x@db/carrel").url());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db:5432/carrel",
                "mysql://a:b@db/carrel",
                "postgres://db/carrel",
                "postgres://a:b@db",
                "postgres://a b@db/x"
            })
    void anything_else_is_refused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Address.parse(text));
    }
}
