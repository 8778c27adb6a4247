package dev.carrel.server.account.consent;

import dev.carrel.server.account.Age;
import dev.carrel.server.account.Band;
import dev.carrel.server.account.credential.Cookies;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The one question before any other. Whoever goes back in a browser to answer otherwise is told the same as the first
 * time: a cookie holds it for a day.
 */
@RestController
class AgeController {
    private static final int FIRST_YEAR = 1900;

    private final ConsentAges ages;
    private final Age.Slips slips;
    private final Cookies cookies;
    private final Clock clock;

    AgeController(ConsentAges ages, Age.Slips slips, Cookies cookies, Clock clock) {
        this.ages = ages;
        this.slips = slips;
        this.cookies = cookies;
        this.clock = clock;
    }

    /**
     * When somebody was born, and where they live.
     *
     * @param country as ISO 3166 writes it with two letters
     */
    record Born(int year, int month, @Nullable String country) {
        Born {
            if (year < FIRST_YEAR || month < 1 || month > 12) {
                throw wrong();
            }
            if (country != null && !country.matches("[A-Z]{2}")) {
                throw new RefusalException(new Refusal.WrongRequest(
                        "country", "country", "A country is written with two capital letters.", "Such as DE or FR."));
            }
        }

        private static RefusalException wrong() {
            return new RefusalException(new Refusal.WrongRequest(
                    "year", "born", "Nobody who reads this was born then.", "Send the year and the month, 1 to 12."));
        }
    }

    /**
     * What holds for somebody of that age.
     *
     * @param guardian whether a guardian must consent
     * @param age sent when registering; good for a day
     */
    record Answered(Band band, boolean guardian, String age) {}

    @PostMapping(path = "/auth/age", consumes = MediaType.APPLICATION_JSON_VALUE)
    Answered answer(@RequestBody Born sent, HttpServletRequest request, HttpServletResponse response) {
        Age age = cookies.age(request).flatMap(slips::read).orElseGet(() -> age(sent));
        String slip = slips.write(age);
        cookies.giveAge(slip, response);
        return new Answered(age.band(), age.guardian(), slip);
    }

    private Age age(Born sent) {
        int years = Band.age(YearMonth.of(sent.year, sent.month), clock);
        if (YearMonth.of(sent.year, sent.month).isAfter(YearMonth.now(clock))) {
            throw Born.wrong();
        }
        return new Age(Band.at(years), years < ages.of(sent.country));
    }
}
