package io.datastreamer.job.ingest.files.content;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a file is compressed: as one or more members, each of which can be decompressed by itself. */
public enum Compression {
    /** RFC 1952. */
    GZIP("gzip member", ".gz", ".gzip") {
        @Override
        Begin begin(RawFile file, long at) throws IOException {
            return matches(file, at, 0x1F, 0x8B, 8);
        }

        // stricter, so that bytes in garbage or within another member are not taken for one by chance: reserved flags,
        // known levels and systems
        @Override
        boolean isLikely(RawFile file, long at) throws IOException {
            int level = file.at(at + 8);
            int system = file.at(at + 9);
            return begin(file, at) == Begin.MEMBER
                    && (file.at(at + 3) & 0xE0) == 0
                    && (level == 0 || level == 2 || level == 4)
                    && ((system >= 0 && system <= 13) || system == 255);
        }

        @Override
        Member open(RawFile file, long at) {
            return new GzipMember(file, at);
        }
    },
    /** RFC 8878. A member is a frame; skippable frames hold nothing. */
    ZSTD("zstd frame", ".zst", ".zstd") {
        @Override
        Begin begin(RawFile file, long at) throws IOException {
            boolean skippable = (file.at(at) & 0xF0) == 0x50 && file.at(at) >= 0;
            return skippable ? matches(file, at + 1, 0x2A, 0x4D, 0x18) : matches(file, at, 0x28, 0xB5, 0x2F, 0xFD);
        }

        @Override
        Member open(RawFile file, long at) {
            return new ZstdMember(file, at);
        }
    },
    BZIP2("bzip2 stream", ".bz2") {
        @Override
        Begin begin(RawFile file, long at) throws IOException {
            Begin magic = matches(file, at, 'B', 'Z', 'h');
            int level = file.at(at + 3);
            if (magic != Begin.MEMBER || level < 0) {
                return magic == Begin.MEMBER ? Begin.UNKNOWN : magic;
            }
            if (level < '1' || level > '9') {
                return Begin.NONE;
            }
            // a block, or the end of a stream without blocks
            Begin block = matches(file, at + 4, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59);
            return block == Begin.NONE ? matches(file, at + 4, 0x17, 0x72, 0x45, 0x38, 0x50, 0x90) : block;
        }

        @Override
        Member open(RawFile file, long at) {
            return new BzipMember(file, at);
        }
    };

    /** What begins at a place of a file. */
    enum Begin {
        MEMBER,
        NONE,
        /** Not known yet: the file ends too early for now. */
        UNKNOWN
    }

    private final String member;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that cannot be changed
    private final List<String> names;

    Compression(String member, String... names) {
        this.member = member;
        this.names = List.of(names);
    }

    /** The compression by the file's name, or else by its first bytes; null if it is not compressed. */
    public static @Nullable Compression of(String name, RawFile file) throws IOException {
        Compression named = named(name);
        if (named != null) {
            return named;
        }
        for (Compression compression : values()) {
            if (compression.isLikely(file, 0)) {
                return compression;
            }
        }
        return null;
    }

    /** The compression by the file's name; null if the name says nothing. */
    public static @Nullable Compression named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (Compression compression : values()) {
            for (String end : compression.names) {
                if (lower.endsWith(end)) {
                    return compression;
                }
            }
        }
        return null;
    }

    /** Whether a member begins at the offset. */
    abstract Begin begin(RawFile file, long at) throws IOException;

    /** The same where nothing before the offset suggests that a member begins there. */
    boolean isLikely(RawFile file, long at) throws IOException {
        return begin(file, at) == Begin.MEMBER;
    }

    /** Opens the member that begins at the offset. */
    abstract Member open(RawFile file, long at);

    /** The name of a member in messages. */
    String member() {
        return member;
    }

    private static Begin matches(RawFile file, long at, int... bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            int found = file.at(at + i);
            if (found != bytes[i]) {
                return found < 0 ? Begin.UNKNOWN : Begin.NONE;
            }
        }
        return Begin.MEMBER;
    }
}
