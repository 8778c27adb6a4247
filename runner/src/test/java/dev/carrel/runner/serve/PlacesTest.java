package dev.carrel.runner.serve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.protocol.ByteSize;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Of a machine with 512 MB for programs. */
class PlacesTest {
    private final Places places = new Places(ToyStation.settings(3, 1, 1000));

    private Unavailable refusal(Kind kind, int mb) {
        return assertThrows(Unavailable.class, () -> places.enter(kind, ByteSize.ofMb(mb)));
    }

    @Test
    void programsThatSomebodyTypesTo_holdHalfOfTheMemory_orOneOfThemWhatItNeeds() throws Unavailable {
        places.enter(Kind.LIVE, ByteSize.ofMb(400));
        assertEquals(
                "Such programs hold 400 MB on this runner, which gives 256 MB to all of them together.",
                refusal(Kind.LIVE, 1).sentence());
        places.leave(Kind.LIVE, ByteSize.ofMb(400));
        places.enter(Kind.LIVE, ByteSize.ofMb(200));
        assertEquals(Unavailable.Reason.CAPACITY, refusal(Kind.LIVE, 57).reason());
        places.enter(Kind.LIVE, ByteSize.ofMb(56));
        places.enter(Kind.INTERACTIVE, ByteSize.ofMb(256));
        places.enter(Kind.INTERACTIVE, ByteSize.ofMb(256));
        assertEquals(2, places.computing());
        assertEquals(Map.of(Kind.LIVE, 2, Kind.INTERACTIVE, 2, Kind.GRADED, 0), places.running());
    }

    @Test
    void refusal_holdsNothing() throws Unavailable {
        places.enter(Kind.GRADED, ByteSize.ofMb(1));
        assertEquals(Unavailable.Reason.PLACES, refusal(Kind.GRADED, 1).reason());
        places.leave(Kind.GRADED, ByteSize.ofMb(1));
        places.enter(Kind.GRADED, ByteSize.ofMb(512));
    }
}
