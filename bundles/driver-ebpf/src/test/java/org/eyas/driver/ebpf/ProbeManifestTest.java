package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeManifestTest {
  private static final int USER = 998;
  private static final long TAG = 0x8b1a52f00d83e6c1L;
  private static final BpfDescriptor LIFE = new BpfDescriptor(3, Kind.MAP, 27, 214, "life", 0, 4096, 0);
  private static final BpfDescriptor PROGRAM = new BpfDescriptor(4, Kind.PROGRAM, 26, 377, "sys_exit", TAG, 0, USER);
  private static final BpfDescriptor LINK = new BpfDescriptor(5, Kind.LINK, 2, 91, "", 377, 0, 0);

  private static ProbeManifest manifest() {
    SequencedMap<String, Integer> maps = new LinkedHashMap<>();
    maps.put("life", 214);
    return new ProbeManifest(ProbeManifest.LAYOUT, USER, maps, Map.of(377, TAG), Map.of(91, 377));
  }

  private static String refused(BpfDescriptor... received) {
    IOException failure = assertThrows(IOException.class, () -> manifest().check(List.of(received), USER));
    return String.valueOf(failure.getMessage());
  }

  @Test
  void theTextIsReadBack() throws IOException {
    assertEquals("layout 1\nuser 998\nmap 214 life\nprogram 377 8b1a52f00d83e6c1\nlink 91 377\n", manifest().text());
    assertEquals(manifest(), ProbeManifest.parse(manifest().text()));
  }

  @Test
  void theDescriptorsOfTheManifestAreAccepted() throws IOException {
    assertEquals(Map.of("life", LIFE), manifest().check(List.of(LINK, LIFE, PROGRAM), USER));
  }

  @Test
  void aProbeOfAnotherUserIsRefused() {
    IOException failure = assertThrows(IOException.class, () -> manifest().check(List.of(LIFE, PROGRAM, LINK), 0));
    assertEquals("a process of user 998 left it, and this one is of user 0", failure.getMessage());
  }

  @Test
  void everyDescriptorMustBeThere() {
    List<BpfDescriptor> all = List.of(LIFE, PROGRAM, LINK);
    for (BpfDescriptor missing : all) {
      List<BpfDescriptor> others = new ArrayList<>(all);
      others.remove(missing);
      assertEquals("descriptors are missing; the limit of the store is too low", refused(others.toArray(BpfDescriptor[]::new)));
    }
  }

  @Test
  void whatIsNotInTheManifestIsRefused() {
    assertEquals("the map 215 (life) does not belong to it",
        refused(LIFE, PROGRAM, LINK, new BpfDescriptor(6, Kind.MAP, 27, 215, "life", 0, 4096, 0)));
    assertEquals("the program 377 (sys_exit) does not belong to it",
        refused(LIFE, LINK, new BpfDescriptor(4, Kind.PROGRAM, 26, 377, "sys_exit", TAG + 1, 0, USER)));
    assertEquals("the program 377 (sys_exit) does not belong to it",
        refused(LIFE, LINK, new BpfDescriptor(4, Kind.PROGRAM, 26, 377, "sys_exit", TAG, 0, 1000)));
    assertEquals("the link 91 does not belong to it",
        refused(LIFE, PROGRAM, new BpfDescriptor(5, Kind.LINK, 2, 91, "", 378, 0, 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "layout 0", "layout 2", "layout", "layout 1\nmap x life", "layout 1\nodd 1", "program 1"})
  void otherTextsAreRefused(String text) {
    IOException failure = assertThrows(IOException.class, () -> ProbeManifest.parse(text));
    assertTrue(String.valueOf(failure.getMessage()).startsWith("it"), failure::getMessage);
  }
}
