package dev.carrel.server.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.server.account.consent.ConsentAges;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BandTest {
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2016-01, u13",
        "2013-11, u13",
        "2013-10, 13-15",
        "2010-11, 13-15",
        "2010-10, 16-17",
        "2008-11, 16-17",
        "2008-10, adult",
        "1950-01, adult"
    })
    void band_is_that_of_the_youngest_who_was_born_in_the_month(String born, String band) {
        assertEquals(band, Band.at(Band.age(YearMonth.parse(born), TODAY)).wire());
    }

    @ParameterizedTest
    @CsvSource(
            value = {"DE, 16", "FR, 15", "US, 13", "AT, 14", "ZZ, 16", "NULL, 16"},
            nullValues = "NULL")
    void age_of_consent_is_the_countrys_and_16_where_it_is_not_known(String country, int age) {
        assertEquals(age, new ConsentAges().of(country));
    }
}
