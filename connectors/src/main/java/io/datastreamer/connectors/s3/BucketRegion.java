package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.aws.AwsVerdict;
import java.util.Optional;

/**
 * Which region a bucket is in. Where the customer does not say it, a first request goes to the oldest region, and S3 says
 * in its refusal where the bucket is: no right to look at the bucket is needed.
 */
final class BucketRegion {
    static final String FIRST_GUESS = "us-east-1";

    private BucketRegion() {}

    /** What S3 says in a refusal of a request to the wrong region; empty when that is not what it is. */
    static Optional<String> toldBy(Throwable failure) {
        int status = AwsVerdict.status(failure);
        if (status != 301 && status != 307 && status != 400) {
            return Optional.empty();
        }
        // it becomes part of a host's name
        return AwsVerdict.header(failure, "x-amz-bucket-region").filter(AwsAccess::isRegion);
    }
}
