package io.datastreamer.connectors.s3;

import io.datastreamer.connectors.aws.AwsAccess;
import io.datastreamer.connectors.aws.AwsVerdict;
import java.util.Optional;

/**
 * Finds out the region of a bucket. If the customer does not name it, the first request goes to the oldest region, and
 * S3's refusal names the right one: no right to read the bucket's properties is needed.
 */
final class BucketRegion {
    static final String FIRST_GUESS = "us-east-1";

    private BucketRegion() {}

    /** The region that S3 names when it refuses a request to the wrong region; otherwise empty. */
    static Optional<String> toldBy(Throwable failure) {
        int status = AwsVerdict.status(failure);
        if (status != 301 && status != 307 && status != 400) {
            return Optional.empty();
        }
        // it becomes part of a host name
        return AwsVerdict.header(failure, "x-amz-bucket-region").filter(AwsAccess::isRegion);
    }
}
