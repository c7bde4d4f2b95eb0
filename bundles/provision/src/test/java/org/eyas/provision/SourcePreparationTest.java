package org.eyas.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceRegistration;

class SourcePreparationTest {
  private static final String[] OPTIONS = {"snaplen=9", "text=a=b"};

  @TempDir private Path temporary;
  private final List<String> prepared = new ArrayList<>();
  private TestFramework framework;

  @BeforeEach
  void start() throws Exception {
    framework = new TestFramework(temporary.resolve("storage"));
  }

  @AfterEach
  void stop() throws Exception {
    framework.close();
  }

  private ServiceRegistration<EventSource> offer(String kind, Runnable fault) {
    EventSource source = new EventSource() {
      @Override
      public SourceInfo info() {
        return new SourceInfo(kind, "syscall", true, "");
      }

      @Override
      public void prepare(Map<String, String> options) {
        prepared.add(kind + " " + new TreeMap<>(options));
        fault.run();
      }

      @Override
      public Capture open(CaptureRequest wanted) {
        throw new IllegalStateException("nothing is opened here");
      }
    };
    return framework.context()
        .registerService(EventSource.class, source, new Hashtable<>(Map.of(EventSource.KIND, kind)));
  }

  @Test
  void theDriverThatIsOpenedFirstPreparesOnceWithItsOptionsAndStaysInUse() {
    SourcePreparation preparation = new SourcePreparation(framework.context(), "modern_ebpf", OPTIONS);
    offer("kmod", () -> {});
    ServiceRegistration<EventSource> driver = offer("modern_ebpf", () -> {});
    assertEquals(List.of("modern_ebpf {snaplen=9, text=a=b}"), prepared);
    assertEquals(1, driver.getReference().getUsingBundles().length, "a component that nobody uses would end");
    driver.unregister();
    offer("modern_ebpf", () -> {});
    assertEquals(1, prepared.size(), "the engine opens its successor at once");
    preparation.close();
  }

  @Test
  void nothingIsPreparedWithoutADriverOrWhenTheEngineRuns() {
    new SourcePreparation(framework.context(), "", OPTIONS);
    offer("modern_ebpf", () -> {});
    new SourcePreparation(framework.context(), "kmod", OPTIONS).close();
    offer("kmod", () -> {});
    assertEquals(List.of(), prepared);
  }

  @Test
  void anErrorOfADriverDoesNotEndTheStart() {
    new SourcePreparation(framework.context(), "modern_ebpf", OPTIONS);
    offer("modern_ebpf", () -> {
      throw new NoClassDefFoundError("of a test");
    });
    assertEquals(1, prepared.size());
    assertNotNull(framework.context().getServiceReference(EventSource.class), "the engine opens it, and reports the error");
  }
}
