package io.datastreamer.job.record;

import java.io.Serializable;

/**
 * A public land mobile network by its codes (ITU-T E.212).
 *
 * @param mcc mobile country code, three digits
 * @param mnc mobile network code, two or three digits; leading zeros count
 */
public record Plmn(String mcc, String mnc) implements Serializable {
    private static final int CODES_PER_MCC = 2000;
    private static final int CODES_PER_LENGTH = 1000;

    /** A number that is unique for each PLMN: "02" and "002" are two codes. */
    public int code() {
        int length = mnc.length() == 3 ? CODES_PER_LENGTH : 0;
        return number(mcc) * CODES_PER_MCC + length + number(mnc);
    }

    private static int number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            number = number * 10 + digits.charAt(i) - '0';
        }
        return number;
    }

    /** MCC and MNC for people to read: {@code 262/02}. */
    @Override
    public String toString() {
        return mcc + "/" + mnc;
    }
}
