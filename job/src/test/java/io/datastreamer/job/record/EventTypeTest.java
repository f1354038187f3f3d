package io.datastreamer.job.record;

import io.datastreamer.contract.EventCatalogue;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventTypeTest {
    @Test
    void theCatalogueHasTheSameTypes() {
        assertThat(EventCatalogue.ids())
                .containsExactlyElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::id).toList());
        for (EventType type : EventType.values()) {
            assertThat(EventCatalogue.operation(type.id())).isEqualTo(type.name());
            assertThat(EventType.ofId(type.id())).isSameAs(type);
            assertThat(EventType.ofOperation(type.name())).isSameAs(type);
        }
    }

    @Test
    void onlyTheTypesOfTheProductDocumentAreInTheFirstForm() {
        assertThat(Arrays.stream(EventType.values()).filter(EventType::isInFirstForm))
                .extracting(EventType::id)
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 15).boxed().toList());
    }

    @Test
    void thereIsNoTypeOfAnotherId() {
        assertThat(EventCatalogue.operation(-1)).isNull();
        assertThat(EventCatalogue.isKnown(26)).isFalse();
        assertThat(EventCatalogue.isKnown(1L << 32)).isFalse();
        assertThatThrownBy(() -> EventType.ofId(26)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventType.ofId(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventType.ofId(1000)).isInstanceOf(IllegalArgumentException.class);
    }
}
