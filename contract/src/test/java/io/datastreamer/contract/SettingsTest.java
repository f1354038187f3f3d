package io.datastreamer.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SettingsTest {

    @Test
    void areACopyOfWhatWasGiven() {
        Map<String, @Nullable Object> headers = new LinkedHashMap<>(Map.of("X", "1"));
        List<@Nullable Object> list = new ArrayList<>(List.of("a"));
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("headers", headers);
        given.put("list", list);
        Settings settings = new Settings(given);

        headers.put("X", "2");
        list.add("b");
        given.put("more", 1L);

        assertThat(settings.members()).isEqualTo(Map.of("headers", Map.of("X", "1"), "list", List.of("a")));
    }

    @Test
    void cannotBeChangedAtAnyDepth() {
        Settings settings = new Settings(Map.of("headers", Map.of("X", "1"), "list", List.of(Map.of("Y", "2"))));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> settings.members().put("a", "b"));
        assertUnmodifiable(settings.get("headers"));
        assertThat(settings.get("list")).isInstanceOfSatisfying(List.class, list -> {
            assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(list::clear);
            assertUnmodifiable(list.get(0));
        });
    }

    private static void assertUnmodifiable(@Nullable Object map) {
        assertThat(map)
                .isInstanceOfSatisfying(
                        Map.class,
                        members -> assertThatExceptionOfType(UnsupportedOperationException.class)
                                .isThrownBy(members::clear));
    }

    @Test
    void membersThatAreNullAreDropped() {
        Map<String, @Nullable Object> nested = new LinkedHashMap<>();
        nested.put("gone", null);
        nested.put("kept", 1L);
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("url", null);
        given.put("nested", nested);
        given.put("list", Arrays.asList("a", null));
        Settings settings = new Settings(given);

        assertThat(settings).isEqualTo(new Settings(Map.of("nested", Map.of("kept", 1L), "list", List.of("a"))));
        assertThat(settings.get("url")).isNull();
        assertThat(settings.get("never")).isNull();
    }

    @Test
    void keepTheOrderInWhichTheyWereGiven() {
        Map<String, String> given = new LinkedHashMap<>();
        for (String name : List.of("z", "a", "m", "b")) {
            given.put(name, name);
        }
        assertThat(new Settings(given).members().keySet()).containsExactly("z", "a", "m", "b");
    }

    @Test
    void areEqualByTheirValues() {
        Settings settings = new Settings(Map.of("a", 1L, "b", List.of(true)));
        assertThat(settings)
                .isEqualTo(new Settings(Map.of("b", List.of(true), "a", 1L)))
                .hasSameHashCodeAs(new Settings(Map.of("b", List.of(true), "a", 1L)))
                .isNotEqualTo(new Settings(Map.of("a", 2L, "b", List.of(true))))
                .isNotEqualTo(Settings.EMPTY);
    }

    @Test
    void theirTextNamesMembersAndShowsNoValue() {
        Settings settings = new Settings(
                Map.of("authorization", "hush", "headers", Map.of("X-Key", "hush"), "list", List.of("hush")));
        assertThat(settings.toString())
                .contains("authorization", "headers", "list")
                .doesNotContain("hush");
    }
}
