package dev.carrel.protocol;

/** A share of processor cores, in thousandths of one. */
public record Cores(int milli) implements Comparable<Cores> {
    public static final Cores HALF = new Cores(500);
    public static final Cores ONE = new Cores(1000);

    public Cores {
        if (milli < 1) {
            throw new Refused(
                    Rule.NOT_POSITIVE, "limits.cores", "A share of no core runs nothing.", "Give a positive share.");
        }
    }

    @Override
    public int compareTo(Cores other) {
        return Integer.compare(milli, other.milli);
    }

    /** For people: {@code half a core}, {@code 1 core}, {@code 1.5 cores}. */
    @Override
    public String toString() {
        if (milli == 500) {
            return "half a core";
        }
        return milli % 1000 == 0 ? milli / 1000 + (milli == 1000 ? " core" : " cores") : milli / 1000.0 + " cores";
    }
}
