package io.datastreamer.job.record.wire;

import io.datastreamer.job.record.Sim;
import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link Sim}s within other formats; a change here is a new version of each of them. */
public final class SimFormat {
    private SimFormat() {}

    public static void write(Sim sim, DataOutputView out) throws IOException {
        Wire.writeString(out, sim.imsi());
        Wire.writeNumber(out, sim.imsiId());
        out.writeLong(sim.imsiImportMillis());
        Wire.writeNumber(out, sim.simId());
        Wire.writeString(out, sim.iccid());
        Wire.writeString(out, sim.msisdn());
        out.writeLong(sim.productionMillis());
        Wire.writeNumber(out, sim.organisationId());
        Wire.writeNumber(out, sim.tariffId());
        Sim.Endpoint endpoint = sim.endpoint();
        out.writeBoolean(endpoint != null);
        if (endpoint != null) {
            Wire.writeNumber(out, endpoint.id());
            Wire.writeString(out, endpoint.name());
            Wire.writeString(out, endpoint.ipAddress());
            Wire.writeString(out, endpoint.tags());
            Wire.writeString(out, endpoint.imei());
        }
        out.writeBoolean(sim.deleted());
    }

    public static Sim read(DataInputView in) throws IOException {
        return new Sim(
                Wire.readString(in),
                Wire.readNumber(in),
                in.readLong(),
                Wire.readNumber(in),
                Wire.readString(in),
                Wire.readNullableString(in),
                in.readLong(),
                Wire.readNumber(in),
                Wire.readNumber(in),
                in.readBoolean() ? readEndpoint(in) : null,
                in.readBoolean());
    }

    private static Sim.Endpoint readEndpoint(DataInputView in) throws IOException {
        return new Sim.Endpoint(
                Wire.readNumber(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in),
                Wire.readNullableString(in));
    }
}
