package org.eyas.engine.mute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.MuteChoice;
import org.eyas.api.control.MuteSum;
import org.eyas.api.control.MuteTrial;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;
import org.eyas.engine.rules.OwnerChosenFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SimilarAlertsTest {
  private final RecentAlertStore memory = new RecentAlertStore(4 << 20);
  private final HistorySearch search = new HistorySearch(memory, InstantSource.system());

  private void raise(String rule, String... fields) {
    TreeMap<String, @Nullable Object> values = new TreeMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put(fields[i], fields[i + 1]);
    }
    values.put("proc.pid", 4711L);
    values.computeIfPresent(OwnerChosenFields.OWNER, (name, owner) -> Long.valueOf((String) owner));
    memory.add(new Alert(1, Priority.NOTICE, rule, "syscall", "m", values, new TreeSet<>()));
  }

  private SimilarAlerts newest() {
    return new SimilarAlerts(search, memory.recent(1).getFirst());
  }

  private void backup(int count) {
    for (int i = 0; i < count; i++) {
      raise("Read \"it\"", "proc.name", "tar", "proc.pname", "cron", "fd.name", "/etc/shadow", "proc.cmdline", "tar " + i,
          "user.name", "root");
    }
  }

  @Test
  void theSmallestChoiceIdentifiesTheCauseAndLeavesOutWhatDiffers() throws Exception {
    backup(412);
    MuteChoice choice = newest().choose();
    assertEquals(Set.of("proc.name", "proc.pname", "fd.name"), choice.proposed());
    assertEquals(
        List.of("proc.name", "proc.pname", "fd.name", "user.name", "proc.cmdline"),
        choice.fields().stream().map(MuteChoice.Field::name).toList(), "texts only, the cause first");
  }

  @Test
  void theImageOfAUsersContainerIsProposedWithTheUser() throws Exception {
    String[] fields = {"proc.name", "tar", "container.image.repository", "acme/web", "fd.name", "/etc/shadow"};
    raise("Read", fields);
    Predicate<Alert> ofRoot = SimilarAlerts.covering(newest().values(newest().choose().proposed()));
    Alert root = memory.recent(1).getFirst().alert();
    raise("Read", Stream.concat(Stream.of(fields), Stream.of(OwnerChosenFields.OWNER, "1000")).toArray(String[]::new));
    Alert users = memory.recent(1).getFirst().alert();
    assertTrue(ofRoot.test(root));
    assertFalse(ofRoot.test(users), "a user chooses the image");
    assertTrue(newest().choose().proposed().contains(OwnerChosenFields.OWNER), () -> "the user is missing");
    Predicate<Alert> ofUser = SimilarAlerts.covering(newest().values(newest().choose().proposed()));
    assertTrue(ofUser.test(users));
    assertFalse(ofUser.test(root));
  }

  @Test
  void aTrialCountsWhatIsHiddenAmongAlikeAlertsAndOthers() throws Exception {
    for (int i = 0; i < 3; i++) {
      raise("Read \"it\"", "proc.name", "cat", "proc.pname", "bash", "fd.name", "/etc/shadow", "user.name", "root");
    }
    raise("Another rule", "proc.name", "tar", "fd.name", "/etc/shadow");
    backup(412);
    MuteTrial exact = newest().attempt(newest().choose().proposed(), List.of(), List.of());
    assertEquals(List.of(412L, 412L, 3L, 0L), List.of(exact.alike(), exact.hiddenAlike(), exact.others(), exact.hiddenOthers()));
    assertTrue(exact.complete());
    assertEquals(List.of(0L, 0L), List.of(exact.recorded(), exact.hiddenRecorded()));
    MuteTrial recorded = newest().attempt(newest().choose().proposed(), memory.recent(414), List.of());
    assertEquals(List.of(414L, 412L), List.of(recorded.recorded(), recorded.hiddenRecorded()));
    MuteTrial wide = newest().attempt(Set.of("fd.name"), List.of(), List.of());
    assertEquals(List.of(412L, 3L), List.of(wide.hiddenAlike(), wide.hiddenOthers()));
    assertEquals(3, wide.wrongly().size());
    MuteTrial narrow = newest().attempt(Set.of("proc.cmdline"), List.of(), List.of());
    assertEquals(List.of(1L, 0L), List.of(narrow.hiddenAlike(), narrow.hiddenOthers()));
  }

  @Test
  void anAlertThatTwoMutesHideCountsOnceInTheirSum() throws Exception {
    raise("Read \"it\"", "proc.name", "cat", "proc.pname", "bash", "fd.name", "/etc/shadow");
    raise("Another rule", "proc.name", "tar", "fd.name", "/etc/shadow");
    raise("Read \"it\"", "proc.name", "less", "proc.pname", "bash", "fd.name", "/etc/passwd");
    MuteChoice less = newest().choose();
    backup(10);
    MuteChoice backup = newest().choose();
    assertEquals(new MuteSum(11, 12, true), SimilarAlerts.together(search, List.of(backup, less)));
    assertEquals(new MuteSum(10, 12, true), SimilarAlerts.together(search, List.of(backup, backup)));
  }

  @Test
  void aProposalWithoutAFieldHidesNothing() throws Exception {
    raise("Read", "evt.arg.name", "/a");
    raise("Read", "evt.arg.name", "/b");
    assertEquals(Set.of(), newest().choose().proposed());
    assertEquals(new MuteSum(0, 2, true), SimilarAlerts.together(search, List.of(newest().choose())));
  }

  @Test
  void aFieldIsAddedIfItSparesOtherAlerts() throws Exception {
    raise("Read", "proc.name", "tar", "proc.pname", "cron", "container.name", "web", "user.name", "ann", "x.y", "1");
    raise("Read", "proc.name", "tar", "proc.pname", "cron", "container.name", "db", "user.name", "ann", "x.y", "1");
    assertEquals(Set.of("proc.name", "proc.pname", "container.name"), newest().choose().proposed());
  }

  @Test
  void timesOfStepsAreNotProposed() throws Exception {
    raise("Downloaded", "download.evt.time", "10:00", "download.fd.name", "/tmp/x");
    assertEquals(List.of("download.fd.name"), newest().choose().fields().stream().map(MuteChoice.Field::name).toList());
  }

  @Test
  void withoutANameOfTheProgramItsCommandLineIsProposed() throws Exception {
    for (int i = 0; i < 2; i++) {
      raise("Camera", "proc.cmdline", "cheese --start", "proc.pname", "bash", "fd.name", "/dev/video0");
    }
    MuteChoice choice = newest().choose();
    assertEquals(Set.of("proc.cmdline", "proc.pname", "fd.name"), choice.proposed());
    assertTrue(choice.namesProgram());
  }

  @Test
  void aChoiceThatNamesNoProgramIsKnown() throws Exception {
    raise("Camera", "proc.cmdline", "cheese 1", "proc.pname", "bash", "fd.name", "/dev/video0");
    raise("Camera", "proc.cmdline", "cheese 2", "proc.pname", "bash", "fd.name", "/dev/video0");
    MuteChoice choice = newest().choose();
    assertEquals(Set.of("proc.pname", "fd.name"), choice.proposed());
    assertFalse(choice.namesProgram());
  }

  @Test
  void anAlertWithoutTextsCannotBeMuted() {
    raise("Bare");
    RefusedException refused = assertThrows(RefusedException.class, () -> newest().choose());
    assertEquals(
        "Alerts of rule 'Bare' cannot be muted: its output has no field with a text; add %proc.name to it", refused.getMessage());
  }

  @Test
  void aTextThatStandsForAnUnknownValueIsNotProposed() throws Exception {
    raise("Read", "proc.name", "<NA>", "proc.exepath", "<NA>", "proc.pname", "cron", "fd.name", "<UNKNOWN>/shadow",
        "fs.path.name",
        "/etc/<NA>");
    MuteChoice choice = newest().choose();
    assertEquals(List.of("proc.pname", "fs.path.name"), choice.fields().stream().map(MuteChoice.Field::name).toList());
    assertEquals(Set.of("proc.pname", "fs.path.name"), choice.proposed());
    assertThrows(RefusedException.class, () -> newest().values(Set.of("proc.name")));
  }

  // A file whose name has the byte 0xff and one with 0xfe have the same text in alerts.
  @Test
  void aTextThatStandsForInvalidBytesIsNotProposedAndHidesNothing() throws Exception {
    raise("Read", "proc.name", "cat", "fd.name", "/tmp/\uFFFD");
    raise("Read", "proc.name", "cat", "fd.name", "/tmp/\uFFFD");
    MuteChoice choice = newest().choose();
    assertEquals(List.of("proc.name"), choice.fields().stream().map(MuteChoice.Field::name).toList());
    RefusedException refused = assertThrows(RefusedException.class, () -> newest().values(Set.of("fd.name")));
    assertEquals(
        "Alerts of rule 'Read' cannot be muted by fd.name: \uFFFD stands for bytes that cannot be shown, so other programs or files look"
            + " the same.",
        refused.getMessage());
    assertFalse(
        SimilarAlerts.covering(new TreeMap<>(Map.of("fd.name", "/tmp/\uFFFD"))).test(memory.recent(1).getFirst().alert()));
    raise("Unclear", "fd.name", "/tmp/\uFFFD");
    assertTrue(
        String.valueOf(assertThrows(RefusedException.class, () -> newest().choose()).getMessage())
            .contains("cannot be muted: \uFFFD stands for bytes"));
  }

  @Test
  void anAlertOfWhichNothingIsKnownCannotBeMuted() {
    raise("Read", "proc.name", "<NA>", "user.name", "<NA>");
    RefusedException refused = assertThrows(RefusedException.class, () -> newest().choose());
    assertEquals(
        "Alerts of rule 'Read' cannot be muted: all texts of this alert are unknown (<NA>); choose an alert of a known program",
        refused.getMessage());
  }

  @Test
  void onlyFieldsOfTheAlertCanBeChosen() {
    raise("Read", "proc.name", "tar", "container.id", "3ad7b26ded6d");
    assertThrows(RefusedException.class, () -> newest().attempt(Set.of("user.name"), List.of(), List.of()));
    assertThrows(RefusedException.class, () -> newest().attempt(Set.of("container.id"), List.of(), List.of()),
        "each container has another one");
  }
}
