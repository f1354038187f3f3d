package io.datastreamer.job.deliver;

import io.datastreamer.contract.Document;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serial;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * Returns the key of the journal that a document goes to. Caches the keys of recent organisations, so that a string and
 * its hash are not made for each document.
 */
final class JournalKeys implements KeySelector<Document, String> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int AT_HAND = 1024;

    private transient long[] organisations = new long[AT_HAND];
    private transient String[] keys = new String[AT_HAND];

    @Override
    public String getKey(Document document) {
        long organisation = document.organisationId();
        int place = (int) (organisation & (AT_HAND - 1));
        String key = keys[place];
        if (key == null || organisations[place] != organisation) {
            key = Deliver.journalKey(organisation);
            organisations[place] = organisation;
            keys[place] = key;
        }
        return key;
    }

    @Serial
    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        organisations = new long[AT_HAND];
        keys = new String[AT_HAND];
    }
}
