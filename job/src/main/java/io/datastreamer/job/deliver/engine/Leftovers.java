package io.datastreamer.job.deliver.engine;

import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.job.deliver.journal.Journal;
import io.datastreamer.job.deliver.lane.Lane;
import io.datastreamer.job.deliver.lane.Round;
import io.datastreamer.job.deliver.lane.StreamLanes;
import io.datastreamer.job.deliver.status.StatusReport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Finds what is left undelivered when the job ends. */
final class Leftovers {
    private Leftovers() {}

    static List<Undelivered> of(Collection<StreamLanes> streams, Journals journals) {
        List<Undelivered> left = new ArrayList<>();
        for (StreamLanes stream : streams) {
            Journal journal = journals.select(stream.journalKey());
            long documents = 0;
            for (Lane lane : stream.lanes()) {
                Round round = lane.round();
                documents += journal.count(lane.kind()) - lane.cursor().before();
                documents += lane.cursor().apart().size();
                documents -= round == null ? 0 : round.settledAhead();
            }
            if (documents > 0) {
                left.add(new Undelivered(stream.id(), stream.stream().organisationId(), documents, why(stream)));
            }
        }
        return left;
    }

    private static String why(StreamLanes stream) {
        String error = StatusReport.error(stream);
        if (error != null) {
            return error;
        }
        return stream.stream().state() == StreamConfiguration.State.PAUSED ? "paused" : "not delivered in time";
    }
}
