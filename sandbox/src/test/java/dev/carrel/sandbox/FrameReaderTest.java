package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameReaderTest {
    private static final byte[] ENDED = FakeBox.ended(0, 7, 0, 1, 64 | 4 | 1, "why");

    private static List<byte[]> frames() {
        return List.of(
                FakeBox.opened(1),
                ENDED,
                FakeBox.file(1, "name".getBytes(StandardCharsets.UTF_8), ""),
                FakeBox.output(1, ""));
    }

    private static FromBox read(byte[] frame) throws SandboxException {
        return FrameReader.read(ByteBuffer.wrap(frame));
    }

    @Test
    void ended_is_read_field_by_field() throws Exception {
        if (read(ENDED) instanceof FromBox.Ended ended) {
            assertEquals(FromBox.End.EXITED, ended.end());
            assertEquals(7, ended.code());
            assertEquals(FromBox.Stopped.BY_ITSELF, ended.stopped());
            assertEquals(Duration.ofMillis(3), ended.usage().cpu());
            assertEquals(1, ended.oomKills());
            assertEquals(Set.of(Flag.STDOUT_TRUNCATED, Flag.PROCESS_REFUSED, Flag.SHARE_APPLIED), ended.flags());
            assertEquals("why", ended.sentence());
        } else {
            fail("not an ENDED");
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frame_cut_short_anywhere_is_malformed(byte[] frame) {
        int fixed = frame[0] == 68 || frame[0] == 67 ? frame.length : frame.length - 1;
        for (int length = 0; length < fixed; length++) {
            byte[] cut = Arrays.copyOf(frame, length);
            assertThrows(SandboxException.class, () -> read(cut), length + " octets");
        }
    }

    @ParameterizedTest
    @MethodSource("frames")
    void octets_after_the_last_field_are_malformed_unless_they_are_content(byte[] frame) {
        byte[] longer = Arrays.copyOf(frame, frame.length + 1);
        if (frame[0] == 65 || frame[0] == 69) {
            assertThrows(SandboxException.class, () -> read(longer));
        }
    }

    @Test
    void impossible_codes_numbers_and_flags_are_malformed() {
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(0, 256, 0, 0, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(1, 0, 0, 0, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(1, 65, 0, 0, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(3, 0, 0, 0, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(0, 0, 6, 0, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(0, 0, 0, -1, 0, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(0, 0, 0, 0, 512, "")));
        assertThrows(SandboxException.class, () -> read(FakeBox.ended(0, 0, 0, 0, 0, "a\0b")));
        assertThrows(SandboxException.class, () -> read(FakeBox.file(4, new byte[] {'a'}, "")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void garbage_is_never_anything_but_a_sandbox_exception(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] frame = new byte[random.nextInt(200)];
            random.nextBytes(frame);
            if (frame.length > 0 && random.nextInt(4) > 0) {
                frame[0] = (byte) (65 + random.nextInt(5));
            }
            swallow(frame);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damaged_frames_are_never_anything_but_a_sandbox_exception(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 50_000; i++) {
            byte[] frame = frames().get(random.nextInt(frames().size())).clone();
            for (int hits = 1 + random.nextInt(3); hits > 0; hits--) {
                frame[random.nextInt(frame.length)] = (byte) random.nextInt(256);
            }
            swallow(Arrays.copyOf(frame, random.nextInt(frame.length + 1)));
        }
    }

    private static void swallow(byte[] frame) {
        try {
            read(frame);
        } catch (SandboxException e) {
            assertEquals(SandboxException.class, e.getClass());
        }
    }
}
