package io.datastreamer.job.record;

import io.datastreamer.contract.EventCatalogue;
import java.util.Arrays;
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
    void thereIsNoTypeOfAnotherId() {
        assertThat(EventCatalogue.operation(-1)).isNull();
        assertThatThrownBy(() -> EventType.ofId(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EventType.ofId(1000)).isInstanceOf(IllegalArgumentException.class);
    }
}
