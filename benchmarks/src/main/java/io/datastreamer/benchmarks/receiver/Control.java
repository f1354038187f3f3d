package io.datastreamer.benchmarks.receiver;

import java.io.IOException;
import java.nio.ByteBuffer;

/** What the benchmark asks the receiver for: to expect documents, how many have come, and when. */
final class Control {
    /** What the paths of such requests begin with. */
    static final String PATH = "/-/";

    static final String EXPECT = PATH + "expect/";
    static final String COUNTS = PATH + "counts";
    static final String TIMES = PATH + "times";

    private Control() {}

    static byte[] answer(String path, Wanted wanted) throws IOException {
        if (path.startsWith(EXPECT)) {
            String[] numbers = path.substring(EXPECT.length()).split("/", 2);
            wanted.set(new Expected(Long.parseLong(numbers[0]), Integer.parseInt(numbers[1])));
            return new byte[0];
        }
        return switch (path) {
            case COUNTS -> encode(wanted.get().arrived(false));
            case TIMES -> encode(wanted.get().arrived(true));
            default -> throw new IOException("no such request: " + path);
        };
    }

    private static byte[] encode(Expected.Arrived arrived) {
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES * (4 + arrived.arrivedAt().length));
        out.putLong(arrived.distinct())
                .putLong(arrived.documents())
                .putLong(arrived.others())
                .putLong(arrived.requests());
        out.asLongBuffer().put(arrived.arrivedAt());
        return out.array();
    }

    static Expected.Arrived decode(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int distinct = (int) in.getLong();
        long documents = in.getLong();
        long others = in.getLong();
        long requests = in.getLong();
        long[] times = new long[in.remaining() / Long.BYTES];
        in.asLongBuffer().get(times);
        return new Expected.Arrived(distinct, documents, others, requests, times);
    }
}
