package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;
import org.jspecify.annotations.Nullable;

/**
 * The devices that one thread opened. The module tells its readers apart by the kernel's address of the thread that
 * opened a device. So each capture has its own thread, which lives until the devices are closed. Otherwise, a new
 * thread could get the same address, and the module would take it for this reader.
 */
final class ModuleReader implements AutoCloseable {
  private static final int ENODEV = 19;

  /** Opens a device. */
  interface Opener {
    /** @throws LastErrorException with the errno if the module refuses */
    RingDevice open(Path path);
  }

  /** A device and the number of its processor. */
  private record Opened(int cpu, RingDevice device) {}

  private final List<Opened> opened = new ArrayList<>();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();

  private ModuleReader() {}

  /**
   * Opens the devices of all processors that are online.
   *
   * @throws LastErrorException with the errno if the module refuses
   */
  static ModuleReader open(LoadedModule module, Opener opener) {
    ModuleReader reader = new ModuleReader();
    CompletableFuture<ModuleReader> ready = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("kmod-reader").start(() -> reader.live(module, opener, ready));
    try {
      return ready.join();
    } catch (CompletionException e) {
      reader.close();
      throw e.getCause() instanceof LastErrorException refused ? refused : e;
    }
  }

  private void live(LoadedModule module, Opener opener, CompletableFuture<ModuleReader> ready) {
    try {
      module.devices().forEach(device -> open(device, opener));
      ready.complete(this);
    } catch (RuntimeException | LinkageError e) {
      ready.completeExceptionally(e);
    }
    closed.join(); // unlike other waits, an interrupt does not end it
  }

  private void open(Map.Entry<Integer, Path> device, Opener opener) {
    try {
      opened.add(new Opened(device.getKey(), opener.open(device.getValue())));
    } catch (LastErrorException e) {
      if (e.getErrorCode() != ENODEV) { // its processor is offline
        throw e;
      }
    }
  }

  /** Whether the processors of all devices are offline. */
  boolean isEmpty() {
    return opened.isEmpty();
  }

  /** A device for requests that concern all rings. */
  RingDevice any() {
    return opened.getFirst().device();
  }

  /**
   * Maps the rings.
   *
   * @param bytes the size of each
   * @throws LastErrorException with the errno if the module refuses; nothing is mapped then
   */
  List<ModuleRing> map(int bytes) {
    List<ModuleRing> rings = new ArrayList<>();
    try {
      for (Opened one : opened) {
        rings.add(map(one, bytes));
      }
      return rings;
    } catch (LastErrorException e) {
      rings.forEach(ModuleRing::close);
      throw e;
    }
  }

  // To the module, a page that stays mapped is a reader that stays.
  private static ModuleRing map(Opened one, int bytes) {
    MemoryMapping info = one.device().info();
    try {
      return new ModuleRing(one.cpu(), info, one.device().data(bytes));
    } catch (LastErrorException e) {
      Libc.unmap(info);
      throw e;
    }
  }

  @Override
  public void close() {
    opened.forEach(one -> one.device().close());
    closed.complete(null);
  }
}
