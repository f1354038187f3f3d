package io.datastreamer.job.ingest.files.content;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a compressed file: that of its members, one after the other. Zeros between members are padding. Bytes
 * that are neither, and a damaged member, are {@link Damage} up to the next member.
 */
final class CompressedContent extends Content {
    private static final int SKIPPED = 64 * 1024;

    private final RawFile file;
    private final Compression compression;
    // where the open member begins, or else the next place to look at
    private long at;
    private @Nullable Member member;
    private long given;
    private long padding;
    // the size of the file when it was declared complete
    private long completeSize = -1;
    // damaged parts that are passed without throwing, up to an offset of the content
    private int known;
    private long knownUpTo;

    CompressedContent(RawFile file, Compression compression) {
        this.file = file;
        this.compression = compression;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        for (Member open = member(); open != null; open = member()) {
            try {
                int read = open.read(into, from, length);
                if (read > 0) {
                    given += read;
                    return read;
                }
                at = open.end();
                closeMember();
            } catch (RawFile.Failure e) {
                throw e;
            } catch (EOFException e) {
                if (!isComplete()) {
                    return -1;
                }
                // it is cut off, or so damaged that its decoder ran through later members to the file's end
                pass(nextMember(at + 1), compression.member() + ": " + e.getMessage());
            } catch (IOException e) {
                pass(nextMember(at + 1), compression.member() + ": " + e.getMessage());
            }
        }
        return -1;
    }

    @Override
    public void skipTo(long position, int damages) throws IOException {
        known = damages;
        knownUpTo = position;
        byte[] skipped = new byte[SKIPPED];
        while (given < position) {
            if (read(skipped, 0, (int) Math.min(SKIPPED, position - given)) < 0) {
                if (!midway()) {
                    return;
                }
                complete();
            }
        }
    }

    @Override
    public boolean midway() throws IOException {
        return member != null || at < file.size();
    }

    @Override
    public void complete() throws IOException {
        completeSize = file.size();
    }

    @Override
    public long consumed() {
        return at;
    }

    @Override
    public long padding() {
        return padding;
    }

    @Override
    public void close() {
        closeMember();
    }

    // the open member, or else the next; null if there is none for now
    private @Nullable Member member() throws IOException {
        if (member == null && isAtMember()) {
            member = compression.open(file, at);
        }
        return member;
    }

    private boolean isAtMember() throws IOException {
        while (true) {
            while (file.at(at) == 0) {
                at++;
                padding++;
            }
            if (file.at(at) < 0) {
                return false;
            }
            Compression.Begin begin = compression.begin(file, at);
            if (begin == Compression.Begin.MEMBER) {
                return true;
            }
            long next = begin == Compression.Begin.NONE ? nextMember(at + 1) : file.size();
            if (next == file.size() && !isComplete()) {
                return false;
            }
            pass(next, "this is no " + compression.member());
        }
    }

    private long nextMember(long from) throws IOException {
        long size = file.size();
        for (long next = from; next < size; next++) {
            if (compression.isLikely(file, next)) {
                return next;
            }
        }
        return size;
    }

    // throws the damage, unless it is known
    private void pass(long to, String why) throws Damage {
        long from = at;
        closeMember();
        at = to;
        if (known > 0 && given <= knownUpTo) {
            known--;
            return;
        }
        throw new Damage(from, to, why);
    }

    private boolean isComplete() throws IOException {
        return completeSize >= 0 && file.size() <= completeSize;
    }

    private void closeMember() {
        if (member != null) {
            member.close();
            member = null;
        }
    }
}
