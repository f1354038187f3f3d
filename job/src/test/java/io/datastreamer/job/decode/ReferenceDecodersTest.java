package io.datastreamer.job.decode;

import io.datastreamer.contract.Instruction;
import io.datastreamer.contract.StreamChange;
import io.datastreamer.job.Lines;
import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.Records;
import io.datastreamer.job.record.Sim;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Decodes SIM lines, catalog entries and data streams. */
class ReferenceDecodersTest {
    private static final String SIM = "{'imsi':'901430123456789','imsi_id':205672,"
            + "'imsi_import_date':'2016-12-27T10:09:23Z','sim_id':274887,'iccid':'8988303001234560001',"
            + "'msisdn':'4915112345678','production_date':'2016-12-27T10:09:23Z','organisation_id':839921,"
            + "'tariff_id':64,'endpoint':{'id':8638726,'name':'GPS Tracker','ip_address':'100.96.234.249',"
            + "'tags':null,'imei':'3577620833012345'}}";

    @Test
    void readsSims() throws Exception {
        KeyedRecord line = Decoding.decode(new SimDecoder(), json(SIM));
        assertThat(line.key()).isEqualTo(Records.IMSI);
        assertThat(line.asSim()).isEqualTo(Records.sim(Records.IMSI, false));
        assertThat(line.origin().timestamp()).isEqualTo(Lines.READ_AT);
    }

    @Test
    void aSimMayBeInNoEndpoint() throws Exception {
        Sim sim = Decoding.decode(new SimDecoder(), json(SIM.replaceAll(",'endpoint'.*", "}")))
                .asSim();
        assertThat(sim.endpoint()).isNull();
    }

    @Test
    void aDeletionNeedsNothingButTheImsi() throws Exception {
        KeyedRecord whole = Decoding.decode(new SimDecoder(), json(SIM.replace("'msisdn'", "'deleted':true,'msisdn'")));
        assertThat(whole.asSim()).isEqualTo(Records.sim(Records.IMSI, true));
        KeyedRecord short1 = Decoding.decode(new SimDecoder(), json("{'imsi':'901430123456789','deleted':true}"));
        assertThat(short1.type()).isEqualTo(KeyedRecord.Type.SIM_DELETION);
        RawRecord tombstone = new RawRecord(new byte[0], "901430123456789".getBytes(UTF_8), "sims-0", 1, 2, null);
        KeyedRecord short2 = Decoding.decode(new SimDecoder(), tombstone);
        assertThat(short2.type()).isEqualTo(KeyedRecord.Type.SIM_DELETION);
        assertThat(short2.key()).isEqualTo(Records.IMSI);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'imsi':'901430123456789', | | imsi: is missing",
                "'imsi_id':205672, | | imsi_id: is missing",
                "'sim_id':274887, | | sim_id: is missing",
                "'iccid':'8988303001234560001', | | iccid: is missing",
                "'organisation_id':839921, | | organisation_id: is missing",
                "'production_date':'2016-12-27T10:09:23Z', | | production_date: is missing",
                "'imsi_import_date':'2016-12-27T10:09:23Z', | 'imsi_import_date':1, | imsi_import_date: is 1, must be",
                "8988303001234560001 | 89883030012345600012 | iccid: is \"89883030012345600012\", must be a string of 19 digits",
                "8988303001234560001 | 898830300123456000x | iccid: is",
                "'id':8638726, | | endpoint.id: is missing",
                "'GPS Tracker' | 7 | endpoint.name: is 7, must be a string",
                "'tags':null | 'tags':['a'] | endpoint.tags: is an array, must be a string",
                "'tariff_id':64 | 'tariff_id':-64 | tariff_id: is -64, must be an integer",
                "'tariff_id':64 | 'deleted':'yes' | deleted: is \"yes\", must be true or false",
            })
    void rejectsSimsThatBreakTheContract(String part, String replacement, String reason) throws Exception {
        String line = SIM.replace(part, replacement == null ? "" : replacement);
        assertThat(line).isNotEqualTo(SIM);
        assertThat(Decoding.reject(new SimDecoder(), json(line)).reason()).startsWith(reason);
    }

    @Test
    void rejectsTombstonesOfNoImsi() throws Exception {
        RawRecord tombstone = new RawRecord(new byte[0], "x".getBytes(UTF_8), "sims-0", 1, 2, null);
        assertThat(Decoding.reject(new SimDecoder(), tombstone).reason())
                .isEqualTo("key: is \"x\", must be an IMSI of 14 to 15 digits");
    }

    @Test
    void readsEveryKindOfCatalogEntry() throws Exception {
        List<CatalogEntry> entries;
        try (Decoding<CatalogEntry> decoding = new Decoding<>(new CatalogDecoder())) {
            for (RawRecord raw : Lines.of("/golden/catalog.jsonl")) {
                decoding.send(raw);
            }
            assertThat(decoding.rejected()).isEmpty();
            entries = decoding.decoded();
        }
        assertThat(entries)
                .contains(
                        CatalogEntry.of(Records.GERMANY),
                        CatalogEntry.of(Records.TELEKOM),
                        CatalogEntry.of(Records.ORGANISATION),
                        CatalogEntry.of(Records.EURO),
                        CatalogEntry.of(Records.DATA));
        var zone = entries.get(entries.size() - 1).asTariff().ratezones().get(1);
        assertThat(zone.ratePerMb()).isEqualTo(new BigDecimal("0.5"));
        assertThat(zone.ratePerSms()).isNull();
        assertThat(zone.operatorIds()).containsExactly(48L);
    }

    @Test
    void theKindMayComeLast() throws Exception {
        assertThat(Decoding.decode(
                        new CatalogDecoder(), json("{'name':'Demo Company','id':839921,'kind':'organisation'}")))
                .isEqualTo(CatalogEntry.of(Records.ORGANISATION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':1,'name':'n'} | kind: is missing",
                "{'kind':'organisation','name':'n'} | id: is missing",
                "{'kind':'planet','id':1} | kind: is \"planet\", must be country, operator",
                "{'kind':'COUNTRY','id':1} | kind: is \"COUNTRY\", must be",
                "{'kind':'organisation','id':1} | name: is missing, a organisation has it",
                "{'kind':'country','id':1,'name':'n','country_code':'49','iso_code':'de'} | mcc: is missing",
                "{'kind':'country','id':1,'mcc':[{'id':1}]} | mcc: is an array, must be a string of 3 digits",
                "{'kind':'operator','id':1,'name':'n','country_id':1} | mnc: is missing",
                "{'kind':'operator','id':1,'mnc':'01'} | mnc: is \"01\", must be an array",
                "{'kind':'operator','id':1,'mnc':['01']} | mnc: is \"01\", must be an object",
                "{'kind':'operator','id':1,'mnc':[{'id':1}]} | mnc.mnc: is missing",
                "{'kind':'operator','id':1,'mnc':[{'id':1,'mnc':'1'}]} | mnc.mnc: is \"1\"",
                "{'kind':'currency','id':1,'code':'EUR'} | symbol: is missing",
                "{'kind':'tariff','id':1,'name':'n','currency_id':1} | ratezones: is missing",
                "{'kind':'tariff','id':1,'ratezones':[{'id':1,'name':'n'}]} | ratezones.operator_ids: is missing",
                "{'kind':'tariff','id':1,'ratezones':[{'operator_ids':['1']}]} | ratezones.operator_ids: is \"1\"",
                "{'kind':'tariff','id':1,'ratezones':[{'rate_per_mb':'1'}]} | ratezones.rate_per_mb: is \"1\"",
                "{'kind':'tariff','id':1,'ratezones':[ | ratezones: is not JSON",
            })
    void rejectsCatalogEntriesThatBreakTheContract(String line, String reason) throws Exception {
        assertThat(Decoding.reject(new CatalogDecoder(), json(line)).reason()).startsWith(reason);
    }

    @Test
    void readsDataStreamsAndTombstones() throws Exception {
        Instruction set = Decoding.decode(
                new StreamDecoder(),
                json("{'id':'s1','organisation_id':1,'stream_type':'USAGE','api_type':'REST_API',"
                        + "'settings':{'url':'https://example.com'}}"));
        assertThat(((StreamChange) set).stream()).isNotNull();
        RawRecord tombstone = new RawRecord(new byte[0], "s1".getBytes(UTF_8), "streams-0", 1, 2, null);
        assertThat(Decoding.decode(new StreamDecoder(), tombstone)).isEqualTo(StreamChange.remove("s1"));
    }

    @Test
    void rejectedDataStreamsGoWithoutTheirBytes() throws Exception {
        try (Decoding<Instruction> decoding = new Decoding<>(new StreamDecoder(), true)) {
            decoding.send(json("{'id':'s1','organisation_id':'x','settings':{'authorization':'secret'}}"));
            decoding.send(new RawRecord(new byte[0], null, "streams-0", 1, 2, null));
            assertThat(decoding.rejected()).hasSize(2).allSatisfy(rejected -> {
                assertThat(rejected.raw()).isEmpty();
                assertThat(rejected.reason()).doesNotContain("secret");
            });
            assertThat(decoding.rejected().get(0).reason()).startsWith("organisation_id: ");
            assertThat(decoding.rejected().get(1).reason()).isEqualTo("record: is empty and has no key");
        }
    }

    private static RawRecord json(String line) {
        return Lines.raw(line.replace('\'', '"'));
    }
}
