package dev.carrel.server.flag;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What is on for whoever asks, and all of it for admins. */
@RestController
class FlagController {
    private final Flags flags;
    private final FlagTable table;
    private final Switchboard switchboard;

    FlagController(Flags flags, FlagTable table, Switchboard switchboard) {
        this.flags = flags;
        this.table = table;
        this.switchboard = switchboard;
    }

    private static void demand(@Nullable Object value, String field) {
        if (value == null) {
            throw new RefusalException(new Refusal.WrongRequest(
                    field, "missing", "\"" + field + "\" is missing.", "Send it; the description of the API has all."));
        }
    }

    /** A flag that there is to be. */
    record FlagWish(
            String name,
            Boolean enabled,
            Integer rolloutPercentage,
            @Nullable List<String> userWhitelist,
            @Nullable List<Variant> variants) {
        FlagWish {
            demand(name, "name");
            demand(enabled, "enabled");
            demand(rolloutPercentage, "rolloutPercentage");
        }
    }

    /** What a flag is to be. */
    record FlagChange(
            Long revision,
            Boolean enabled,
            Integer rolloutPercentage,
            @Nullable List<String> userWhitelist,
            @Nullable List<Variant> variants) {
        FlagChange {
            demand(revision, "revision");
            demand(enabled, "enabled");
            demand(rolloutPercentage, "rolloutPercentage");
        }
    }

    private static Flag flag(
            String name,
            boolean enabled,
            int percentage,
            @Nullable List<String> listed,
            @Nullable List<Variant> variants) {
        return new Flag(
                name,
                enabled,
                percentage,
                listed == null ? List.of() : listed,
                variants == null ? List.of() : variants);
    }

    /** One that is on; what is not among the answers is off. */
    record FlagOn(String name, @Nullable String variant) {}

    record FlagsOn(List<FlagOn> flags) {}

    record ShownFlag(@JsonUnwrapped Flag flag, long revision, String changed) {
        private static ShownFlag of(FlagTable.Kept kept) {
            return new ShownFlag(kept.flag(), kept.revision(), kept.changed().toString());
        }
    }

    record ShownFlags(List<ShownFlag> flags) {}

    record ShownFlagChange(
            String at, String by, String what, @Nullable Flag now) {}

    record FlagHistory(ShownFlag flag, List<ShownFlagChange> changes) {}

    /** Nobody keeps the answers but the page that asked. */
    @GetMapping("/flags")
    ResponseEntity<FlagsOn> mine(HttpServletRequest request) {
        List<FlagOn> on = flags.on(Flags.user(Who.of(request))).entrySet().stream()
                .map(one -> new FlagOn(one.getKey(), one.getValue().variant().orElse(null)))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore().cachePrivate())
                .varyBy(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE)
                .body(new FlagsOn(on));
    }

    @GetMapping("/admin/flags")
    ShownFlags all() {
        return new ShownFlags(table.all().stream().map(ShownFlag::of).toList());
    }

    @GetMapping("/admin/flags/{name}")
    FlagHistory one(@PathVariable("name") String name) {
        return new FlagHistory(
                ShownFlag.of(switchboard.kept(name)),
                table.changes(name).stream()
                        .map(change -> new ShownFlagChange(
                                change.at().toString(), change.by().toString(), change.what(), change.now()))
                        .toList());
    }

    @PostMapping(path = "/admin/flags", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    ShownFlag create(@RequestBody FlagWish wish, HttpServletRequest request) {
        Flag flag = flag(wish.name, wish.enabled, wish.rolloutPercentage, wish.userWhitelist, wish.variants);
        return ShownFlag.of(switchboard.create(flag, by(request)));
    }

    @PutMapping(path = "/admin/flags/{name}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ShownFlag change(@PathVariable("name") String name, @RequestBody FlagChange wish, HttpServletRequest request) {
        switchboard.kept(name);
        Flag flag = flag(name, wish.enabled, wish.rolloutPercentage, wish.userWhitelist, wish.variants);
        return ShownFlag.of(switchboard.change(flag, wish.revision, by(request)));
    }

    @PostMapping("/admin/flags/{name}/off")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void off(@PathVariable("name") String name, HttpServletRequest request) {
        switchboard.switchOff(name, by(request));
    }

    @DeleteMapping("/admin/flags/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable("name") String name, HttpServletRequest request) {
        switchboard.delete(name, by(request));
    }

    private static UUID by(HttpServletRequest request) {
        return Who.personOf(request).id();
    }
}
