package io.datastreamer.contract;

/** The kinds of places to which a data stream can send documents. */
public enum ApiType {
    /** The customer's HTTP server, one document a request. */
    REST_API,
    /** The customer's HTTP server, many documents a request. */
    REST_API_BULK,
    AWS_KINESIS,
    AWS_S3,
    KEEN_IO,
    DATADOG,
    /** A topic of the customer's own Kafka cluster. */
    KAFKA,
    /** No place: the customer fetches the documents. */
    PULL,
    /** A topic of Google Cloud Pub/Sub. */
    GOOGLE_PUBSUB,
    AWS_SQS,
    AWS_SNS,
    AWS_EVENTBRIDGE,
    /** An Azure event hub, over Kafka's protocol. */
    AZURE_EVENT_HUBS,
    /** A container of Azure Blob Storage. */
    AZURE_BLOB,
    /** A bucket of Google Cloud Storage. */
    GOOGLE_STORAGE,
    /** A directory on an SFTP server. */
    SFTP
}
