package io.datastreamer.deploy.simulate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/** Writes a file of JSON Lines for each place, {@code network-records.jsonl} and so on. */
public final class FileOutput implements Output {
    private final Map<Place, OutputStream> files = new EnumMap<>(Place.class);

    /**
     * Makes the files anew.
     *
     * @throws IOException when the directory or a file cannot be made
     */
    public FileOutput(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Place place : Place.values()) {
            Path file = directory.resolve(place.topic() + ".jsonl");
            files.put(place, new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
        }
    }

    @Override
    public void write(SimulatedRecord record) throws IOException {
        OutputStream file = files.get(record.place());
        if (file != null) {
            file.write(record.bytes());
            file.write('\n');
        }
    }

    @Override
    public void flush() throws IOException {
        for (OutputStream file : files.values()) {
            file.flush();
        }
    }

    @Override
    public void close() throws IOException {
        for (OutputStream file : files.values()) {
            file.close();
        }
    }
}
