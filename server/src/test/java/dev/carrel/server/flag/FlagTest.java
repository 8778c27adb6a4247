package dev.carrel.server.flag;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The order in which a flag is decided, and how it divides people. */
class FlagTest {
    private static final int PEOPLE = 10_000;

    private static List<UUID> people() {
        Random random = new Random(7);
        return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()))
                .limit(PEOPLE)
                .toList();
    }

    private static Flag flag(boolean enabled, int percentage, List<String> listed) {
        return new Flag("replay", enabled, percentage, listed, List.of());
    }

    private static boolean isOn(Flag flag, UUID user) {
        return flag.answer(Optional.of(user)).isPresent();
    }

    @Test
    void disabled_is_off_for_all_whoever_is_listed_and_whatever_the_percentage() {
        UUID listed = people().getFirst();
        Flag flag = flag(false, 100, List.of(listed.toString()));
        assertFalse(isOn(flag, listed));
        assertTrue(people().stream().noneMatch(user -> isOn(flag, user)));
        assertTrue(flag.answer(Optional.empty()).isEmpty());
    }

    @Test
    void listed_is_on_before_the_percentage_is_asked() {
        UUID listed = people().getFirst();
        Flag flag = flag(true, 0, List.of(listed.toString().toUpperCase(Locale.ROOT)));
        assertTrue(isOn(flag, listed));
        assertEquals(1, people().stream().filter(user -> isOn(flag, user)).count());
    }

    @Test
    void percentage_takes_about_so_many_and_keeps_them_as_it_grows() {
        for (int percentage : List.of(0, 1, 10, 50, 99, 100)) {
            long on = people().stream()
                    .filter(user -> isOn(flag(true, percentage, List.of()), user))
                    .count();
            assertEquals(PEOPLE * percentage / 100.0, on, PEOPLE * 0.02, "of a hundred " + percentage);
        }
        assertTrue(people().stream()
                .filter(user -> isOn(flag(true, 10, List.of()), user))
                .allMatch(user -> isOn(flag(true, 11, List.of()), user)));
    }

    @Test
    void the_same_person_has_another_place_in_another_flag() {
        Flag other = new Flag("other", true, 50, List.of(), List.of());
        long both = people().stream()
                .filter(user -> isOn(flag(true, 50, List.of()), user) && isOn(other, user))
                .count();
        assertEquals(PEOPLE / 4.0, both, PEOPLE * 0.02);
    }

    @Test
    void nobody_in_particular_has_it_when_all_have() {
        assertTrue(flag(true, 99, List.of()).answer(Optional.empty()).isEmpty());
        assertTrue(flag(true, 100, List.of()).answer(Optional.empty()).isPresent());
    }

    @Test
    void variants_divide_by_weight_whoever_has_it_and_nobody_gets_the_first() {
        List<Variant> variants = List.of(new Variant("plain", 3), new Variant("wide", 1));
        Flag flag = new Flag("replay", true, 50, List.of(), variants);
        Map<String, Long> parts = people().stream()
                .flatMap(user -> flag.answer(Optional.of(user)).stream())
                .map(on -> on.variant().orElseThrow())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertEquals(PEOPLE * 0.375, parts.getOrDefault("plain", 0L), PEOPLE * 0.02);
        assertEquals(PEOPLE * 0.125, parts.getOrDefault("wide", 0L), PEOPLE * 0.02);
        Flag all = new Flag("replay", true, 100, List.of(), variants);
        assertEquals(
                Optional.of("plain"), all.answer(Optional.empty()).orElseThrow().variant());
    }

    @Test
    void answer_for_a_person_is_the_same_in_every_release() {
        UUID ada = UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7");
        List<Integer> on = Stream.iterate(0, percentage -> percentage + 1)
                .limit(101)
                .filter(percentage -> isOn(flag(true, percentage, List.of()), ada))
                .toList();
        assertEquals(PLACE_OF_ADA + 1, on.getFirst());
    }

    /** Of "rollout replay 7c9e…": the first eight octets of its SHA-256 as a number, modulo 100. */
    private static final int PLACE_OF_ADA = 4;

    @Test
    void wrong_flag_is_refused_in_words() {
        for (Runnable wrong : List.<Runnable>of(
                () -> new Flag("Replay", true, 1, List.of(), List.of()),
                () -> flag(true, 101, List.of()),
                () -> flag(true, -1, List.of()),
                () -> flag(true, 1, List.of("ada")),
                () -> new Variant("wide", 0),
                () -> new Variant("a b", 1),
                () -> new Flag(
                        "replay", true, 1, List.of(), List.of(new Variant("wide", 1), new Variant("wide", 2))))) {
            assertThrows(RefusalException.class, wrong::run);
        }
    }
}
