package dev.carrel.server.compat;

import dev.carrel.protocol.FilePath;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other systems start a Java program by whatever class is in its file; here the file bears the class's name. */
public final class JavaSource {
    public static final String LANGUAGE = "java";
    private static final String KIND = "(?:class|record|enum|interface)\\s+";
    private static final Pattern PUBLIC = Pattern.compile(
            "(?:^|[;{}])[ \\t]*public\\s+(?:final\\s+|abstract\\s+|sealed\\s+)*" + KIND + "(\\w+)", Pattern.MULTILINE);
    private static final Pattern ANY = Pattern.compile(
            "(?:^|[;{}])[ \\t]*(?:final\\s+|abstract\\s+|sealed\\s+)*" + KIND + "(\\w+)", Pattern.MULTILINE);
    private static final Pattern MAIN = Pattern.compile("\\bvoid\\s+main\\b");

    private JavaSource() {}

    /** The file for this source: that of its public class, else of the last class before main. */
    public static Optional<FilePath> file(String source) {
        Matcher named = PUBLIC.matcher(source);
        if (named.find()) {
            return Optional.of(file(named));
        }
        Matcher main = MAIN.matcher(source);
        return main.find()
                ? ANY.matcher(source.substring(0, main.start()))
                        .results()
                        .reduce((_, last) -> last)
                        .map(JavaSource::file)
                : Optional.empty();
    }

    private static FilePath file(MatchResult type) {
        return new FilePath(type.group(1) + ".java");
    }
}
