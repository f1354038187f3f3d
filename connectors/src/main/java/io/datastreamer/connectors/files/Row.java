package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;

/** A writer of rows, which gets the values from the first column to the last. */
interface Row {

    /** Writes a text, number or boolean as it is; nothing for null. */
    Row value(JsonNode value);

    /** Writes a number with this many decimals. */
    Row decimal(JsonNode value, int decimals);

    /** Writes a value with several parts as JSON. */
    Row json(JsonNode value);

    /** Writes a document's time, in any of its forms. */
    Row time(JsonNode value);

    /** Writes a text. */
    Row text(String value);

    /** Writes an empty value. */
    Row empty();

    /** Ends the row: the next value is the first of another one. */
    void end();
}
