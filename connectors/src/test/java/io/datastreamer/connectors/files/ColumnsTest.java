package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({"events, EVENT", "usage, USAGE"})
    void theDataContractListsTheColumns(String title, RecordKind kind) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "data-contract.md")))
                .contains("<!-- columns: " + title + " -->\n```\n" + String.join(", ", Columns.of(kind, Form.V1))
                        + "\n```\n");
    }
}
