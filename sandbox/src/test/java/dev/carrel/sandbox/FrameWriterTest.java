package dev.carrel.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The octets stand here as box/PROTOCOL.md spells them, not as the writer happens to make them. */
class FrameWriterTest {
    private static final Limits LIMITS = new Limits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            ByteSize.ofMb(16),
            new ByteSize(4),
            ByteSize.ofMb(1),
            new ByteSize(6),
            ByteSize.ofMb(8),
            8,
            9,
            10,
            Cores.HALF);

    private static void is(String hex, ToBox frame) {
        assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(whole(frame).toArray()));
    }

    private static Bytes whole(ToBox frame) {
        return Bytes.of(FrameWriter.write(frame));
    }

    private static ByteBuffer content(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void open_names_version_root_network_and_proc() {
        is(
                "0000000d 01 0001 00000004 726f6f74 01 00",
                new ToBox.Open(new SlotSpec("root", Network.LOOPBACK, Proc.PID)));
    }

    @Test
    void job_carries_limits_collection_words_and_environment() {
        Command command = new Command(
                Profile.COMPILE,
                List.of("cc", "é"),
                Map.of("K", "V=1"),
                List.of(),
                LIMITS,
                new Collect(1, new ByteSize(2), new ByteSize(3), 4));
        is(
                "00000087 02 01"
                        + "00000000000f4240 00000000001e8480 0000000001000000 0000000000000004 0000000000000004"
                        + "0000000000100000 0000000000000006 0000000000800000 00000008 00000009 0000000a 000001f4"
                        + "00000001 0000000000000002 0000000000000003 00000004"
                        + "00000002 00000002 6363 00000002 c3a9"
                        + "00000001 00000005 4b3d563d31",
                new ToBox.Job(command));
    }

    @Test
    void warm_names_its_file_and_is_then_as_a_job_that_collects_nothing() {
        Warm warm = new Warm(List.of("js"), Map.of("K", "V"), LIMITS, "m.js", Set.of("not.told"));
        is(
                "00000087 0b 00000004 6d2e6a73 00"
                        + "00000000000f4240 00000000001e8480 0000000001000000 0000000000000004 0000000000000004"
                        + "0000000000100000 0000000000000006 0000000000800000 00000008 00000009 0000000a 000001f4"
                        + "00000000 0000000000000000 0000000000000000 00000000"
                        + "00000001 00000002 6a73"
                        + "00000001 00000003 4b3d56",
                new ToBox.WarmUp(warm));
    }

    @Test
    void resume_says_what_is_collected() {
        is(
                "00000019 0c 00000001 0000000000000002 0000000000000003 00000004",
                new ToBox.Resume(new Collect(1, new ByteSize(2), new ByteSize(3), 4)));
    }

    @Test
    void zygote_carries_its_stack_words_and_environment() {
        Zygote zygote = new Zygote(List.of("py", "main.py"), Map.of("K", "V"), ByteSize.ofMb(8));
        is(
                "00000029 09 0000000000800000"
                        + "00000002 00000002 7079 00000007 6d61696e2e7079"
                        + "00000001 00000003 4b3d56",
                new ToBox.Wake(zygote));
    }

    @Test
    void fork_is_a_job_of_another_type() {
        Command command = command("a");
        Bytes job = whole(new ToBox.Job(command));
        Bytes fork = whole(new ToBox.Fork(command));
        assertEquals(10, fork.at(4));
        assertEquals(2, job.at(4));
        assertEquals(job.from(5), fork.from(5));
    }

    @Test
    void file_carries_its_flags_name_and_content() {
        is("00000009 03 03 00000001 61 6869", new ToBox.File("a", true, true, content("hi")));
    }

    @Test
    void long_content_is_part_of_the_frame_as_it_stands() {
        ByteBuffer long64 = content("x".repeat(64 * 1024));
        is("00010007 03 00 00000001 61" + "78".repeat(64 * 1024), new ToBox.File("a", false, false, long64));
        is("00010001 05" + "78".repeat(64 * 1024), new ToBox.Stdin(long64));
    }

    @Test
    void short_frames_are_their_type() {
        is("00000001 04", new ToBox.Start());
        is("00000003 05 6869", new ToBox.Stdin(content("hi")));
        is("00000001 06", new ToBox.StdinEnd());
        is("00000002 07 0f", new ToBox.Signal(15));
        is("00000001 08", new ToBox.Cancel());
    }

    @Test
    void longest_possible_command_fits_what_box_takes() {
        Command command = new Command(
                Profile.RUN,
                List.of("x".repeat(Command.MAX_WORD_BYTES - 4)),
                Map.of(),
                List.of(),
                LIMITS,
                Collect.NOTHING);
        assertTrue(whole(new ToBox.Job(command)).size() <= 128 * 1024);
    }

    @Test
    void command_that_no_frame_can_carry_cannot_be_built() {
        assertThrows(IllegalArgumentException.class, () -> command("x".repeat(Command.MAX_WORD_BYTES)));
        assertThrows(IllegalArgumentException.class, () -> command("a\0b"));
        assertThrows(IllegalArgumentException.class, () -> command(""));
    }

    private static Command command(String word) {
        return new Command(Profile.RUN, List.of(word), Map.of(), List.of(), LIMITS, Collect.NOTHING);
    }
}
