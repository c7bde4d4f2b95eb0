package org.eyas.engine.state.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.engine.state.encoding.Machine;
import org.junit.jupiter.api.Test;

class RetainedEventTest {
  private static final AttachmentKey<String> POD = new AttachmentKey<>("pod", String.class);
  private final Machine machine = new Machine();
  private final List<Attachments> late = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private RetainedEvent open(String path) {
    LoopEvent event = machine.begin(Machine.SHELL, "SYSCALL_OPENAT_2_X", 5, -100, path, 1, 0, 8, 4711);
    RetainedEvent kept = event.retain();
    machine.finish();
    return kept;
  }

  @Test
  void itShowsTheEventWithItsThreadAndDescriptorAsTheyWere() {
    RetainedEvent kept = open("/srv/first");
    machine.did(Machine.SHELL, "SYSCALL_CLOSE_X", 0, 5);
    machine.opened(Machine.SHELL, 5, "/srv/second", 1);
    machine.executed(Machine.SHELL, "cat", "", "/bin/cat");
    Event event = kept.event();
    assertEquals("/srv/first", event.bytes(2).toString());
    assertEquals("/srv/first", event.fd().name().toString());
    assertEquals(5, event.fd().number());
    assertEquals("bash", event.process().program().comm().toString());
    assertEquals("bash -l x y", event.process().program().cmdline().toString());
    assertEquals("/usr/bin/bash", event.process().program().exepath().toString());
    assertEquals("init", event.process().parent().program().comm().toString());
    assertEquals(Machine.SHELL, event.threadId());
    assertEquals("openat", event.type().name());
  }

  @Test
  void eachKeptEventShowsItsOwnNumberAndTime() {
    RetainedEvent first = open("/first");
    RetainedEvent second = open("/second");
    assertEquals(second.event().sequence() - 1, first.event().sequence());
    assertEquals(second.event().previousTimestampNanos(), first.event().timestampNanos());
    assertEquals("/second", second.event().bytes(2).toString());
  }

  @Test
  void itShowsTheDetailsOfItsOwnCall() {
    CallDetails details =
        new CallDetails(List.of(Text.of("/etc/passwd")), List.of(), List.of(), List.of(), Text.EMPTY, Text.EMPTY);
    LoopEvent event = machine.begin(Machine.SHELL, "GENERIC_X", 57, 76);
    event.setDetails(details);
    RetainedEvent kept = event.retain();
    machine.finish();
    event.setDetails(CallDetails.NONE);
    assertEquals(details, kept.event().details());
    assertEquals(CallDetails.NONE, open("/first").event().details());
  }

  @Test
  void itShowsAValueThatWasAttachedLaterEvenAfterTheProcessIsGone() {
    machine.state.setEnrichers(List.of((process, out) -> late.add(out)));
    machine.cloned(200, Machine.SHELL, 200, 0);
    LoopEvent event = machine.begin(200, "SYSCALL_GETUID_X", 0);
    RetainedEvent kept = event.retain();
    machine.finish();
    machine.did(200, "PROCEXIT_1_E", 0, 0, 0, 0, 0);
    assertFalse(machine.thread(200).known());
    late.getLast().put(POD, "web");
    assertEquals("web", kept.event().process().attachment(POD));
  }

  @Test
  void aListenerRunsOnceAfterTheNextValue() {
    machine.state.setEnrichers(List.of((process, out) -> late.add(out)));
    machine.cloned(200, Machine.SHELL, 200, 0);
    RetainedEvent kept = machine.begin(200, "SYSCALL_GETUID_X", 0).retain();
    Runnable forgotten = () -> told.add("forgotten");
    kept.awaitAttachment(() -> told.add(String.valueOf(kept.event().process().attachment(POD))));
    kept.awaitAttachment(forgotten);
    kept.cancelAwait(forgotten);
    late.getLast().put(POD, "web");
    late.getLast().put(POD, "db");
    assertEquals(List.of("web"), told);
  }
}
