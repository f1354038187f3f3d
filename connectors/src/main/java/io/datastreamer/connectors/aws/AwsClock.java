package io.datastreamer.connectors.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * The clock that a client's requests are signed with: this machine's, until the service refuses a signature and answers
 * with another time. (The SDK corrects its clock for some of these errors, but not for those of Kinesis.)
 */
public final class AwsClock extends Clock {
    /** Services accept signatures within five minutes of their time. */
    private static final Duration TOLERATED = Duration.ofMinutes(4);

    private static final Set<String> MAY_SPEAK_OF_TIME = Set.of(
            "AuthFailure",
            "InvalidSignatureException",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch");

    private volatile Duration offset = Duration.ZERO;

    /** The ways to sign a request, with this clock. */
    public List<AuthSchemeOption> on(List<AuthSchemeOption> ways) {
        return ways.stream()
                .map(way -> way.toBuilder()
                        .putSignerProperty(HttpSigner.SIGNING_CLOCK, this)
                        .build())
                .toList();
    }

    /** Whether a call failed because of its signing time; if so, this clock shows the service's time from now on. */
    boolean isCorrectedBy(Throwable failure) {
        if (!MAY_SPEAK_OF_TIME.contains(AwsVerdict.code(failure))) {
            return false;
        }
        try {
            Instant theirs = ZonedDateTime.parse(
                            AwsVerdict.header(failure, "Date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            if (Duration.between(instant(), theirs).abs().compareTo(TOLERATED) <= 0) {
                return false;
            }
            offset = Duration.between(Instant.now(), theirs);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(offset);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** The same clock: signatures are in UTC. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
