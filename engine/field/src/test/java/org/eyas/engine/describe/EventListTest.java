package org.eyas.engine.describe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SequencedMap;
import org.eyas.engine.schema.SyscallCodes;
import org.eyas.engine.schema.SyscallSets;
import org.junit.jupiter.api.Test;

final class EventListTest {
  private final SequencedMap<String, List<ListedEvent>> groups = EventGroups.all();

  private List<String> names(String group) {
    return groups.getOrDefault(group, List.of()).stream().map(ListedEvent::name).toList();
  }

  @Test
  void groupsEventsAsFalcoDoes() {
    assertEquals(
        List.of("Syscall events", "Tracepoint events", "Plugin events", "Metaevents"), List.copyOf(groups.keySet()));
    assertEquals(List.of("switch", "procexit", "signaldeliver", "page_fault"), names("Tracepoint events"));
    assertEquals(List.of("pluginevent"), names("Plugin events"));
    assertEquals(
        List.of("drop", "drop", "scapevent", "procinfo", "cpu_hotplug", "notification", "infra", "container", "useradded",
            "userdeleted", "groupadded", "groupdeleted", "asyncevent"),
        names("Metaevents"));
  }

  @Test
  void systemCallsWithoutTheirOwnEventAreLastInBothDirections() {
    List<ListedEvent> events = groups.getOrDefault("Syscall events", List.of());
    assertEquals(272, SyscallCodes.generic().size());
    List<ListedEvent> generic = events.subList(events.size() - 2 * 272, events.size());
    assertTrue(generic.stream().allMatch(event -> event.type().id().startsWith("GENERIC_")));
    assertEquals("_newselect", generic.getFirst().name());
    assertFalse(names("Syscall events").contains("pread64"), "it has the event pread");
    assertFalse(names("Syscall events").contains("NA"));
  }

  @Test
  void eventsThatOnlyMoveDataAreNotProcessedByDefault() {
    assertEquals(
        List.of("pread", "preadv", "pwrite", "pwritev", "read", "readv", "recv", "send", "sendfile", "write", "writev"),
        List.copyOf(SyscallSets.ignored()));
  }

  @Test
  void printsText() {
    String text = EventList.print(groups, ListFormat.TEXT, "4.5.1");
    assertTrue(
        text.startsWith("The events below are valid for Falco *Schema Version*: 4.5.1\n## Syscall events\n\n> open("), text);
    assertTrue(
        text.contains("\n< close(ERRNO **res**, FD **fd**)\n"), text);
    assertTrue(text.contains("\n\n## Tracepoint events\n\n> switch(PID **next**"), text);
    assertTrue(text.contains("< socket(FD **fd**, ENUMFLAGS32 **domain**: AF_NFC, AF_ALG, "), text);
    assertTrue(text.endsWith(")\n\n"), text);
  }

  @Test
  void printsMarkdown() {
    String text = EventList.print(groups, ListFormat.MARKDOWN, "4.5.1");
    assertTrue(
        text.contains("## Syscall events\n\nDefault | Dir | Name | Params \n:-------|:----|:-----|:-----\nYes | `>` | `open` | "),
        text);
    assertTrue(text.contains("\nNo | `<` | `read` | ERRNO **res**, BYTEBUF **data**, FD **fd**, UINT32 **size**\n"), text);
    assertTrue(text.contains("ENUMFLAGS32 **domain**: *AF_NFC*, *AF_ALG*, "), text);
  }

  @Test
  void printsJson() {
    String text = EventList.print(groups, ListFormat.JSON, "4.5.1");
    assertTrue(text.startsWith("{\n  \"Metaevents\": [\n    {\n      \"available\": true,\n      \"dir\": \">\",\n"), text);
    assertTrue(text.endsWith("  ],\n  \"schema_version\": \"4.5.1\"\n}\n"), text);
    assertTrue(text.contains("\"flags\": [\n            \"AF_NFC\","), text);
  }
}
