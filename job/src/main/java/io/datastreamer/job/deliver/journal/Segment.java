package io.datastreamer.job.deliver.journal;

import io.datastreamer.job.deliver.frame.Frame;
import java.util.List;

/**
 * Frames that are kept together: a sealed segment, or a chunk of the open one. Immutable, so that a copy is the same
 * object.
 *
 * @param frames oldest first
 */
public record Segment(List<Frame> frames) {

    public Segment {
        frames = List.copyOf(frames);
    }
}
