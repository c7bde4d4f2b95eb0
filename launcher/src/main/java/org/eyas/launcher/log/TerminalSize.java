package org.eyas.launcher.log;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The size of a terminal.
 *
 * @param rows lines of text
 * @param columns characters in a line
 */
public record TerminalSize(int rows, int columns) {
  private static final TerminalSize USUAL = new TerminalSize(24, 80);

  // From asm-generic/ioctls.h; the same on x86-64 and arm64.
  private static final long TIOCGWINSZ = 0x5413;
  private static final int STANDARD_OUTPUT = 1;

  /** The current size of the terminal on standard output; 24 by 80 if the terminal does not report a size. */
  @SuppressWarnings("restricted") // the launch options grant native access
  public static TerminalSize ofOutput() {
    Linker linker = Linker.nativeLinker();
    MethodHandle ioctl =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("ioctl"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS),
            Linker.Option.firstVariadicArg(2));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(ValueLayout.JAVA_SHORT, 4); // struct winsize: rows, columns, and two of pixels
      int result = (int) ioctl.invokeExact(STANDARD_OUTPUT, TIOCGWINSZ, size);
      int rows = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 0));
      int columns = Short.toUnsignedInt(size.getAtIndex(ValueLayout.JAVA_SHORT, 1));
      return result == 0 && rows > 0 && columns > 0 ? new TerminalSize(rows, columns) : USUAL;
    } catch (Throwable e) {
      throw new IllegalStateException("the size of the terminal cannot be read", e);
    }
  }
}
