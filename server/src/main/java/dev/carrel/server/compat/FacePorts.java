package dev.carrel.server.compat;

import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import dev.carrel.server.platform.http.SideDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The ports at which a face is found as the system itself is; 0 for none. */
public record FacePorts(int judge0, int jobe, int piston) {
    private static final Setting<Integer> JUDGE0 = port("judge0", "Judge0", 2358);
    private static final Setting<Integer> JOBE = port("jobe", "Jobe", 80);
    private static final Setting<Integer> PISTON = port("piston", "Piston", 2000);

    static final List<Setting<?>> SETTINGS = List.of(JUDGE0, JOBE, PISTON);

    private static Setting<Integer> port(String name, String system, int own) {
        return Setting.number(
                "compat." + name + ".port",
                0,
                0,
                65_535,
                "A port at which nothing but the interface of " + system + " is, at the addresses that " + system
                        + " itself has (its own port is `" + own + "`); `0` for none.");
    }

    static FacePorts of(Values values) {
        FacePorts ports = new FacePorts(values.get(JUDGE0), values.get(JOBE), values.get(PISTON));
        List<Integer> named = Stream.of(ports.judge0, ports.jobe, ports.piston)
                .filter(port -> port > 0)
                .toList();
        if (named.stream().distinct().count() < named.size()) {
            values.problem(JUDGE0.key() + ", " + JOBE.key() + ", " + PISTON.key() + ": each needs a port of its own.");
        }
        return ports;
    }

    List<SideDoor> doors() {
        List<SideDoor> doors = new ArrayList<>();
        add(doors, new SideDoor("Judge0", judge0, "/judge0", ""));
        add(doors, new SideDoor("Jobe", jobe, "/jobe", "/jobe/"));
        add(doors, new SideDoor("Piston", piston, "/piston", ""));
        return doors;
    }

    private static void add(List<SideDoor> doors, SideDoor door) {
        if (door.port() > 0) {
            doors.add(door);
        }
    }
}
