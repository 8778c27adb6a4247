package dev.carrel.server.platform.problem;

/** A stranger's text as it may stand in a message: one line, nothing invisible, not endless. */
public final class Shown {
    private static final int MOST = 60;

    private Shown() {}

    public static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MOST).forEach(c -> {
            int type = Character.getType(c);
            boolean hidden = Character.isISOControl(c)
                    || type == Character.FORMAT
                    || type == Character.SURROGATE
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR;
            shown.appendCodePoint(hidden ? '\ufffd' : c);
        });
        return text.codePointCount(0, text.length()) > MOST ? shown + "…" : shown.toString();
    }
}
