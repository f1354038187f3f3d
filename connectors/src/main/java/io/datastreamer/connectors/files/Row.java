package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes the values of rows, from the first column to the last. */
interface Row {

    /** A value as it is: text, number, true or false; nothing where there is none. */
    Row value(JsonNode value);

    /** A number with so many decimals. */
    Row decimal(JsonNode value, int decimals);

    /** A value of several parts, as JSON. */
    Row json(JsonNode value);

    /** A time of a document, in any of its forms. */
    Row time(JsonNode value);

    /** A text. */
    Row text(String value);

    /** Nothing. */
    Row empty();

    /** The row ends: the next value is the first one of another. */
    void end();
}
