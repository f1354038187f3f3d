package io.datastreamer.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The JSON of filters (the data contract, section 6). */
class FiltersCodecTest {
    private static final String ALL = """
            {'event_types':[3,1,3],'severities':['CRITICAL','WARN'],'alert':false,'tags':['north','a "b" \\\\ c','über 9'],
             'iccids':['8988303001234560002','0000000000000000001','9999999999999999999','8988303001234560002'],
             'countries':['fr','de']}""";

    private static final Filters READ = new Filters(
            Set.of(1, 3),
            Set.of(Severity.WARN, Severity.CRITICAL),
            false,
            Set.of("north", "a \"b\" \\ c", "über 9"),
            Iccids.of(List.of("0000000000000000001", "8988303001234560002", "9999999999999999999")),
            Set.of("de", "fr"));

    private final List<String> faults = new ArrayList<>();

    private Filters read(String json, Filters before) throws ContractException {
        return FiltersCodec.read(
                node(json), before, (member, value, expected) -> faults.add(member + ": " + value + ": " + expected));
    }

    private static JsonNode node(String json) throws ContractException {
        return Json.readObject(
                json.replace("'", "\"").replace("a \"b\"", "a \\\"b\\\"").getBytes(UTF_8));
    }

    @Test
    void everyMemberIsRead() throws ContractException {
        assertThat(read(ALL, Filters.NONE)).isEqualTo(READ);
        assertThat(faults).isEmpty();
    }

    @Test
    void whatIsWrittenIsSortedAndReadBackTheSame() throws ContractException {
        byte[] written = Json.write(json -> FiltersCodec.write(json, READ));
        assertThat(new String(written, UTF_8))
                .isEqualTo("{\"event_types\":[1,3],\"severities\":[\"WARN\",\"CRITICAL\"],\"alert\":false,"
                        + "\"tags\":[\"a \\\"b\\\" \\\\ c\",\"north\",\"über 9\"],"
                        + "\"iccids\":[\"0000000000000000001\",\"8988303001234560002\",\"9999999999999999999\"],"
                        + "\"countries\":[\"de\",\"fr\"]}");
        assertThat(FiltersCodec.require(Json.readObject(written), "")).isEqualTo(READ);
        byte[] nothing = Json.write(json -> FiltersCodec.write(json, Filters.NONE));
        assertThat(new String(nothing, UTF_8)).isEqualTo("{}");
    }

    @Test
    void absentStaysAndNullTakesAway() throws ContractException {
        assertThat(read("{}", READ)).isEqualTo(READ);
        assertThat(read("{'tags':null,'alert':true}", READ))
                .isEqualTo(READ.withTags(null).withAlert(true));
        assertThat(read("{'event_types':null,'severities':null,'alert':null,'iccids':null,'countries':null}", READ))
                .isEqualTo(Filters.NONE.withTags(READ.tags()));
        assertThat(read("{'iccids':[],'severities':[]}", Filters.NONE))
                .isEqualTo(Filters.NONE.withIccids(Iccids.of(List.of())).withSeverities(Set.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "severities | ['INFO','info'] | \"info\" | INFO, WARN or CRITICAL",
                "severities | [1] | 1 | INFO, WARN or CRITICAL",
                "severities | 'WARN' | \"WARN\" | an array of severities",
                "alert | 'true' | \"true\" | true or false",
                "alert | [] | [] | true or false",
                "tags | ['a,b'] | \"a,b\" | a tag of 1 to 100 characters",
                "tags | [''] | \"\" | a tag of 1 to 100 characters",
                "tags | [' a'] | \" a\" | a tag of 1 to 100 characters",
                "tags | ['a\\n'] | \"a\\n\" | a tag of 1 to 100 characters",
                "tags | {} | {} | an array of at most 100 tags",
                "iccids | ['898830300123456000'] | \"898830300123456000\" | an ICCID of 19 digits",
                "iccids | ['89883030012345600021'] | \"89883030012345600021\" | an ICCID of 19 digits",
                "iccids | [8988303001234560002] | 8988303001234560002 | an ICCID of 19 digits",
                "iccids | ['898830300123456000٣'] | \"898830300123456000٣\" | an ICCID of 19 digits",
                "countries | ['DE'] | \"DE\" | the ISO code of a country",
                "countries | ['deu'] | \"deu\" | the ISO code of a country",
                "countries | [null] | null | the ISO code of a country",
            })
    void aWrongValueIsShownAndCountsAsAbsent(String member, String wrong, String shown, String expected)
            throws ContractException {
        assertThat(read("{'" + member + "':" + wrong + ",'countries_':1}", Filters.NONE))
                .isEqualTo(Filters.NONE);
        assertThat(faults).singleElement().asString().startsWith(member + ": " + shown + ": " + expected);
        assertThatExceptionOfType(ContractException.class)
                .isThrownBy(() -> FiltersCodec.require(node("{'" + member + "':" + wrong + "}"), "filters."))
                .withMessageStartingWith("filters." + member + ": is " + shown + ", must be " + expected);
    }

    @Test
    void listsHaveBounds() throws ContractException {
        String iccids = String.join(",", Collections.nCopies(FiltersCodec.MOST_ICCIDS, "'8988303001234560002'"));
        assertThat(read("{'iccids':[" + iccids + "]}", Filters.NONE).iccids()).isNotNull();
        assertThat(faults).isEmpty();
        read("{'iccids':[" + iccids + ",'8988303001234560002']}", Filters.NONE);
        read("{'tags':['" + "a".repeat(101) + "']}", Filters.NONE);
        read("{'tags':[" + String.join(",", Collections.nCopies(101, "'a'")) + "]}", Filters.NONE);
        read("{'countries':[" + String.join(",", Collections.nCopies(301, "'de'")) + "]}", Filters.NONE);
        assertThat(faults).hasSize(4).first().asString().endsWith("an array of at most 1000 ICCIDs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000000", "9999999999999999999", "8988303001234560002"})
    void anIccidIsFoundByItsDigitsAlone(String iccid) {
        Iccids iccids = Iccids.of(List.of(iccid, "1234567890123456789"));
        byte[] text = ("x" + iccid + "y").getBytes(UTF_8);
        assertThat(iccids.contains(iccid)).isTrue();
        assertThat(iccids.contains(text, 1, text.length - 1)).isTrue();
        assertThat(iccids.contains(text, 0, text.length - 2)).isFalse();
        assertThat(iccids.contains(text, 1, text.length - 2)).isFalse();
        assertThat(iccids.contains("")).isFalse();
        assertThat(iccids.contains("1111111111111111111")).isFalse();
        assertThat(iccids.list()).contains(iccid).hasSize(2).isSorted();
    }
}
