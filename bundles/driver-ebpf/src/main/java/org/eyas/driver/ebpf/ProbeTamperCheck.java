package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds and undoes changes of the probe's memory that the engine did not make. Root can open the memory by the number
 * of its map, and can thus blind the probe without detaching it. The loop's thread calls this class. It checks the
 * settings once per second, and the larger recipes and conditions every ten seconds.
 */
final class ProbeTamperCheck {
  private static final long SETTINGS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RECIPES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ControlMemory control;
  private final BooleanSupplier conditions;
  private final List<Section> sections;
  private volatile Consumer<String> listener = changed -> {};
  private long settingsNanos = System.nanoTime();
  private long recipesNanos = settingsNanos;

  /** Memory of the probe and its expected content, also where the engine wrote nothing. */
  private record Section(ByteBuffer memory, ByteBuffer wanted) {
    private static Section of(ByteBuffer memory) {
      ByteBuffer wanted = ByteBuffer.allocate(memory.capacity());
      wanted.put(0, memory, 0, memory.capacity());
      return new Section(memory.duplicate().clear(), wanted);
    }

    private boolean restore() {
      if (memory.equals(wanted)) {
        return false;
      }
      memory.put(0, wanted, 0, wanted.capacity());
      return true;
    }
  }

  /**
   * @param conditions restores the conditions by which events are left out; returns whether another program had changed
   *     them
   * @param written memory that already has its final content
   */
  ProbeTamperCheck(ControlMemory control, BooleanSupplier conditions, ByteBuffer... written) {
    this.control = control;
    this.conditions = conditions;
    sections = Stream.of(written).map(Section::of).toList();
  }

  /** Sets the listener that receives the name of each memory that another program changed. */
  void listener(Consumer<String> receiver) {
    listener = receiver;
  }

  void check(long nowNanos) {
    if (nowNanos - settingsNanos < SETTINGS_NANOS) {
      return;
    }
    settingsNanos = nowNanos;
    if (control.restore()) {
      listener.accept("settings");
    }
    if (nowNanos - recipesNanos >= RECIPES_NANOS) {
      recipesNanos = nowNanos;
      checkRecipes();
      if (conditions.getAsBoolean()) {
        listener.accept("conditions");
      }
    }
  }

  private void checkRecipes() {
    boolean changed = false;
    for (Section section : sections) {
      changed |= section.restore();
    }
    if (changed) {
      listener.accept("recipes");
    }
  }
}
