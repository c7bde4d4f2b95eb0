package org.eyas.driver.ebpf;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.eyas.api.alert.InternalAlerts;
import org.eyas.api.alert.Priority;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.store.DescriptorStore;
import org.eyas.driver.ebpf.store.DescriptorStores;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.NativeLibraryCheck;
import org.eyas.linux.proc.EffectiveCapabilities;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.proc.LinuxCapability;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live source of system calls: loads the probe into the kernel and reads its events. */
@Component(property = EventSource.KIND + "=modern_ebpf")
public final class EbpfSource implements EventSource {
  private static final Logger LOG = LoggerFactory.getLogger(EbpfSource.class);
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final String SNAPLEN = "80"; // Falco's too
  private static final long NO_BOOT_TIME = 0;
  static final int NOBODY = 0; // the idle threads of the kernel, which make no system calls
  // Programs not to load, for machines whose kernel runs a program incorrectly, and for tests of what works without a program.
  private static final String LEAVE_OUT = "leave_out_programs";
  private static final String SERVER_SIDE = "dns_server_side"; // whether messages of servers are copied whole, too
  // "false": no conditions are requested, so the kernel need not verify the program that judges events by them.
  private static final String PUSHDOWN = "pushdown";

  /** The options that have to be known before the probe is loaded and attached. */
  private record Loading(RingBudget budget, Set<String> leftOut, int snaplen, boolean dropFailed, boolean servers) {
    static Loading of(Map<String, String> options) {
      String names = options.getOrDefault(LEAVE_OUT, "");
      Set<String> leftOut = new HashSet<>(names.isEmpty() ? List.of() : List.of(names.split(",")));
      if (options.getOrDefault(PUSHDOWN, "true").equals("false")) {
        leftOut.add(EbpfProbe.JUDGE);
      }
      return new Loading(RingBudget.of(options), leftOut, Integer.parseInt(options.getOrDefault("snaplen", SNAPLEN)),
          Boolean.parseBoolean(options.get("drop_failed_exit")), Boolean.parseBoolean(options.get(SERVER_SIDE)));
    }
  }

  // For how long the probe records without being read.
  private static final String ORPHAN_SECONDS = "orphan_s";
  private static final String ORPHAN_DEFAULT = "300";

  private record Prepared(Loading loading, BackgroundPreparation<LoadedProbe> probe) {}

  private final Path btf;
  private final Supplier<byte[]> object;
  private final Supplier<@Nullable DescriptorStore> stores;
  private @Nullable Prepared prepared;

  /** Absent while the engine is updated, which leaves the capture open. */
  @Reference(cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC) volatile @Nullable InternalAlerts alerts;

  public EbpfSource() {
    this(BTF, EbpfSource::ownObject, () -> DescriptorStores.find(System.getenv(), DescriptorStores.FOLDER));
  }

  /**
   * @param btf the file in which the kernel describes its types
   * @param object the object file of the probe
   * @param stores finds the store in which the probe outlives this process; gives null if there is none
   */
  EbpfSource(Path btf, Supplier<byte[]> object, Supplier<@Nullable DescriptorStore> stores) {
    this.btf = btf;
    this.object = object;
    this.stores = stores;
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("modern_ebpf", "syscall", true, "System calls of this machine, recorded by an eBPF probe");
  }

  @Override
  public synchronized void prepare(Map<String, String> options) {
    if (prepared == null && Files.exists(btf)) {
      Loading loading = Loading.of(options);
      prepared = new Prepared(loading, BackgroundPreparation.begin("load-probe", () -> attached(loading), LoadedProbe::close));
    }
  }

  // Its events wait in the rings until the rules are there: what programs do meanwhile raises its alerts too.
  private LoadedProbe attached(Loading loading) throws ProbeException {
    LoadedProbe loaded = load(loading);
    try {
      loaded.attachEarly();
      return loaded;
    } catch (ProbeException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  /** Releases what was prepared. */
  @Deactivate
  void close() {
    Prepared unused = taken();
    if (unused != null) {
      unused.probe().abandon();
    }
  }

  private synchronized @Nullable Prepared taken() {
    Prepared before = prepared;
    prepared = null;
    return before;
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    if (!Files.exists(btf)) {
      throw new SourceException(
          "this kernel does not describe its types: there is no " + btf,
          "modern_ebpf needs a kernel built with CONFIG_DEBUG_INFO_BTF; use engine.kind=kmod");
    }
    String obstacle = NativeLibraryCheck.problem().orElse("");
    if (!obstacle.isEmpty()) {
      throw new SourceException(obstacle, NativeLibraryCheck.hint());
    }
    try {
      return load(wanted);
    } catch (UnsatisfiedLinkError e) {
      throw new SourceException(
          "libbpf.so.1 cannot be loaded: " + Reason.of(e),
          "install it: apt-get install libbpf1, or dnf install libbpf", e);
    } catch (ProbeException e) {
      throw new SourceException("the kernel rejects the probe: " + Reason.of(e), hint(), e);
    } catch (LastErrorException e) {
      throw new SourceException("the probe's memory cannot be mapped: " + Reason.of(e), hint(), e);
    }
  }

  @Override
  public @Nullable Capture takeOver(CaptureRequest wanted) throws SourceException {
    DescriptorStore store = NativeLibraryCheck.problem().isEmpty() ? stores.get() : null;
    if (store == null) {
      return null;
    }
    try {
      SyscallNumbers numbers = SyscallNumbers.of(System.getProperty("os.arch"));
      return new LeftProbes(store)
          .open(ProbeCounters.lossTypes(new RecipeTable(numbers).byPlace().values()), HostProc.of(System.getenv()));
    } catch (UnsatisfiedLinkError e) {
      return null; // open() says what is missing
    }
  }

  private static String hint() {
    EffectiveCapabilities own = EffectiveCapabilities.ofThisProcess();
    List<String> missing =
        own.has(LinuxCapability.SYS_ADMIN) ? List.of()
            : own.missingExplained(LinuxCapability.BPF, LinuxCapability.PERFMON, LinuxCapability.SYS_PTRACE);
    if (!missing.isEmpty()) {
      return "run as root, or give " + String.join(", ", missing)
          + " by AmbientCapabilities= of a service or --cap-add of a container";
    }
    return "kernels from 5.8 on are supported; a container must be privileged";
  }

  private Capture load(CaptureRequest wanted) throws ProbeException {
    LoadedProbe loaded = loaded(Loading.of(wanted.options()));
    try {
      return start(loaded, wanted);
    } catch (ProbeException | RuntimeException e) {
      loaded.close();
      throw e;
    }
  }

  private LoadedProbe loaded(Loading loading) throws ProbeException {
    Prepared before = taken();
    if (before != null && before.loading().equals(loading)) {
      return before.probe().await();
    }
    if (before != null) {
      before.probe().abandon();
    }
    return load(loading);
  }

  private LoadedProbe load(Loading loading) throws ProbeException {
    LoadedProbe loaded = LoadedProbe.load(object.get(), loading.budget(), loading.leftOut());
    ControlMemory control = loaded.probe().control;
    control.bootNanos(currentBootNanos());
    control.snaplen(loading.snaplen());
    control.dropFailed(loading.dropFailed());
    control.messagesOfServers(loading.servers());
    control.seed(new SecureRandom().nextLong());
    control.ownProcess((int) HostProc.of(System.getenv()).ownPid().orElse(NOBODY));
    return loaded;
  }

  private static long currentBootNanos() {
    return System.currentTimeMillis() * 1_000_000 - Libc.bootNanos(new Memory(16));
  }

  private Capture start(LoadedProbe loaded, CaptureRequest wanted) throws ProbeException {
    EbpfProbe probe = loaded.probe();
    ProbeCounters counters = new ProbeCounters(probe.object().mapFd("counters"), probe.sizes().cpus());
    if (wanted.bootNanos() != NO_BOOT_TIME) {
      probe.control.bootNanos(wanted.bootNanos()); // its earlier events are not read: an earlier capture delivers them
    }
    Duration orphanLimit = Duration.ofSeconds(Long.parseLong(wanted.options().getOrDefault(ORPHAN_SECONDS, ORPHAN_DEFAULT)));
    EbpfCapture capture = new EbpfCapture(probe, loaded.recipes().byPlace(), counters, loaded.rings(), probe.control.bootNanos(),
        HostProc.of(System.getenv()), orphanLimit);
    capture.changeRequest(wanted);
    probe.tampering.listener(this::reportTampering);
    probe.attach();
    DescriptorStore store = orphanLimit.isZero() ? null : stores.get();
    if (store != null) {
      probe.store(store, Libc.bootNanos(new Memory(16)), loaded.rings().fds());
    }
    return capture;
  }

  private void reportTampering(String memory) {
    LOG.error("Another program changed the {} of the probe in the kernel; they were set back", memory);
    InternalAlerts receiver = alerts;
    if (receiver != null) {
      receiver.raise(
          Priority.CRITICAL,
          "Eyas internal: probe changed",
          "Another program changed the probe in the kernel; it was set back",
          new TreeMap<>(Map.of("eyas.memory", memory)));
    }
  }

  private static byte[] ownObject() {
    String name = System.getProperty("os.arch").equals("aarch64") ? "probe.arm64.o" : "probe.x86.o";
    try (InputStream in = EbpfSource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the bundle");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException("the bundle's " + name + " cannot be read", e);
    }
  }
}
