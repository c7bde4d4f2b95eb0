package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.NativeLibraryCheck;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.proc.MachineReader;
import org.eyas.recipe.RecipeSelection;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live source of system calls that reads the kernel module scap (or falco). Eyas does not load the module itself.
 */
@Component(property = EventSource.KIND + "=kmod")
public final class KmodSource implements EventSource {
  private static final Logger LOG = LoggerFactory.getLogger(KmodSource.class);
  private static final String SNAPLEN = "80"; // Falco's too
  private static final String PRESET = "4"; // 8 MB
  private static final int MEBIBYTE = 1 << 20;

  private final List<Path> roots;
  private final ModuleReader.Opener opener;

  public KmodSource() {
    this(List.of(Path.of("/"), HostProc.of(System.getenv()).root()), RingDeviceFile::open);
  }

  /** @param roots folders with dev and sys; the first folder with devices of the module is used */
  KmodSource(List<Path> roots, ModuleReader.Opener opener) {
    this.roots = roots;
    this.opener = opener;
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("kmod", "syscall", true, "System calls of this machine, recorded by the kernel module scap");
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    String obstacle = NativeLibraryCheck.problem().orElse("");
    if (!obstacle.isEmpty()) {
      throw new SourceException(obstacle, NativeLibraryCheck.hint());
    }
    OnlineProcessors online = new OnlineProcessors(roots.getFirst(), System.nanoTime());
    LoadedModule module = module();
    chooseSize(module, wanted);
    ModuleRings open = ModuleRings.open(module, opener, online);
    try {
      return start(open, wanted);
    } catch (LastErrorException e) {
      open.close();
      throw new ModuleRefusal(module, e).onStart();
    } catch (RuntimeException e) {
      open.close();
      throw e;
    }
  }

  private LoadedModule module() throws SourceException {
    try {
      for (Path root : roots) {
        Optional<LoadedModule> module = LoadedModule.below(root);
        if (module.isPresent()) {
          return module.get();
        }
      }
    } catch (IOException e) {
      throw new SourceException("/dev cannot be read: " + Reason.of(e), "", e);
    }
    throw new SourceException(
        "the kernel module is not loaded: there is no /dev/scap0 or /dev/falco0",
        "load it: eyas driver load; if it is not installed: apt-get install falcosecurity-scap-dkms; in a container, give the"
            + " devices, or mount the host's /dev below HOST_ROOT");
  }

  private static void chooseSize(LoadedModule module, CaptureRequest wanted) {
    int preset = Integer.parseInt(wanted.options().getOrDefault("buf_size_preset", PRESET));
    try {
      module.ringBytes(MEBIBYTE << (preset - 1));
    } catch (IOException e) {
      LOG.warn("engine.kmod.buf_size_preset cannot be set, and the module keeps the size of its rings: {}", Reason.of(e));
    }
  }

  private static Capture start(ModuleRings open, CaptureRequest wanted) {
    Memory scratch = new Memory(16);
    long own = Libc.wallNanos(scratch) - Libc.bootNanos(scratch);
    long bootNanos = wanted.bootNanos() == 0 ? own : wanted.bootNanos();
    RingDevice device = open.reader().any();
    device.set(ModuleRequest.SNAPLEN, Long.parseLong(wanted.options().getOrDefault("snaplen", SNAPLEN)));
    if (Boolean.parseBoolean(wanted.options().get("drop_failed_exit"))) {
      device.set(ModuleRequest.ENABLE_DROP_FAILED, 0);
    }
    Map<String, String> environment = System.getenv();
    HostProc proc = HostProc.of(environment);
    KmodCapture capture =
        new KmodCapture(
            open,
            new RecipeSelection(new RecipeTable(SyscallNumbers.of(System.getProperty("os.arch"))).byPlace()),
            MachineReader.ofHost(environment),
            new OwnEventFilter(proc.folder(), proc.ownPid()),
            bootNanos,
            bootNanos - own);
    capture.changeRequest(wanted);
    return capture;
  }
}
