package io.datastreamer.job.decode;

import io.datastreamer.job.Lines;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.RawRecord;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

class BillingRecordDecoderTest {
    private static final String RECORD = "{'record_id':7,'imsi':'901430123456789','start':'2017-03-19T21:06:33Z',"
            + "'end':'2017-03-19T21:21:23Z','rx_bytes':13800,'tx_bytes':8531,"
            + "'plmn':{'mcc':'262','mnc':'01'},'service':'DATA'}";

    @Test
    void readsWhatOverridesTheRating() throws Exception {
        BillingRecord record = decode(
                RECORD.replace("'service'", "'tariff_id':64,'ratezone_id':83,'cost':1.250,'currency':'USD','service'"));
        assertThat(record.tariffId()).isEqualTo(64);
        assertThat(record.ratezoneId()).isEqualTo(83);
        assertThat(record.cost()).isEqualTo(new BigDecimal("1.25"));
        assertThat(record.currencyCode()).isEqualTo("USD");
        assertThat(decode(RECORD.replace("'service'", "'cost':1,'currency':2,'service'"))
                        .currencyId())
                .isEqualTo(2);
    }

    @Test
    void wholeNumbersAndCreditNotesMayBeWrittenInAnyWay() throws Exception {
        BillingRecord record =
                decode(RECORD.replace("'service'", "'tariff_id':64.00,'ratezone_id':8.3e1,'cost':-0.1,'service'"));
        assertThat(record.tariffId()).isEqualTo(64);
        assertThat(record.ratezoneId()).isEqualTo(83);
        assertThat(record.cost()).isEqualTo(new BigDecimal("-0.1"));
    }

    @Test
    void whatAnUnknownMemberHoldsDoesNotMatter() throws Exception {
        String deep = "[".repeat(5000) + "]".repeat(5000);
        BillingRecord record =
                decode(RECORD.replace("'service'", "'x':" + deep + ",'y':" + "9".repeat(5000) + ",'service'"));
        assertThat(record).isEqualTo(decode(RECORD));
    }

    @Test
    void smsCountsMessages() throws Exception {
        BillingRecord record = decode(RECORD.replace("_bytes", "_messages").replace("DATA", "SMS"));
        assertThat(record.service()).isEqualTo(BillingRecord.Service.SMS);
        assertThat(record.rx()).isEqualTo(13800);
        assertThat(record.tx()).isEqualTo(8531);
    }

    @Test
    void aMeasurementMayBeAnInstant() throws Exception {
        BillingRecord record = decode(RECORD.replace("21:21:23Z", "21:06:33Z"));
        assertThat(record.endMillis()).isEqualTo(record.startMillis());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'record_id':7, | | record_id: is missing",
                "'imsi':'901430123456789', | | imsi: is missing",
                "'start':'2017-03-19T21:06:33Z', | | start: is missing",
                "'end':'2017-03-19T21:21:23Z', | | end: is missing",
                "'plmn':{'mcc':'262','mnc':'01'}, | | plmn: is missing",
                ",'service':'DATA' | | service: is missing",
                "'rx_bytes':13800, | | rx_bytes: is missing, a record of DATA has it",
                "'tx_bytes':8531, | | tx_bytes: is missing, a record of DATA has it",
                "'DATA' | 'SMS' | rx_messages: is missing, a record of SMS has it",
                "'DATA' | 'VOICE' | service: is \"VOICE\", must be one of [DATA, SMS]",
                "13800 | -1 | rx_bytes: is -1, must be an integer from 0 to 10^15",
                "13800 | 1.5 | rx_bytes: is 1.5, must be",
                "} | ,'rx_messages':3} | rx_messages: is 3, a record of DATA has none",
                "21:21:23Z | 21:06:32Z | end: is 2017-03-19T21:06:32Z, must not be before start, 2017-03-19T21:06:33Z",
                "} | ,'cost':-1e16} | cost: is -1e16, must be a number from -10^15",
                "} | ,'cost':'1'} | cost: is \"1\", must be a number",
                "} | ,'cost':1e16} | cost: is 1e16, must be a number",
                "} | ,'cost':1e-21} | cost: is 1e-21, must be a number",
                "} | ,'cost':1e999999999} | cost: is 1e999999999, must be a number",
                "} | ,'cost':1e-999999999} | cost: is 1e-999999999, must be a number",
                "} | ,'cost':1e99999999999} | cost: is 1e99999999999, must be a number",
                "} | ,'currency':'EUR'} | currency: is there without cost",
                "} | ,'cost':1,'currency':1.5} | currency: is 1.5, must be",
                "} | ,'tariff_id':'64'} | tariff_id: is \"64\", must be an integer",
                "} | ,'ratezone_id':{}} | ratezone_id: is an object, must be an integer",
            })
    void rejectsWhatBreaksTheContract(String part, String replacement, String reason) throws Exception {
        String line = part.equals("}")
                ? RECORD.substring(0, RECORD.length() - 1) + replacement
                : RECORD.replace(part, replacement == null ? "" : replacement);
        assertThat(Decoding.reject(new BillingRecordDecoder(), json(line)).reason())
                .startsWith(reason);
    }

    private static BillingRecord decode(String line) throws Exception {
        return Decoding.decode(new BillingRecordDecoder(), json(line)).asBilling();
    }

    private static RawRecord json(String line) {
        return Lines.raw(line.replace('\'', '"'));
    }
}
