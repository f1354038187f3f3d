package io.datastreamer.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The JSON of data streams (the data contract, section 6). */
class DataStreamCodecTest {
    private static final String LEAST =
            "{'id':'s','organisation_id':1,'stream_type':'EVENTS','api_type':'REST_API','settings':{'url':'u'}}";

    private static final String FULL = """
            {'id':'s-1','organisation_id':9007199254740993,'name':'Zähler','stream_type':'USAGE_AND_EVENTS',
             'api_type':'REST_API_BULK','settings':{'url':'https://example.com/','max_records':3000,'signed':true,
             'headers':{'X-One':'1','X-Two':'2'},'list':['a',2,{'b':false}],'ratio':0.25},
             'historic':true,'state':'PAUSED','created_at':'2026-11-19T01:00:00+01:00',
             'filters':{'event_types':[15,1,1]},'replay_from':'2026-11-20T00:00:00.123Z','replay_id':'r1'}""";

    @Test
    void everyMemberIsRead() throws ContractException {
        StreamConfiguration stream = read(FULL);
        assertThat(stream)
                .isEqualTo(StreamConfiguration.of(
                                "s-1",
                                9007199254740993L,
                                StreamType.USAGE_AND_EVENTS,
                                ApiType.REST_API_BULK,
                                new Settings(Map.of(
                                        "url",
                                        "https://example.com/",
                                        "max_records",
                                        3000L,
                                        "signed",
                                        true,
                                        "headers",
                                        Map.of("X-One", "1", "X-Two", "2"),
                                        "list",
                                        List.of("a", 2L, Map.of("b", false)),
                                        "ratio",
                                        new BigDecimal("0.25"))))
                        .withName("Zähler")
                        .withHistoric(true)
                        .withState(StreamConfiguration.State.PAUSED)
                        .withCreatedAt(Instant.parse("2026-11-19T00:00:00Z"))
                        .withFilters(Filters.NONE.withEventTypes(Set.of(1, 15)))
                        .withReplay(new StreamConfiguration.Replay(Instant.parse("2026-11-20T00:00:00.123Z"), "r1")));
    }

    @Test
    void whatIsLeftOutHasItsDefault() throws ContractException {
        assertThat(read(LEAST))
                .isEqualTo(StreamConfiguration.of(
                        "s", 1, StreamType.EVENTS, ApiType.REST_API, new Settings(Map.of("url", "u"))));
    }

    @Test
    void nullSaysTheSameAsAbsent() throws ContractException {
        assertThat(read(with("""
                        'name':null,'historic':null,'state':null,'created_at':null,'filters':null,
                        'replay_from':null,'replay_id':null,'deleted':null"""))).isEqualTo(read(LEAST));
        assertThat(read(with("'filters':{'event_types':null}"))).isEqualTo(read(LEAST));
        assertThat(read(LEAST.replace("{'url':'u'}", "null")).settings()).isEqualTo(Settings.EMPTY);
    }

    @Test
    void membersThatNobodyKnowsAreIgnored() throws ContractException {
        assertThat(read(with("'colour':'green','more':{'id':'other'}"))).isEqualTo(read(LEAST));
    }

    @ParameterizedTest
    @EnumSource(ApiType.class)
    void everyKindOfPlaceIsKnown(ApiType type) throws ContractException {
        assertThat(read(LEAST.replace("REST_API", type.name())).apiType()).isEqualTo(type);
    }

    @ParameterizedTest
    @EnumSource(StreamType.class)
    void everyTypeOfStreamIsKnown(StreamType type) throws ContractException {
        assertThat(read(LEAST.replace("EVENTS", type.name())).streamType()).isEqualTo(type);
    }

    @Test
    void aNumberAsIdIsTakenForItsDigits() throws ContractException {
        assertThat(read(LEAST.replace("'s'", "42")).id()).isEqualTo("42");
        assertThat(change("{'id':42,'organisation_id':1,'deleted':true}")).isEqualTo(StreamChange.remove("42", 1L));
    }

    @Test
    void aDeletedStreamIsARemoval() throws ContractException {
        assertThat(change("{'id':'s','organisation_id':1,'deleted':true}")).isEqualTo(StreamChange.remove("s", 1L));
        assertThat(change("{'id':'s','deleted':true}")).isEqualTo(StreamChange.remove("s"));
        assertThat(change(with("'deleted':true")).stream()).isNull();
        assertThat(change(with("'deleted':false")).stream()).isEqualTo(read(LEAST));
    }

    @Test
    void anErasureIsOfAnOrganisationAndOfNothingElse() throws ContractException {
        StreamChange erasure = change("{'organisation_id':7,'erased':true}");
        assertThat(erasure).isEqualTo(StreamChange.erase(7));
        assertThat(erasure.isErasure()).isTrue();
        assertThat(change(with("'erased':false")).stream()).isEqualTo(read(LEAST));
        for (String wrong : List.of(
                with("'erased':true"),
                "{'id':'s','organisation_id':7,'erased':true}",
                "{'erased':true,'deleted':true}",
                "{'erased':true}")) {
            assertThatExceptionOfType(ContractException.class).isThrownBy(() -> change(wrong));
        }
    }

    @Test
    void aTombstoneIsARemovalOfItsKey() throws ContractException {
        assertThat(DataStreamCodec.readTombstone("s-1.A_b")).isEqualTo(StreamChange.remove("s-1.A_b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "ä", "a\n"})
    void aTombstoneOfAnythingElseIsRefused(String key) {
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> DataStreamCodec.readTombstone(key))
                .withMessageStartingWith("key: ");
    }

    @Test
    void anEmptyFilterLetsNoEventPass() throws ContractException {
        StreamConfiguration stream = read(with("'filters':{'event_types':[]}"));
        assertThat(stream.filters()).isEqualTo(Filters.NONE.withEventTypes(Set.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"id", "organisation_id", "stream_type", "api_type"})
    void whatIsRequiredIsNamedWhenItIsMissing(String member) {
        String renamed = LEAST.replace("'" + member + "'", "'other'");
        assertThat(refusal(renamed)).isEqualTo(member + ": is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "id | 's' | '' | \"\"",
                "id | 's' | 'a b' | \"a b\"",
                "id | 's' | true | true",
                "id | 's' | 1.5 | 1.5",
                "id | 's' | -1.5e3 | -1.5E+3",
                "organisation_id | 1 | '1' | \"1\"",
                "organisation_id | 1 | 1.5 | 1.5",
                "organisation_id | 1 | 9223372036854775808 | 9223372036854775808",
                "organisation_id | 1 | [1] | [1]",
                "stream_type | 'EVENTS' | 'events' | \"events\"",
                "stream_type | 'EVENTS' | 7 | 7",
                "api_type | 'REST_API' | 'FTP' | \"FTP\"",
            })
    void aWrongValueIsShownWithItsMember(String member, String right, String wrong, String shown) {
        String json = LEAST.replace("'" + member + "':" + right, "'" + member + "':" + wrong);
        assertThat(json).isNotEqualTo(LEAST);
        assertThat(refusal(json)).startsWith(member + ": is " + shown).contains(", must be ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "name | 5 | 5",
                "historic | 'yes' | \"yes\"",
                "historic | 1 | 1",
                "state | 'STOPPED' | \"STOPPED\"",
                "created_at | '2026-11-20' | \"2026-11-20\"",
                "created_at | '2026-11-20T00:00:00' | \"2026-11-20T00:00:00\"",
                "created_at | 1700000000 | 1700000000",
                "created_at | '+999999999-01-01T00:00:00Z' | \"+999999999-01-01T00:00:00Z\"",
                "created_at | '-999999999-01-01T00:00:00Z' | \"-999999999-01-01T00:00:00Z\"",
                "replay_from | 'now' | \"now\"",
                "replay_id | 5 | 5",
                "deleted | 'true' | \"true\"",
                "filters | [1] | [1]",
                "filters | 'EVENTS' | \"EVENTS\"",
            })
    void aWrongOptionalValueIsShownWithItsMember(String member, String wrong, String shown) {
        assertThat(refusal(with("'" + member + "':" + wrong)))
                .startsWith(member + ": is " + shown)
                .contains(", must be ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"1 | 1", "{} | {}", "[26] | 26", "[-1] | -1", "[1.5] | 1.5", "['1'] | \"1\"", "[null] | null"})
    void aWrongFilterIsShown(String wrong, String shown) {
        assertThat(refusal(with("'filters':{'event_types':" + wrong + "}")))
                .startsWith("filters.event_types: is " + shown + ", must be ");
    }

    @Test
    void halfAReplayIsRefused() {
        assertThat(refusal(with("'replay_id':'r'"))).contains("replay_from").contains("replay_id");
        assertThat(refusal(with("'replay_from':'2026-11-20T00:00:00Z'"))).contains("replay_id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "'text'", "12", "{", "{'id':'s'} {}", "{'id':'s'}x", "{id:'s'}", "\u0000"})
    void whatIsNoJsonObjectIsRefused(String json) {
        assertThat(refusal(json)).startsWith("not ");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = {'{', '"', 'i', 'd', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> DataStreamCodec.read(bytes))
                .withMessageStartingWith("not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'settings':{'url':'HUSH'}",
                "'name':'HUSH','name':'HUSH'",
                "'settings':{'authorization':'HUSH','authorization':'HUSH'}"
            })
    void aMemberThatIsThereTwiceIsRefused(String twice) {
        String json = with("'name':'n'," + twice);
        assertThat(refusal(json)).startsWith("not JSON").doesNotContain("HUSH");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'HUSH'",
                "['HUSH']",
                "{'authorization':'HUSH','authorization':'HUSH'}",
                "{'authorization':'HUSH",
                "{'authorization':'HUSH\\x'}",
                "{'authorization':HUSH}",
                "{'authorization':'HUSH','n':1HUSH}",
                "{'authorization':'HUSH','n':00}"
            })
    void noMessageHoldsAValueOfTheSettings(String settings) {
        assertThat(refusal(LEAST.replace("{'url':'u'}", settings))).doesNotContain("HUSH");
    }

    @Test
    void whatIsTooLargeIsRefusedWithoutShowingIt() {
        String deep = "['HUSH',".repeat(40) + "1" + "]".repeat(40);
        assertThat(refusal(LEAST.replace("'u'", deep))).startsWith("not JSON").doesNotContain("HUSH");
        String longText = "'" + "HUSH".repeat(300_000) + "'";
        assertThat(refusal(LEAST.replace("'u'", longText)))
                .startsWith("not JSON")
                .doesNotContain("HUSH");
        assertThat(refusal(LEAST.replace("'u'", "1".repeat(2_000))))
                .startsWith("not JSON")
                .doesNotContain("111");
    }

    @Test
    void aLongWrongValueIsCutOff() {
        assertThat(refusal(with("'state':'" + "x".repeat(5_000) + "'")))
                .hasSizeLessThan(250)
                .contains("…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                FULL,
                LEAST,
                "{'id':'s','organisation_id':1,'stream_type':'EVENTS','api_type':'AWS_S3','filters':{'event_types':[]}}",
                "{'id':'s','organisation_id':-1,'stream_type':'EVENTS','api_type':'AWS_S3','settings':"
                        + "{'a':12345678901234567890,'b':1.0,'c':-0.0,'d':1e400,'e':15.000,'f':1E1,'g':null,'h':[null,1]}}",
            })
    void whatIsWrittenIsReadBackTheSame(String json) throws ContractException {
        StreamConfiguration stream = read(json);
        byte[] written = DataStreamCodec.write(stream);
        assertThat(DataStreamCodec.read(written)).isEqualTo(StreamChange.set(stream));
        assertThat(DataStreamCodec.write(read(new String(written, UTF_8)))).isEqualTo(written);
        assertThat(new String(written, UTF_8)).doesNotContain("\n");
    }

    @Test
    void membersAreWrittenInTheContractsOrder() throws ContractException {
        assertThat(new String(DataStreamCodec.write(read(FULL)), UTF_8))
                .isEqualTo(quoted("{'id':'s-1','organisation_id':9007199254740993,'name':'Zähler',"
                        + "'stream_type':'USAGE_AND_EVENTS','api_type':'REST_API_BULK',"
                        + "'settings':{'url':'https://example.com/','max_records':3000,'signed':true,"
                        + "'headers':{'X-One':'1','X-Two':'2'},'list':['a',2,{'b':false}],'ratio':0.25},"
                        + "'historic':true,'state':'PAUSED','created_at':'2026-11-19T00:00:00Z',"
                        + "'filters':{'event_types':[1,15]},"
                        + "'replay_from':'2026-11-20T00:00:00.123Z','replay_id':'r1'}"));
    }

    @Test
    void halfACharacterDoesNotKeepAStreamFromBeingWritten() throws ContractException {
        StreamConfiguration stream = read(with("'name':'half \\ud83d one'"));
        assertThat(DataStreamCodec.read(DataStreamCodec.write(stream)).stream())
                .isNotNull()
                .satisfies(back -> assertThat(back.name()).isEqualTo("half ? one"));
    }

    @Test
    void aStreamsTextShowsNoValueOfItsSettings() throws ContractException {
        StreamConfiguration stream =
                read(LEAST.replace("{'url':'u'}", "{'authorization':'HUSH','headers':{'X':'HUSH'}}"));
        assertThat(StreamChange.set(stream).toString())
                .contains("authorization")
                .doesNotContain("HUSH");
    }

    // ---- JSON with single quotes, for readability

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }

    private static String with(String members) {
        return LEAST.substring(0, LEAST.length() - 1) + "," + members + "}";
    }

    private static StreamChange change(String json) throws ContractException {
        return DataStreamCodec.read(quoted(json).getBytes(UTF_8));
    }

    private static StreamConfiguration read(String json) throws ContractException {
        StreamConfiguration stream = change(json).stream();
        if (stream == null) {
            throw new AssertionError("a removal: " + json);
        }
        return stream;
    }

    private static String refusal(String json) {
        try {
            throw new AssertionError("was read as " + change(json));
        } catch (ContractException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
