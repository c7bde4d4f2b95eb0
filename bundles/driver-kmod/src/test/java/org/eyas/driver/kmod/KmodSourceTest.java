package org.eyas.driver.kmod;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KmodSourceTest {
  private static final Set<Integer> OPENAT = Set.of(307);
  private static final Map<String, String> SMALL = Map.of("buf_size_preset", "1");

  @TempDir private Path root;

  private FakeModule module(int processors) throws IOException {
    return new FakeModule(root, "scap", processors);
  }

  private static Capture open(FakeModule module, Map<String, String> options) throws SourceException {
    return module.source().open(new CaptureRequest(OPENAT, options));
  }

  private static SourceException refused(FakeModule module) {
    return assertThrows(SourceException.class, () -> open(module, SMALL));
  }

  @Test
  void allDevicesAreOpenedByOneThreadThatLivesAsLongAsTheCapture() throws Exception {
    FakeModule module = module(12);
    Thread thread;
    try (Capture capture = open(module, SMALL)) {
      assertEquals(0, capture.stats().dropped());
      assertEquals(1, module.readers.size());
      thread = module.readers.iterator().next();
      thread.interrupt();
      thread.join(10);
      assertTrue(thread.isAlive(), "its number could be given to another reader");
    }
    assertEquals(12, module.devices.size());
    assertTrue(module.devices.values().stream().allMatch(device -> device.isClosed));
    ConditionWait.until(() -> !thread.isAlive());
  }

  @Test
  void twoCapturesHaveTwoThreads() throws Exception {
    FakeModule module = module(1);
    try (Capture first = open(module, SMALL); Capture second = open(module, SMALL)) {
      assertEquals(2, module.readers.size());
    }
  }

  @Test
  void aProcessorThatIsOfflineIsLeftOut() throws Exception {
    FakeModule module = module(3).refuses(1, 19);
    open(module, SMALL).close();
    assertEquals(Set.of(0, 2), module.devices.keySet());
  }

  @Test
  void settingsArePassedToTheModule() throws Exception {
    FakeModule module = module(2);
    Map<String, String> options = Map.of("buf_size_preset", "1", "snaplen", "200", "drop_failed_exit", "true");
    open(module, options).close();
    assertEquals("1048576", module.ringBytes());
    assertTrue(module.devices.get(0).requests.contains("SNAPLEN 200"), module.devices.get(0).requests::toString);
    assertTrue(module.devices.get(0).requests.contains("ENABLE_DROP_FAILED 0"), module.devices.get(0).requests::toString);
    assertEquals(0, module.devices.get(1).requests.size(), "one request is for all rings");
  }

  @Test
  void failedCallsAreRecordedByDefault() throws Exception {
    FakeModule module = module(1);
    open(module, SMALL).close();
    assertTrue(module.devices.get(0).requests.contains("SNAPLEN 80"));
    assertFalse(module.devices.get(0).requests.contains("ENABLE_DROP_FAILED 0"));
  }

  @Test
  void falcosOwnModuleHasAnotherName() throws Exception {
    FakeModule module = new FakeModule(root, "falco", 2);
    open(module, SMALL).close();
    assertEquals(2, module.devices.size());
  }

  @Test
  void aModuleThatIsNotLoadedIsOneLineWithWhatToDo() throws Exception {
    Files.createDirectories(root.resolve("dev/scap"));
    SourceException failure =
        assertThrows(
            SourceException.class,
            () -> new KmodSource(List.of(root), RingDeviceFile::open).open(new CaptureRequest(OPENAT, Map.of())));
    assertEquals("the kernel module is not loaded: there is no /dev/scap0 or /dev/falco0", failure.getMessage());
    assertEquals(
        "load it: eyas driver load; if it is not installed: apt-get install falcosecurity-scap-dkms; in a container, give the"
            + " devices, or mount the host's /dev below HOST_ROOT",
        failure.hint());
  }

  @Test
  void aContainerFindsTheDevicesOfTheHost() throws Exception {
    FakeModule host = new FakeModule(Files.createDirectory(root.resolve("host")), "scap", 2);
    host.source(root).open(new CaptureRequest(OPENAT, SMALL)).close();
    assertEquals(2, host.devices.size());
  }

  @ParameterizedTest
  @CsvSource({"8, 3", "10, 3", "8, 4", "10, 4"})
  void aKnownVersionIsTaken(int api, int schema) throws Exception {
    FakeModule module = module(1).versions(FakeDevice.packed(api, 9, 9), FakeDevice.packed(schema, 9, 9));
    open(module, SMALL).close();
    assertTrue(module.devices.get(0).requests.contains("ENABLE_TRACEPOINT 1"));
  }

  @ParameterizedTest
  @CsvSource({"7, 3", "11, 4", "8, 2", "10, 5"})
  void anUnknownVersionIsRefusedWithBothNumbers(int api, int schema) throws Exception {
    FakeModule module = module(1).versions(FakeDevice.packed(api, 1, 2), FakeDevice.packed(schema, 3, 4));
    SourceException failure = refused(module);
    assertEquals(
        "the loaded kernel module 'scap' has API " + api + ".1.2 and schema " + schema
            + ".3.4, but Eyas reads API 8 to 10 with schema 3 to 4",
        failure.getMessage());
    assertTrue(failure.hint().contains("eyas driver unload"));
    assertTrue(module.devices.get(0).isClosed);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "13 | permission denied | DeviceAllow= of a service",
      "16 | the module has its maximum number of readers | sys/module/scap/parameters/max_consumers",
      "12 | there is no memory for its rings | reduce engine.kmod.buf_size_preset"
  })
  void aRefusalNamesTheDeviceAndWhatToDo(int errno, String message, String hint) throws Exception {
    SourceException failure = refused(module(2).refuses(0, errno));
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.contains("dev/scap0 cannot be opened: "), text);
    assertTrue(text.toLowerCase().contains(message), text);
    assertTrue(failure.hint().contains(hint) || failure.hint().contains("CAP_DAC_OVERRIDE"), failure.hint());
  }

  @Test
  void devicesThatWereOpenedAreClosedIfALaterOneIsRefused() throws Exception {
    FakeModule module = module(2).refuses(1, 12);
    refused(module);
    assertTrue(module.devices.get(0).isClosed);
    Thread thread = module.readers.iterator().next();
    ConditionWait.until(() -> !thread.isAlive());
  }

  @Test
  void aSizeOfRingsThatAnotherReaderChangedMeanwhileIsSaid() throws Exception {
    SourceException failure =
        assertThrows(SourceException.class, () -> open(module(1), Map.of("buf_size_preset", "3")));
    assertTrue(String.valueOf(failure.getMessage()).startsWith("the rings of the kernel module 'scap' cannot be mapped: "));
    String page = root.resolve("device0-info").toRealPath().toString();
    List<String> mapped = Files.readAllLines(Path.of("/proc/self/maps")).stream().filter(line -> line.endsWith(page)).toList();
    assertEquals(1, mapped.size(), "only the device itself maps it: " + mapped);
  }
}
