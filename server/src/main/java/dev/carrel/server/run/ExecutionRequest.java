package dev.carrel.server.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunRequest;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What somebody sends to have something run; once it has become a {@link RunRequest}, it is in order. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExecutionRequest(
        @Nullable String language,
        @Nullable String version,
        @Nullable String code,
        @Nullable List<SentFile> files,
        @Nullable FilePath entry,
        @Nullable String stdin,
        @Nullable List<String> args,
        @Nullable Map<String, String> env,
        @Nullable LimitsRequest limits,
        @Nullable LimitsRequest compileLimits,
        @Nullable Isolation isolation) {
    static final String LANGUAGE = "python";

    record SentFile(
            @Nullable FilePath name,
            @Nullable String content,
            @Nullable Encoding encoding) {
        FileEntry entry(int index) {
            String field = "files[" + index + "]";
            if (name == null) {
                throw new Refused(
                        Rule.PATH_EMPTY, field + ".name", "A file has no name.", "Give every file a name and content.");
            }
            if (content == null) {
                throw new Refused(
                        Rule.FILES_NONE,
                        field + ".content",
                        "The file \"" + name + "\" has no content.",
                        "Give every file a name and content, empty perhaps.");
            }
            return new FileEntry(name, octets(field, content), false);
        }

        private Bytes octets(String field, String text) {
            if (encoding != Encoding.base64) {
                return Bytes.ofText(text);
            }
            try {
                return Bytes.of(Base64.getDecoder().decode(text));
            } catch (IllegalArgumentException e) {
                throw new Refused(
                        Rule.FILE_UNREADABLE,
                        field + ".content",
                        "The content of the file \"" + name + "\" is not base64.",
                        "Encode it, or leave out the encoding for text.");
            }
        }
    }

    /** As written in JSON. */
    enum Encoding {
        utf8,
        base64
    }

    String languageOrDefault() {
        return language == null ? LANGUAGE : language;
    }

    /** @param entryName the name that bare code gets in its language */
    RunRequest toRun(FilePath entryName) {
        return new RunRequest(
                languageOrDefault(),
                version,
                fileSet(entryName),
                entry,
                new RunRequest.Input.Given(stdin == null ? Bytes.EMPTY : Bytes.ofText(stdin)),
                args == null ? List.of() : args,
                env == null ? Map.of() : env,
                limits == null ? LimitsRequest.NONE : limits,
                compileLimits == null ? LimitsRequest.NONE : compileLimits,
                isolation);
    }

    private FileSet fileSet(FilePath entryName) {
        if (code != null && files != null) {
            throw new Refused(
                    Rule.ARGUMENT, "code", "There is code and there are files.", "Send the one or the other.");
        }
        if (code != null) {
            return FileSet.of(new FileEntry(entryName, Bytes.ofText(code), false));
        }
        List<SentFile> sent = files == null ? List.of() : files;
        return new FileSet(IntStream.range(0, sent.size())
                .mapToObj(i -> sent.get(i).entry(i))
                .toList());
    }
}
