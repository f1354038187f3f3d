package io.datastreamer.job.decode;

import io.datastreamer.contract.Rejected;
import io.datastreamer.contract.Severity;
import io.datastreamer.job.Lines;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.EventSource;
import io.datastreamer.job.record.EventType;
import io.datastreamer.job.record.NetworkRecord;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.User;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;

class NetworkRecordDecoderTest {
    private static final String RECORD =
            "{'record_id':7,'time':'2017-10-26T07:28:00Z','operation':'UPDATE_LOCATION','imsi':'901430123456789'}";

    @Test
    void readsEveryMember() throws Exception {
        NetworkRecord record = decode(
                "{'record_id':7,'time':'2017-10-26T07:28:00.5Z','operation':'GENERIC',"
                        + "'imsi':'90143012345678','organisation_id':3,'plmn':{'mcc':'262','mnc':'002'},'vlr':'49172',"
                        + "'sgsn':'49173','sgsn_ip':'10.0.0.1','rat_type':6,'rx_bytes':1,'tx_bytes':2,"
                        + "'user':{'id':5,'username':'u','name':'n'},'ip_address':'9.9.9.9','reason':'r',"
                        + "'callback_url':'https://example.com','http_status':503,'sim_status':{'from':'a','to':'b'},"
                        + "'source':'POLICY_CONTROL','severity':'CRITICAL','alert':true,'description':'d \\u00e9 \\ud83d\\ude00',"
                        + "'detail':{'quota':{'volume':-1.50,'of':[null,true,'\\u00e9']}},'unknown':{'a':[1,{'b':null}]},'another':'x'}");
        assertThat(record)
                .isEqualTo(new NetworkRecord(
                        7,
                        Instant.parse("2017-10-26T07:28:00.500Z").toEpochMilli(),
                        EventType.GENERIC,
                        "90143012345678",
                        3,
                        new Plmn("262", "002"),
                        "49172",
                        "49173",
                        "10.0.0.1",
                        null,
                        1,
                        2,
                        new User(5, "u", "n"),
                        "9.9.9.9",
                        "r",
                        "https://example.com",
                        503,
                        "a",
                        "b",
                        EventSource.POLICY_CONTROL,
                        Severity.CRITICAL,
                        true,
                        "d é \uD83D\uDE00",
                        "{\"quota\":{\"volume\":-1.50,\"of\":[null,true,\"é\"]}}"));
    }

    @Test
    void aDetailHasABound() throws Exception {
        String values = "1,".repeat(4000);
        assertThat(decode(with("'detail':{'a':[" + values + "1]}")).detail()).hasSize(8009);
        assertThat(reason(with("'detail':{'a':[" + values + values + "1]}")))
                .isEqualTo("detail: must be an object of at most 8192 characters");
    }

    @Test
    void membersThatAreNullAreAbsent() throws Exception {
        NetworkRecord record = decode(with("'plmn':null,'vlr':null,'rx_bytes':null,'alert':null,'user':null"));
        assertThat(record).isEqualTo(decode(RECORD));
        assertThat(record.rxBytes()).isEqualTo(Absent.NUMBER);
    }

    @Test
    void pdpContextsMayHaveAnyOfTheirMembers() throws Exception {
        var context = decode(with("'pdp_context':{'pdp_context_id':162094787123,'ci':4294967296,'mnc':'01'}"))
                .pdpContext();
        assertThat(context).isNotNull();
        assertThat(context.pdpContextId()).isEqualTo("162094787123");
        assertThat(context.ci()).isEqualTo(4_294_967_296L);
        assertThat(context.lac()).isEqualTo(Absent.NUMBER);
        assertThat(context.apn()).isNull();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void everyOperationIsKnown(EventType type) throws Exception {
        String line = RECORD.replace("UPDATE_LOCATION", type.name()).replace("}", ",'description':'d'}");
        assertThat(decode(line).eventType()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void eventsAboutSimsNeedAnImsiOthersAnOrganisation(EventType type) throws Exception {
        String line = "{'record_id':7,'time':'2017-10-26T07:28:00Z','operation':'" + type + "','description':'d'}";
        String withOrganisation = line.replace("}", ",'organisation_id':1}");
        if (type.subject() == EventType.Subject.SIM) {
            assertThat(reason(withOrganisation)).startsWith("imsi: is missing");
        } else {
            assertThat(decode(withOrganisation).organisationId()).isEqualTo(1);
            assertThat(reason(line)).isEqualTo("organisation_id: is missing, and so is imsi");
        }
    }

    // what is replaced, the replacement, and the start of the reason
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'record_id':7, | | record_id: is missing",
                "'record_id':7 | 'record_id':null | record_id: is missing",
                "7 | -1 | record_id: is -1, must be an integer from 0",
                "7 | 7.5 | record_id: is 7.5, must be an integer",
                "7 | 7e-1 | record_id: is 7e-1, must be an integer",
                "7 | 1e19 | record_id: is 1e19, must be an integer",
                "7 | 1e999999999 | record_id: is 1e999999999, must be an integer",
                "7 | 9223372036854775808 | record_id: is 9223372036854775808, must be an integer",
                "7 | '7' | record_id: is \"7\", must be an integer",
                "7 | true | record_id: is true, must be an integer",
                "7 | [7] | record_id: is an array, must be an integer",
                "7 | {} | record_id: is an object, must be an integer",
                "'time':'2017-10-26T07:28:00Z', | | time: is missing",
                "2017-10-26T07:28:00Z | 2017-10-26T07:28:00 | time: is \"2017-10-26T07:28:00\", must be an ISO 8601",
                "2017-10-26T07:28:00Z | 2017-02-29T07:28:00Z | time: is \"2017-02-29T07:28:00Z\", must be",
                "2017-10-26T07:28:00Z | 2017-10-26 07:28:00Z | time: is",
                "2017-10-26T07:28:00Z | yesterday | time: is \"yesterday\"",
                "'2017-10-26T07:28:00Z' | 1509002880000 | time: is 1509002880000, must be an ISO 8601",
                "'operation':'UPDATE_LOCATION', | | operation: is missing",
                "UPDATE_LOCATION | update_location | operation: is \"update_location\", must be an operation",
                "'UPDATE_LOCATION' | 1 | operation: is 1, must be a string",
                ",'imsi':'901430123456789' | | imsi: is missing, UPDATE_LOCATION is about a SIM",
                "901430123456789 | 9014301234567890 | imsi: is \"9014301234567890\", must be a string of 14 to 15 digits",
                "901430123456789 | 9014301234567 | imsi: is \"9014301234567\", must be",
                "901430123456789 | 90143012345678x | imsi: is \"90143012345678x\", must be",
                "901430123456789 | ٩٠١٤٣٠١٢٣٤٥٦٧٨٩ | imsi: is \"٩",
                "'901430123456789' | 901430123456789 | imsi: is 901430123456789, must be a string",
                "} | ,'organisation_id':-1} | organisation_id: is -1",
                "} | ,'plmn':'26201'} | plmn: is \"26201\", must be an object",
                "} | ,'plmn':{'mcc':'262'}} | plmn.mnc: is missing",
                "} | ,'plmn':{'mcc':'26','mnc':'01'}} | plmn.mcc: is \"26\", must be a string of 3 digits",
                "} | ,'plmn':{'mcc':'262','mnc':'1'}} | plmn.mnc: is \"1\", must be a string of 2 to 3 digits",
                "} | ,'plmn':{'mcc':'262','mnc':1}} | plmn.mnc: is 1, must be a string",
                "} | ,'plmn':{'mcc':'262','mnc':'01','mcc':'263'}} | plmn.mcc: is there more than once",
                "} | ,'vlr':'+49172'} | vlr: is \"+49172\", must be a string of 1 to 15 digits",
                "} | ,'sgsn':''} | sgsn: is \"\"",
                "} | ,'sgsn_ip':1} | sgsn_ip: is 1, must be a string",
                "} | ,'rat_type':'6'} | rat_type: is \"6\", must be an integer",
                "} | ,'rx_bytes':-1} | rx_bytes: is -1, must be an integer from 0 to 10^15",
                "} | ,'tx_bytes':1000000000000001} | tx_bytes: is 1000000000000001, must be",
                "} | ,'user':{'username':'u'}} | user.id: is missing",
                "} | ,'user':{'id':1}} | user.username: is missing",
                "} | ,'detail':[]} | detail: is an array, must be an object",
                "} | ,'detail':{'mnc':1}} | detail: is mnc, must be an object without mnc, which other members tell",
                "} | ,'detail':{'a':{'b':1,'b':2}}} | detail: is b, must be an object without members that are there twice",
                "} | ,'detail':{'a':1e5}} | detail: is 1e5, must be a number of at most 40 digits, without exponent",
                "} | ,'detail':{'a':[[[[[[[[1]]]]]]]]}} | detail: is an array, must be an object of at most 8 levels",
                "} | ,'detail':{'a':'\\ud800'}} | detail: is",
                "} | ,'detail':{'a\\u0000':1}} | detail: is",
                "} | ,'user':'u'} | user: is \"u\", must be an object",
                "} | ,'http_status':1000} | http_status: is 1000, must be an HTTP status",
                "} | ,'sim_status':'a'} | sim_status: is \"a\", must be an object",
                "} | ,'sim_status':{'from':1}} | sim_status.from: is 1, must be a string",
                "} | ,'source':'network'} | source: is \"network\", must be one of [NETWORK, POLICY_CONTROL, API]",
                "} | ,'severity':2} | severity: is 2, must be one of [INFO, WARN, CRITICAL]",
                "} | ,'alert':'true'} | alert: is \"true\", must be true or false",
                "} | ,'description':'\\ud800'} | description: is \"?\", must be a string without unpaired surrogates",
                "} | ,'pdp_context':[]} | pdp_context: is an array, must be an object",
                "} | ,'pdp_context':{'lac':-5}} | pdp_context.lac: is -5, must be an integer",
                "} | ,'pdp_context':{'lac':'x'}} | pdp_context.lac: is \"x\", must be an integer",
                "} | ,'pdp_context':{'mcc':'1'}} | pdp_context.mcc: is \"1\"",
                "} | ,'pdp_context':{'imsi':'1'}} | pdp_context.imsi: is \"1\"",
                "} | ,'pdp_context':{'tunnel_created':'x'}} | pdp_context.tunnel_created: is \"x\", must be an ISO 8601",
                "} | ,'pdp_context':{'apn':'a','apn':'b'}} | pdp_context.apn: is there more than once",
                "} | ,'imsi':'901430123456789'} | imsi: is there more than once",
                "} | ,'x':nil} | x: is not JSON: Unrecognized token 'nil'",
                "} | | imsi: is not JSON: Unexpected end-of-input",
                "} | ]} | imsi: is not JSON: Unexpected",
                "} | }} | record: has more after the JSON object",
                "} | }{} | record: has more after the JSON object",
                "} | } x | record: has more after the JSON object",
                "UPDATE_LOCATION | GENERIC | description: is missing",
            })
    void rejectsWhatBreaksTheContract(String part, String replacement, String reason) throws Exception {
        String line = RECORD.replace(part, replacement == null ? "" : replacement);
        assertThat(line).isNotEqualTo(RECORD);
        assertThat(reason(line)).startsWith(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | record: is not a JSON object",
                "7 | record: is not a JSON object",
                "`  ` | record: is not a JSON object",
                "garbage | record: is not JSON: Unrecognized token 'garbage'",
            })
    void rejectsWhatIsNoObject(String line, String reason) throws Exception {
        assertThat(reason(line)).startsWith(reason);
    }

    @Test
    void rejectsBytesThatAreNoUtf8() throws Exception {
        byte[] latin = with("'description':'é'").getBytes(ISO_8859_1);
        assertThat(reason(raw(latin))).startsWith("record: is not UTF-8, see byte ");
        assertThat(reason(raw(RECORD.getBytes(UTF_16BE))))
                .isEqualTo("record: is not UTF-8 text, there is a zero at byte 0");
        assertThat(reason(raw(new byte[0]))).isEqualTo("record: is empty");
    }

    @Test
    void rejectsDeepNestingAndMasses() throws Exception {
        assertThat(reason(with("'x':" + "[".repeat(100_000)))).contains("nesting depth");
        assertThat(reason(with("'x':" + "{'a':".repeat(100_000)))).contains("nesting depth");
        assertThat(reason(with("'description':'" + "x".repeat(1_000_000) + "'")))
                .startsWith("description: is \"xxx")
                .endsWith("…\", must be a string of at most 4096 characters")
                .hasSizeLessThan(200);
        assertThat(reason(with("'rx_bytes':" + "9".repeat(1_000_000))))
                .startsWith("rx_bytes: ")
                .hasSizeLessThan(200);
    }

    @Test
    void rejectsWhatTheSourceFoundFlawed() throws Exception {
        RawRecord raw = new RawRecord(new byte[] {1}, null, "f", 3, 4, "the line is longer than 1 MiB");
        assertThat(reason(raw)).isEqualTo("record: the line is longer than 1 MiB");
    }

    @Test
    void rejectedRecordsSayWhereTheyCameFrom() throws Exception {
        RawRecord raw = new RawRecord(new byte[] {'x'}, null, "network-records-3", 42, 4, null);
        Rejected rejected = Decoding.reject(new NetworkRecordDecoder(), raw);
        assertThat(rejected)
                .usingRecursiveComparison()
                .isEqualTo(new Rejected(
                        "decode",
                        rejected.reason(),
                        "network-records-3",
                        "42",
                        new byte[] {'x'},
                        null,
                        0,
                        Instant.ofEpochMilli(Lines.READ_AT)));
    }

    @Test
    void goesOnAfterARejectedRecord() throws Exception {
        try (Decoding<?> decoding = new Decoding<>(new NetworkRecordDecoder())) {
            decoding.send(json(with("'pdp_context':{'lac':1,'apn':{")));
            decoding.send(json(RECORD));
            assertThat(decoding.rejected()).hasSize(1);
            assertThat(decoding.decoded()).hasSize(1);
        }
    }

    private static String with(String members) {
        return RECORD.substring(0, RECORD.length() - 1) + "," + members + "}";
    }

    private static NetworkRecord decode(String line) throws Exception {
        return Decoding.decode(new NetworkRecordDecoder(), json(line)).asNetwork();
    }

    private static String reason(String line) throws Exception {
        return reason(json(line));
    }

    private static String reason(RawRecord raw) throws Exception {
        return Decoding.reject(new NetworkRecordDecoder(), raw).reason();
    }

    // single quotes are easier to read in Java
    private static RawRecord json(String line) {
        return Lines.raw(line.replace('\'', '"'));
    }

    private static RawRecord raw(byte[] bytes) {
        return new RawRecord(bytes, null, "test", 0, 0, null);
    }
}
