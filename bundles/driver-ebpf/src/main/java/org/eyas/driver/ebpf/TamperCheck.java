package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Finds changes of the probe's memory that the engine did not make, and undoes them. Root can open the memory by the number of
 * its map, and so blind the probe without detaching it. The loop's thread calls it, once per second for the settings, and every
 * ten seconds for the recipes, which are larger.
 */
final class TamperCheck {
  private static final long SETTINGS_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long RECIPES_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final ControlMemory control;
  private final ByteBuffer[] sections;
  private final Runnable rewrite;
  private final CRC32 sum = new CRC32();
  private final long wantedSum;
  private volatile Consumer<String> listener = changed -> {};
  private long settingsNanos = System.nanoTime();
  private long recipesNanos = settingsNanos;

  /**
   * @param rewrite writes the sections again
   * @param sections memory that is written only once
   */
  TamperCheck(ControlMemory control, Runnable rewrite, ByteBuffer... sections) {
    this.control = control;
    this.rewrite = rewrite;
    this.sections = sections;
    rewrite.run();
    wantedSum = sum();
  }

  /** Sets the receiver of the names of the memory that was changed. */
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
    }
  }

  private void checkRecipes() {
    if (sum() != wantedSum) {
      rewrite.run();
      listener.accept("recipes");
    }
  }

  private long sum() {
    sum.reset();
    for (ByteBuffer section : sections) {
      sum.update(section.duplicate());
    }
    return sum.getValue();
  }
}
